package import CareTypes

/// Identity and contact data of a person, validated. Leaves Registration only through the Gateway, to those who may see
/// it.
package struct PersonDetails: Sendable, Hashable {
  /// National register or BIS number (INSZ).
  package let insz: INSZ
  /// Family name (familienaam).
  package let familyName: String
  /// Given names (voornamen).
  package let givenNames: String
  /// Street, number and box; may be empty.
  package let streetLine: String
  /// Postal code.
  package let postalCode: PostalCode
  /// Municipality of residence (woonplaats).
  package let municipality: NISCode
  /// Telephone number, when there is one.
  package let phone: PhoneNumber?
  /// E-mail address, when there is one.
  package let email: EmailAddress?
  /// Language of texts for this person.
  package let language: Language
  /// How the person is best reached.
  package let channel: Channel

  /// The details of a person.
  package init(
    insz: INSZ,
    familyName: String,
    givenNames: String,
    streetLine: String,
    postalCode: PostalCode,
    municipality: NISCode,
    phone: PhoneNumber?,
    email: EmailAddress?,
    language: Language,
    channel: Channel
  ) {
    self.insz = insz
    self.familyName = familyName
    self.givenNames = givenNames
    self.streetLine = streetLine
    self.postalCode = postalCode
    self.municipality = municipality
    self.phone = phone
    self.email = email
    self.language = language
    self.channel = channel
  }
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
  /// Identity and contact data.
  package let details: PersonDetails
  /// The consents that stand now, by purpose.
  package let consents: [Consent]
}
