package import CareTypes

/// A person in the registry who had a moment, as Registration answers.
package struct MatchedPerson: Sendable, Hashable {
  /// The person.
  package let person: OpaqueID
  /// The purposes that they consent to.
  package let purposes: Set<ConsentPurpose>
  /// Whether nobody may learn of their moments, whatever they consented to, because their record is sealed or restricted.
  package let isWithheld: Bool
  /// Their caregivers; empty when they have not consented to the purpose.
  package let caregivers: [MatchedCaregiver]
  /// The last event in Registration's feed when it answered. The answer is outdated when a later withdrawal is known.
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

  /// Everyone in the answer: the person and the caregivers.
  package var everyone: Set<OpaqueID> { Set(caregivers.map(\.caregiver) + [person]) }

  /// Whether someone in the answer withdrew their consent, or was shielded or erased, after Registration answered. The
  /// answer may not be used then.
  ///
  /// - Parameter latestWithdrawal: The latest withdrawal of anyone in the answer, by its place in Registration's feed; nil
  ///   when there is none.
  package func isOutdated(by latestWithdrawal: Int64?) -> Bool {
    latestWithdrawal.map { $0 > sequence } ?? false
  }
}

/// A caregiver of a person who had a moment, without name or number.
package struct MatchedCaregiver: Sendable, Hashable {
  /// The caregiver.
  package let caregiver: OpaqueID
  /// The care situation.
  package let careSituation: OpaqueID
  /// The municipality where the caregiver lives.
  package let municipality: NISCode
  /// How the caregiver is best reached.
  package let channel: Channel
  /// The language of texts for the caregiver.
  package let language: Language
  /// Whether the caregiver is under 18, so that the notice goes to their trusted adult (vertrouwenspersoon) only.
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
