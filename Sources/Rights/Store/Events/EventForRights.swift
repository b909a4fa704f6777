package import CareTypes
package import RightsDomain

/// An event of another service that Rights reacts to.
package enum EventForRights: Sendable {
  /// A care situation was registered.
  case registered(SituationFacts)
  /// A care situation as it is now, as a whole. It replaces what is stored.
  case changed(SituationFacts)
  /// A care situation got a last day, perhaps because the caregiver died.
  case ended(OpaqueID, CalendarDate, caregiverDied: Bool)
  /// A person gave or withdrew a consent.
  case consent(person: OpaqueID, purpose: ConsentPurpose, given: Bool)
  /// A person was erased: their facts are deleted.
  case erased(person: OpaqueID)
  /// A person was merged into another.
  case merged(kept: OpaqueID, merged: OpaqueID)
  /// A merge was undone.
  case unmerged(kept: OpaqueID, merged: OpaqueID)
  /// A version of a provision was published.
  case published(ProvisionVersion)
  /// All proofs that were found for parts of a version's condition. They replace those that are stored.
  case equivalences(provision: String, version: Int, proofs: [AcceptedProof])
  /// A hinge moment of a person, with its own id. It is used while the consent that covers it is given; always when there is
  /// none.
  case moment(OpaqueID, RecipientMoments.Moment, of: OpaqueID, coveredBy: ConsentPurpose?)
  /// A hinge moment did not happen as it was reported.
  case momentRetracted(OpaqueID)

  /// Whether a person was erased.
  var isErasure: Bool { if case .erased = self { true } else { false } }
}
