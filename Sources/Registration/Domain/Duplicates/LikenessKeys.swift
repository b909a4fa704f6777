import CareTypes

/// The keys under which probable duplicates are found: two people who are alike in something share at least one. A
/// person has at most `most` keys, so that the work of a registration is bounded.
package enum LikenessKeys {
  /// The most keys that a person has.
  package static let most = 16

  /// The keys of a person.
  package static func keys(of person: Likeness.Subject) -> Set<String> {
    var keys: [String] = []
    let family = NameLikeness.skeleton(person.familyName)
    let given = NameLikeness.skeleton(person.givenNames)
    let firstGiven = person.givenNames.split(whereSeparator: \.isWhitespace).first.map {
      NameLikeness.skeleton(String($0))
    }
    let parts = NameLikeness.parts(of: person.familyName).map(NameLikeness.skeleton)
    // The order is ignored, so that swapped names share a key.
    let whole = [family, firstGiven ?? given].sorted().joined(separator: "+")
    if let birth = person.birthDate {
      // One part of the name and the day: a letter, half a double name, a maiden name.
      for part in Set([family, given, firstGiven ?? given] + parts) where !part.isEmpty {
        keys.append("part/\(part)/\(birth.isoText)")
      }
      // The whole name and half of the day: a digit, day and month.
      keys.append("year/\(whole)/\(birth.year)")
      keys.append("day/\(whole)/\(birth.month)/\(birth.day)")
    }
    // The whole name and where they live: a birth date that is not known.
    for place in Set(person.homes.map(\.place.text)).sorted().prefix(3) {
      keys.append("place/\(whole)/\(place)")
    }
    if person.birthDate == nil || person.insz == nil {
      for area in Set(person.homes.flatMap(\.neighbourhoods)).sorted().prefix(3) {
        keys.append("area/\(whole)/\(area)")
      }
    }
    for contact in [person.phone, person.email] where !contact.isEmpty { keys.append("contact/\(contact)") }
    return Set(keys.prefix(most))
  }
}
