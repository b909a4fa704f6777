import CareTypes

/// The keys under which drafts are found that may mention a person: a draft and each person whom it may mention share
/// at least one.
package enum DraftKeys {
  /// The keys of a person whom a draft mentions.
  package static func keys(of person: Likeness.Subject) -> Set<String> {
    var keys: Set<String> = []
    if let birthDate = person.birthDate { keys.insert("birth-date/\(birthDate.isoText)") }
    if !person.phone.isEmpty { keys.insert("phone/\(person.phone)") }
    if !person.email.isEmpty { keys.insert("email/\(person.email.lowercased())") }
    for home in person.homes where !home.streetLine.isEmpty {
      keys.insert("address/\(home.place.text)/\(NameFolding.folded(home.streetLine))")
    }
    if !person.familyName.isEmpty, !person.givenNames.isEmpty {
      keys.formUnion(LikenessKeys.keys(of: person).map { "like/\($0.text)" })
    }
    return keys
  }

  /// The keys of all people whom a draft mentions.
  package static func keys(of draft: DraftMentions) -> Set<String> {
    var keys = draft.people.reduce(into: Set<String>()) { $0.formUnion(self.keys(of: $1.subject)) }
    var written = NameMatch.namesWritten(in: draft.remark)
    for adult in draft.trustedAdults {
      if !adult.phone.isEmpty { keys.insert("phone/\(adult.phone)") }
      if !adult.email.isEmpty { keys.insert("email/\(adult.email.lowercased())") }
      written.formUnion(NameMatch.namesWritten(in: adult.displayName))
    }
    return keys.union(written.map { "name/\($0)" })
  }

  /// The keys of a registered person, also without their number.
  package static func keys(of person: RegisteredPerson) -> Set<String> {
    let names = NameMatch.partsOfFamilyNames(of: person.identity).map { "name/\($0)" }
    return person.variants.reduce(into: Set(names)) { keys, variant in
      keys.formUnion(self.keys(of: variant))
      // Who has no number is looked for more widely, as far as the next municipality.
      var unnumbered = variant
      unnumbered.insz = nil
      keys.formUnion(self.keys(of: unnumbered))
    }
  }
}
