package import CareTypes

/// A registered person.
package struct Person: Sendable, Hashable {
  /// Opaque id.
  package let id: OpaqueID
  /// Counts the changes of the record, from 1.
  package let revision: Int64
  /// Name and contact data; nil once the person was erased.
  package let identity: Identity?
  /// The number in force; nil once the person was erased.
  package let number: PersonNumber?
  /// Earlier national numbers, oldest first; they still find the person.
  package let formerNumbers: [INSZ]
  /// Birth date, when known.
  package let birthDate: CalendarDate?
  /// Where they live over time.
  package let residences: Timeline<Residence>
  /// How texts reach them.
  package let contactPreferences: ContactPreferences
  /// The consents in force, by purpose.
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
    contactPreferences: ContactPreferences,
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
    self.contactPreferences = contactPreferences
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
      contactPreferences: ContactPreferences(language: contactPreferences.language, channel: .none, digitalSkill: nil),
      consents: [],
      isSealed: isSealed,
      isRestricted: isRestricted,
      isUnconfirmed: isUnconfirmed
    )
  }
}
