package import CareTypes

/// What identifies and reaches a person: kept as one document under the person's own key.
package struct Identity: Sendable, Hashable, Codable {
  /// Family name (familienaam).
  package var familyName: String
  /// Given names (voornamen).
  package var givenNames: String
  /// Former family names, which still fit the number; nil when there are none.
  package var formerFamilyNames: [String]?
  /// Telephone number in E.164; empty if there is none.
  package var phone: String
  /// E-mail address; empty if there is none.
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

  /// What is missing to reach the person over a channel: `phone` or `email`; nil when the channel can be used.
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

/// An adult whom a caregiver under 18 trusts, and who agreed to be reached for them (vertrouwenspersoon).
package struct TrustedAdult: Sendable, Hashable, Codable {
  /// Name.
  package let displayName: String
  /// What they are to the young caregiver; may be empty.
  package let relation: String
  /// Telephone number in E.164; empty if there is none.
  package let phone: String
  /// E-mail address; empty if there is none.
  package let email: String

  /// A trusted adult.
  package init(displayName: String, relation: String, phone: PhoneNumber?, email: EmailAddress?) {
    self.displayName = displayName
    self.relation = relation
    self.phone = phone?.e164 ?? ""
    self.email = email?.address ?? ""
  }

  /// The trusted adult of the four texts of an identity; nil when there is none.
  init?(texts: [String?]) {
    guard texts.count == 4, let displayName = texts[0], let relation = texts[1], let phone = texts[2],
      let email = texts[3]
    else { return nil }
    self.displayName = displayName
    self.relation = relation
    self.phone = phone
    self.email = email
  }
}
