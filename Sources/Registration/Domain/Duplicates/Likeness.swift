package import CareTypes
package import ServiceCore

/// Whether two persons are probably one (vermoedelijke dubbel): how likely, and why.
///
/// Points are added for what agrees and taken off for what speaks against it. Nobody is merged for it: a clerk decides.
package struct Likeness: Sendable, Hashable {
  /// What is compared of a person.
  package struct Subject: Sendable, Hashable {
    /// Family name as written.
    package var familyName: String
    /// Given names as written.
    package let givenNames: String
    /// Birth date, when known.
    package let birthDate: CalendarDate?
    /// The national number in force; nil when there is none.
    package var insz: INSZ?
    /// Where they live today, and where they are known to move.
    package let homes: Set<Home>
    /// Telephone number in E.164; empty if there is none.
    package let phone: String
    /// E-mail address; empty if there is none.
    package let email: String
    /// Whom they care for or are cared for by, by any key.
    package var partners: Set<Int64>

    /// A person to be compared.
    package init(
      familyName: String,
      givenNames: String,
      birthDate: CalendarDate?,
      insz: INSZ?,
      homes: Set<Home>,
      phone: String,
      email: String,
      partners: Set<Int64>
    ) {
      self.familyName = familyName
      self.givenNames = givenNames
      self.birthDate = birthDate
      self.insz = insz
      self.homes = homes
      self.phone = phone
      self.email = email
      self.partners = partners
    }

    /// What is compared of a registered person, with where they live today and where they are known to move.
    package init(
      identity: Identity,
      birthDate: CalendarDate?,
      number: PersonNumber?,
      residences: Timeline<Residence>,
      partners: Set<Int64>,
      today: CalendarDate,
      _ tables: ReferenceTables
    ) {
      let insz: INSZ? = if case .insz(let insz) = number { insz } else { nil }
      let spans = residences.spans.filter { $0.end.map { $0 >= today } ?? true }
      self.init(
        familyName: identity.familyName,
        givenNames: identity.givenNames,
        birthDate: birthDate,
        insz: insz,
        homes: Set(
          spans.map { span in
            Home(
              place: span.value.place,
              postalCode: span.value.address?.postalCode ?? "",
              streetLine: span.value.address?.streetLine ?? "",
              on: max(today, span.start),
              tables
            )
          }
        ),
        phone: identity.phone,
        email: identity.email,
        partners: partners
      )
    }

    /// The year of birth. It is known from a national number even if the month is not.
    var birthYear: Int? {
      birthDate?.year ?? insz?.birthYear
    }
  }

  /// Where someone lives, as far as it is compared.
  package struct Home: Sendable, Hashable {
    /// The municipality, by the code of today, or country.
    package let place: Place
    /// Postal code; empty when not known.
    package let postalCode: String
    /// Street, number and box; empty when not known.
    package let streetLine: String
    /// The primary-care zone (eerstelijnszone); nil when it lies in none, or may lie in several.
    package let zone: String?

    /// A home.
    package init(place: Place, postalCode: String, streetLine: String, zone: String? = nil) {
      self.place = place
      self.zone = zone
      self.postalCode = postalCode
      self.streetLine = streetLine
    }

    /// Where a residence is on a day.
    package init(
      place: Place,
      postalCode: String,
      streetLine: String,
      on day: CalendarDate,
      _ tables: ReferenceTables
    ) {
      let place = tables.current(place, on: day)
      let zone = place.flemishMunicipality.flatMap {
        try? tables.zones.zone(of: $0, at: day, postalCode: try? PostalCode(postalCode)).id
      }
      self.init(place: place, postalCode: postalCode, streetLine: streetLine, zone: zone)
    }

    /// The administrative district (arrondissement) that the municipality lies in, by the first digits of its code; abroad
    /// the country.
    var district: Substring { place.text.prefix(2) }

    /// The neighbourhoods in which it lies. There is no table of neighbouring municipalities: two homes are neighbours
    /// if they share the district, the primary-care zone, or the first three digits of the postal code.
    var neighbourhoods: Set<String> {
      var found: Set<String> = ["district/\(district)"]
      if let zone { found.insert("zone/\(zone)") }
      if place.country == nil, !postalCode.isEmpty { found.insert("post/\(postalCode.prefix(3))") }
      return found
    }

    var address: String { "\(postalCode)/\(NameFolding.folded(streetLine))" }

    /// Whether it is one address with another; a postal code may be missing.
    func isOneAddress(with other: Home) -> Bool {
      let isPostalSame = postalCode == other.postalCode || postalCode.isEmpty || other.postalCode.isEmpty
      let street = NameFolding.folded(streetLine)
      return place == other.place && isPostalSame && !street.isEmpty && street == NameFolding.folded(other.streetLine)
    }
  }

  /// What speaks for two persons being one, or against it.
  package enum Reason: String, Codable, Sendable, Hashable, CaseIterable {
    /// Family name and given names are the same (zelfde naam).
    case sameName
    /// A name is spelt otherwise but sounds the same (andere schrijfwijze).
    case spelling
    /// A name differs in one letter (één letter verschil).
    case oneLetter
    /// Family name and given name changed places (naam en voornaam gewisseld).
    case namesSwapped
    /// One has a part of the other's name (deel van een dubbele naam).
    case partOfName
    /// The family names differ, as a maiden name does (andere familienaam, bijvoorbeeld meisjesnaam).
    case otherFamilyName
    /// The given names differ, as those of twins do (andere voornaam). Speaks against it.
    case otherGivenName
    /// The birth date is the same (zelfde geboortedatum).
    case sameBirthDate
    /// Day and month of the birth date changed places (dag en maand gewisseld).
    case dayMonthSwapped
    /// The birth date differs in one digit (één cijfer van de geboortedatum verschilt).
    case oneDigitOfDate
    /// Of one no birth date is known (geboortedatum onbekend).
    case birthDateMissing
    /// They live at one address (zelfde adres).
    case sameAddress
    /// They live in one municipality or under one postal code (zelfde gemeente).
    case sameMunicipality
    /// They live in one administrative district or primary-care zone, or their postal codes begin alike (buurgemeente).
    case neighbouringMunicipality
    /// They have one telephone number (zelfde telefoonnummer).
    case samePhone
    /// They have one e-mail address (zelfde e-mailadres).
    case sameEmail
    /// They care for, or are cared for by, one person (zelfde mantelzorger of zorgvrager).
    case samePartner
    /// One has no national number (één heeft geen rijksregisternummer).
    case oneHasNoNumber
    /// One has a BIS number, which a national number replaces (één heeft een BIS-nummer).
    case oneHasBISNumber
    /// Both have a national number, and these differ (verschillende rijksregisternummers). Speaks against it.
    case numbersDiffer
    /// The number of one was given for the other (zelfde rijksregisternummer).
    case sameNumber
  }

  /// From 0 to 100: how likely it is that the two are one.
  package let score: Int
  /// What was found, in the order of `Reason`.
  package let reasons: [Reason]

  /// The least score with which a pair is shown.
  package static let threshold = 65

  /// Compares two persons.
  ///
  /// - Parameter sharesNumber: Whether the number of one was given for the other: then the pair is shown, whatever else
  ///   is alike.
  /// - Returns: Nil for a pair that is not to be shown.
  package init?(_ one: Subject, _ other: Subject, sharesNumber: Bool = false) {
    var (points, reasons) = Self.compared(one, other) ?? (0, [])
    if sharesNumber {
      points = max(0, points) + Self.threshold
      reasons.insert(.sameNumber)
    }
    guard points >= Self.threshold else { return nil }
    self.init(points: points, reasons: reasons)
  }

  private init(points: Int, reasons: Set<Reason>) {
    score = min(100, points)
    self.reasons = Reason.allCases.filter(reasons.contains)
  }

  /// The likeness as shown to a viewer who may see only the name and municipality of one of the two.
  package var masked: Likeness {
    let told: Set<Reason> = [
      .sameName, .spelling, .oneLetter, .namesSwapped, .partOfName, .otherFamilyName, .otherGivenName,
      .sameMunicipality, .neighbouringMunicipality, .sameNumber,
    ]
    return Likeness(points: Self.threshold, reasons: told.intersection(reasons))
  }

  /// What two persons have in common and what not, with points; nil when they are clearly two people.
  private static func compared(_ one: Subject, _ other: Subject) -> (points: Int, reasons: Set<Reason>)? {
    var points = 0
    var reasons: Set<Reason> = []
    func found(_ reason: Reason, _ worth: Int) {
      points += worth
      reasons.insert(reason)
    }

    guard let birth = Self.birth(one, other) else { return nil }
    found(birth.reason, birth.worth)

    let family = NameLikeness(one.familyName, other.familyName)
    let given =
      NameLikeness(one.givenNames, other.givenNames)
      ?? (NameLikeness.areCallNames(one.givenNames, other.givenNames) ? .half : nil)
    let crossed =
      NameLikeness(one.familyName, other.givenNames).map(\.isWhole) == true
      && NameLikeness(one.givenNames, other.familyName).map(\.isWhole) == true
    if crossed, family == nil || given == nil {
      found(.namesSwapped, 38)
    } else {
      guard family != nil || given != nil else { return nil }
      if family == .same, given == .same { reasons.insert(.sameName) }
      if let family { points += 25 - family.discount } else { reasons.insert(.otherFamilyName) }
      if let given { points += 20 - given.discount } else { found(.otherGivenName, -22) }
      for likeness in [family, given] {
        switch likeness {
        case .spelling: reasons.insert(.spelling)
        case .oneLetter: reasons.insert(.oneLetter)
        case .half: reasons.insert(.partOfName)
        case .same, nil: break
        }
      }
    }

    if let place = Self.place(one.homes, other.homes) {
      found(place.reason, place.worth)
      // Another family name in another street of a municipality is mostly someone else of the same day.
      let streets = [one, other].map { $0.homes.filter { !$0.streetLine.isEmpty } }
      if family == nil, place.reason != .sameAddress, !streets.contains([]), !reasons.contains(.namesSwapped) {
        points -= 5
      }
    }
    if !one.phone.isEmpty, one.phone == other.phone { found(.samePhone, 10) }
    if !one.email.isEmpty, one.email == other.email { found(.sameEmail, 10) }
    if !one.partners.isDisjoint(with: other.partners) { found(.samePartner, 15) }
    switch (one.insz, other.insz) {
    case (let first?, let second?) where first != second:
      if first.kind == .bis || second.kind == .bis { found(.oneHasBISNumber, 0) } else { found(.numbersDiffer, -50) }
    case (nil, _), (_, nil): found(.oneHasNoNumber, 5)
    default: break
    }
    return (points, reasons)
  }

  /// Whether two birth dates can belong to one person; yes as long as one is not known.
  package static func canBeOne(bornOn one: CalendarDate?, _ other: CalendarDate?) -> Bool {
    guard let one, let other else { return true }
    return birth(one, other) != nil
  }

  /// What two birth dates have in common; nil when they belong to two people.
  private static func birth(_ first: Subject, _ second: Subject) -> (reason: Reason, worth: Int)? {
    guard let one = first.birthDate, let other = second.birthDate else {
      guard let one = first.birthYear, let other = second.birthYear else { return (.birthDateMissing, 12) }
      return one == other ? (.birthDateMissing, 20) : nil
    }
    return birth(one, other)
  }

  private static func birth(_ one: CalendarDate, _ other: CalendarDate) -> (reason: Reason, worth: Int)? {
    if one == other { return (.sameBirthDate, 35) }
    if one.year == other.year, one.month == other.day, one.day == other.month { return (.dayMonthSwapped, 25) }
    let differing = zip(one.isoText.utf8, other.isoText.utf8).count { $0 != $1 }
    return differing == 1 ? (.oneDigitOfDate, 15) : nil
  }

  private static func place(_ one: Set<Home>, _ other: Set<Home>) -> (reason: Reason, worth: Int)? {
    func share(_ value: (Home) -> some Hashable) -> Bool {
      !Set(one.map { AnyHashable(value($0)) }).isDisjoint(with: other.map { AnyHashable(value($0)) })
    }
    let withStreet = (one.filter { !$0.streetLine.isEmpty }, other.filter { !$0.streetLine.isEmpty })
    let areOne =
      !Set(withStreet.0.map(\.address)).isDisjoint(with: withStreet.1.map(\.address))
      || withStreet.0.contains { withStreet.1.contains(where: $0.isOneAddress) }
    if areOne { return (.sameAddress, 20) }
    let postal = Set(one.map(\.postalCode)).subtracting([""])
    if share(\.place) || !postal.isDisjoint(with: other.map(\.postalCode)) { return (.sameMunicipality, 6) }
    let near = Set(one.flatMap(\.neighbourhoods)).isDisjoint(with: other.flatMap(\.neighbourhoods))
    return near ? nil : (.neighbouringMunicipality, 3)
  }
}

extension NameLikeness {
  /// Whether the whole names are alike, not a part of them.
  fileprivate var isWhole: Bool { self != .half }

  /// How much less it is worth than the same name.
  fileprivate var discount: Int {
    switch self {
    case .same: 0
    case .spelling: 3
    case .oneLetter: 5
    case .half: 6
    }
  }
}

/// A key under which probable duplicates are found.
package struct LikenessKey: Sendable, Hashable {
  /// What two people have in common who share it.
  package let text: String
  /// The group in which it lies; nil for a key that lies anywhere.
  package let group: Group?

  /// Keys that lie side by side in the index. A person has keys in few groups, so that a registration changes few pages.
  package enum Group: Sendable, Hashable {
    /// Keys of people who were born on one day.
    case born(CalendarDate)
    /// Keys of people with one whole name.
    case named(String)
  }
}

/// The keys under which probable duplicates are found: two people who are alike in something share at least one. A
/// person has at most `most` keys, so that the work of a registration is bounded.
package enum LikenessKeys {
  /// The most keys that a person has.
  package static let most = 16

  /// The keys of a person.
  package static func keys(of person: Likeness.Subject) -> Set<LikenessKey> {
    var keys: [LikenessKey] = []
    func add(_ text: String, in group: LikenessKey.Group? = nil) { keys.append(LikenessKey(text: text, group: group)) }
    let family = NameLikeness.skeleton(person.familyName)
    let given = NameLikeness.skeleton(person.givenNames)
    let firstGiven = person.givenNames.split(whereSeparator: \.isWhitespace).first.map {
      NameLikeness.skeleton(String($0))
    }
    let parts = NameLikeness.parts(of: person.familyName).map(NameLikeness.skeleton)
    // The order is ignored, so that swapped names share a key.
    let whole = [family, firstGiven ?? given].sorted().joined(separator: "+")
    let group = LikenessKey.Group.named(whole)
    if let birth = person.birthDate {
      let day = birth.isoText
      // One part of the name and the day: a letter, half a double name, a maiden name.
      for part in Set([family, given, firstGiven ?? given] + parts) where !part.isEmpty {
        add("part/\(part)/\(day)", in: .born(birth))
      }
      // The whole name and half of the day: a digit, day and month.
      add("year/\(whole)/\(birth.year)", in: group)
      add("day/\(whole)/\(birth.month)/\(birth.day)", in: group)
    }
    // The whole name and where they live: a birth date that is not known.
    for place in Set(person.homes.map(\.place.text)).sorted().prefix(3) {
      add("place/\(whole)/\(place)", in: group)
    }
    if person.birthDate == nil || person.insz == nil {
      for area in Set(person.homes.flatMap(\.neighbourhoods)).sorted().prefix(3) {
        add("area/\(whole)/\(area)", in: group)
      }
    }
    for contact in [person.phone, person.email] where !contact.isEmpty { add("contact/\(contact)") }
    return Set(keys.prefix(most))
  }
}
