package import CareTypes

/// The number by which a person is known at the counter.
package enum PersonNumber: Sendable, Hashable {
  /// National register or BIS number (INSZ).
  case insz(INSZ)
  /// The number that the registry gave to a person who has no INSZ.
  case local(LocalNumber)

  /// Whether it is a national register or BIS number.
  package var isNational: Bool {
    switch self {
    case .insz: true
    case .local: false
    }
  }
}

/// Where a person lives (woonplaats): an address in a municipality of Belgium, or in another country.
package struct Residence: Sendable, Hashable {
  /// Municipality, by the code that it had when this was recorded, or country.
  package let place: Place
  /// The address; nothing once the person was erased.
  package let address: Address?

  /// Street and postal code, and abroad the place.
  package struct Address: Sendable, Hashable, Codable {
    /// Street, number and box; may be empty.
    package let streetLine: String
    /// Postal code: four digits in Belgium; abroad as it is written there, and may be empty.
    package let postalCode: String
    /// Name of the place abroad; nothing in Belgium.
    package let locality: String?

    /// Street and house number, folded, with the letter that belongs to the number: "12 A" is "12A".
    var house: String {
      let all = streetLine.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
      func isNumber(_ word: String) -> Bool { word.first?.isNumber == true }
      var words: [String] = []
      for (index, word) in all.enumerated() {
        // "1 b 3" is house 1, box 3.
        if Self.boxes.contains(word) || word == "b" && all.dropFirst(index + 1).first.map(isNumber) == true { break }
        if let last = words.last, last.allSatisfy(\.isNumber), word.count == 1, !isNumber(word) {
          words[words.count - 1] = last + word
        } else {
          words.append(word)
        }
      }
      // A street may begin with a number: the last one is that of the house. One right behind another, as in "12/3", is
      // that of a box.
      let number = words.indices.last { isNumber(words[$0]) && ($0 == 0 || !isNumber(words[$0 - 1])) }
      // A number before the street, as in "5, Rue Haute", has all of the street behind it.
      let house = number.map { $0 == 0 ? words[...] : words[...$0] } ?? words[...]
      return NameFolding.folded(house.joined())
    }

    /// Words with which a box begins.
    private static let boxes: Set<String> = ["bus", "bte", "boite", "boîte", "box"]

    /// An address in Belgium.
    package init(streetLine: String, postalCode: PostalCode) {
      self.streetLine = streetLine
      self.postalCode = postalCode.digits
      locality = nil
    }

    /// An address abroad.
    package init(streetLine: String, foreignPostalCode: String, locality: String) {
      self.streetLine = streetLine
      postalCode = foreignPostalCode
      self.locality = locality
    }
  }

  /// A residence.
  package init(place: Place, address: Address?) {
    self.place = place
    self.address = address
  }

  /// Whether it is plainly another home than one: in another place, under another postal code, or in another street or
  /// house. A box is not looked at: who lives in one house may tell of it and not.
  package func isApart(from other: Residence) -> Bool {
    if place != other.place { return true }
    guard let address, let there = other.address else { return false }
    func differ(_ one: String, _ other: String) -> Bool { !one.isEmpty && !other.isEmpty && one != other }
    return differ(address.postalCode, there.postalCode) || differ(address.house, there.house)
  }
}

/// An adult whom a caregiver under 18 trusts, and who agreed to be reached for them (vertrouwenspersoon).
package struct TrustedAdult: Sendable, Hashable, Codable {
  /// Name.
  package let displayName: String
  /// What they are to the young caregiver; may be empty.
  package let relation: String
  /// Telephone number in E.164; empty: none.
  package let phone: String
  /// E-mail address; empty: none.
  package let email: String

  /// A trusted adult.
  package init(displayName: String, relation: String, phone: PhoneNumber?, email: EmailAddress?) {
    self.displayName = displayName
    self.relation = relation
    self.phone = phone?.e164 ?? ""
    self.email = email?.address ?? ""
  }
}

/// What identifies and reaches a person: kept as one document under the person's own key.
package struct Identity: Sendable, Hashable, Codable {
  /// Family name (familienaam).
  package var familyName: String
  /// Given names (voornamen).
  package var givenNames: String
  /// Family names that were recorded before; nothing: none. They still fit the number.
  package var formerFamilyNames: [String]?
  /// Telephone number in E.164; empty: none.
  package var phone: String
  /// E-mail address; empty: none.
  package var email: String
  /// The adult through whom a caregiver under 18 is reached.
  package var trustedAdult: TrustedAdult?

  /// How many family names of before are kept.
  package static let mostFormerNames = 5

  /// The family name, and those of before.
  package var allFamilyNames: [String] { [familyName] + (formerFamilyNames ?? []) }

  /// Keeps family names of before; the oldest give way.
  package mutating func keep(formerNames: [String]) {
    let all = (formerFamilyNames ?? []) + formerNames
    let names = all.filter { $0 != familyName }.suffix(Self.mostFormerNames)
    formerFamilyNames = names.isEmpty ? nil : Array(names)
  }

  /// What is missing to reach the person over a channel: `phone` or `email`; nothing when it can be used.
  package func lacks(for channel: Channel) -> String? {
    switch channel {
    case .sms, .phone: phone.isEmpty ? "phone" : nil
    case .email: email.isEmpty ? "email" : nil
    case .letter, .none: nil
    }
  }

  /// Family name and given names, for lists.
  package var displayName: String { "\(familyName), \(givenNames)" }

  /// An identity.
  package init(
    familyName: String,
    givenNames: String,
    phone: PhoneNumber?,
    email: EmailAddress?,
    trustedAdult: TrustedAdult?
  ) {
    self.familyName = familyName
    self.givenNames = givenNames
    self.phone = phone?.e164 ?? ""
    self.email = email?.address ?? ""
    self.trustedAdult = trustedAdult
  }
}

/// How texts reach a person.
package struct Reach: Sendable, Hashable {
  /// Language of texts.
  package var language: Language
  /// How the person is best reached.
  package var channel: Channel
  /// How well they find their way online, when told.
  package var digitalSkill: DigitalSkill?

  /// How texts reach a person.
  package init(language: Language, channel: Channel, digitalSkill: DigitalSkill?) {
    self.language = language
    self.channel = channel
    self.digitalSkill = digitalSkill
  }
}

/// A person as they are handed in, validated.
package struct PersonDetails: Sendable, Hashable {
  /// Their number; nothing for someone who has none yet.
  package let number: PersonNumber?
  /// Birth date, when the number or the person tells it.
  package let birthDate: CalendarDate?
  /// Name and contact data.
  package let identity: Identity
  /// Where they live today.
  package let residence: Residence
  /// How texts reach them.
  package let reach: Reach

  /// The details of a person.
  package init(
    number: PersonNumber?,
    birthDate: CalendarDate?,
    identity: Identity,
    residence: Residence,
    reach: Reach
  ) {
    self.number = number
    self.birthDate = birthDate
    self.identity = identity
    self.residence = residence
    self.reach = reach
  }
}

/// New values for some of what is held on a person; nothing leaves it as it is.
package struct PersonPatch: Sendable, Hashable {
  /// Family name.
  package var familyName: String?
  /// Given names.
  package var givenNames: String?
  /// Telephone number in E.164; empty: none any more.
  package var phone: String?
  /// E-mail address; empty: none any more.
  package var email: String?
  /// Language of texts.
  package var language: Language?
  /// How the person is best reached.
  package var channel: Channel?
  /// How well they find their way online; `.some(nil)`: not told any more.
  package var digitalSkill: DigitalSkill??
  /// Birth date of a person without a national number that tells it; `.some(nil)`: not known any more.
  package var birthDate: CalendarDate??
  /// The trusted adult; `.some(nil)`: none any more.
  package var trustedAdult: TrustedAdult??

  /// A patch that changes nothing yet.
  package init() {}
}

/// A consent (toestemming) of one person for one purpose.
package struct Consent: Sendable, Hashable {
  /// What for.
  package let purpose: ConsentPurpose
  /// The day on which it was given.
  package let givenDate: CalendarDate
  /// Who gave it.
  package let givenBy: GivenBy
  /// How it reached the registry; nothing means in person.
  package let channel: Channel?

  /// A consent.
  package init(purpose: ConsentPurpose, givenDate: CalendarDate, givenBy: GivenBy, channel: Channel?) {
    self.purpose = purpose
    self.givenDate = givenDate
    self.givenBy = givenBy
    self.channel = channel
  }
}

/// A person as the registry holds them.
package struct Person: Sendable, Hashable {
  /// Opaque id.
  package let id: OpaqueID
  /// Counts the changes of the record, from 1.
  package let revision: Int64
  /// Name and contact data; nothing once the person was erased.
  package let identity: Identity?
  /// The number that holds now.
  package let number: PersonNumber?
  /// Earlier national numbers, oldest first; they still find the person.
  package let formerNumbers: [INSZ]
  /// Birth date, when known.
  package let birthDate: CalendarDate?
  /// Where they live over time.
  package let residences: Timeline<Residence>
  /// How texts reach them.
  package let reach: Reach
  /// The consents that stand now, by purpose.
  package let consents: [Consent]
  /// Whether the record is sealed (afgeschermd dossier).
  package let isSealed: Bool
  /// Whether the processing is restricted (GDPR article 18).
  package let isRestricted: Bool
  /// Whether another municipality made the record, and the one where the person lives has not confirmed it.
  package let isUnconfirmed: Bool

  /// A person.
  package init(
    id: OpaqueID,
    revision: Int64,
    identity: Identity?,
    number: PersonNumber?,
    formerNumbers: [INSZ],
    birthDate: CalendarDate?,
    residences: Timeline<Residence>,
    reach: Reach,
    consents: [Consent],
    isSealed: Bool,
    isRestricted: Bool,
    isUnconfirmed: Bool
  ) {
    self.id = id
    self.revision = revision
    self.identity = identity
    self.number = number
    self.formerNumbers = formerNumbers
    self.birthDate = birthDate
    self.residences = residences
    self.reach = reach
    self.consents = consents
    self.isSealed = isSealed
    self.isRestricted = isRestricted
    self.isUnconfirmed = isUnconfirmed
  }
}

extension Person {
  /// As the person is shown to who may know of them and no more: the name, and where they live on a day.
  package func masked(on day: CalendarDate) -> Person {
    Person(
      id: id,
      revision: revision,
      identity: identity.map {
        Identity(
          familyName: $0.familyName,
          givenNames: $0.givenNames,
          phone: nil,
          email: nil,
          trustedAdult: nil
        )
      },
      number: nil,
      formerNumbers: [],
      birthDate: nil,
      residences: Timeline(start: day, value: Residence(place: residences[day].place, address: nil)),
      reach: Reach(language: reach.language, channel: .none, digitalSkill: nil),
      consents: [],
      isSealed: isSealed,
      isRestricted: isRestricted,
      isUnconfirmed: isUnconfirmed
    )
  }
}

/// How a caregiver may be told of a moment.
package struct NoticeRoute: Sendable, Hashable {
  /// How they are reached; `none`: they are not told.
  package let channel: Channel
  /// Whether their trusted adult is told in their place.
  package let throughTrustedAdult: Bool

  /// The route on a day.
  ///
  /// Someone under 18 has extra protection: nothing is sent to them, only to the adult whom they trust. Neither is
  /// anything sent about a sealed record, where a letter may endanger, nor while the processing is restricted.
  package init(
    channel: Channel,
    birthDate: CalendarDate?,
    hasTrustedAdult: Bool,
    isSealed: Bool,
    isRestricted: Bool,
    on date: CalendarDate
  ) {
    let isMinor = birthDate.map { $0.fullYears(until: date) < Self.majority } ?? false
    let isTold = !isSealed && !isRestricted && (!isMinor || hasTrustedAdult)
    self.channel = isTold ? channel : .none
    throughTrustedAdult = isMinor && self.channel != .none
  }

  /// Age in years from which someone is told directly.
  private static let majority = 18
}
