package import CareTypes

/// What Registration says of the person whom a moment befell.
package struct MatchedPerson: Sendable, Hashable {
  /// The person.
  package let person: OpaqueID
  /// What they consent to.
  package let purposes: Set<ConsentPurpose>
  /// Whether nobody may be told anything of them, whatever they consented to: their record is sealed or restricted.
  package let isWithheld: Bool
  /// Their caregivers; empty without a consent for hospitals.
  package let caregivers: [MatchedCaregiver]
  /// How far Registration's feed had come when it was read: it holds no more after a later withdrawal.
  package let sequence: Int64

  /// A person in the registry.
  package init(
    person: OpaqueID,
    purposes: Set<ConsentPurpose>,
    isWithheld: Bool = false,
    caregivers: [MatchedCaregiver],
    sequence: Int64
  ) {
    self.person = person
    self.purposes = purposes
    self.isWithheld = isWithheld
    self.caregivers = caregivers
    self.sequence = sequence
  }
}

/// A caregiver of that person, without identity.
package struct MatchedCaregiver: Sendable, Hashable {
  /// The caregiver.
  package let caregiver: OpaqueID
  /// The care situation.
  package let careSituation: OpaqueID
  /// Where the caregiver lives.
  package let municipality: NISCode
  /// How the caregiver is best reached.
  package let channel: Channel
  /// The language of texts for the caregiver.
  package let language: Language
  /// Whether the caregiver is under 18: then their trusted adult is told, and nobody else.
  package let throughTrustedAdult: Bool

  /// A caregiver.
  package init(
    caregiver: OpaqueID,
    careSituation: OpaqueID,
    municipality: NISCode,
    channel: Channel,
    language: Language,
    throughTrustedAdult: Bool = false
  ) {
    self.caregiver = caregiver
    self.careSituation = careSituation
    self.municipality = municipality
    self.channel = channel
    self.language = language
    self.throughTrustedAdult = throughTrustedAdult
  }
}
