package import CareTypes

/// What the events of the other services tell Rights.
package enum RightsInput: Sendable {
  /// A care situation was registered.
  case registered(SituationFacts)
  /// A care situation is told anew as a whole: what was told before holds no more.
  case changed(SituationFacts)
  /// A care situation has a last day.
  case ended(OpaqueID, CalendarDate)
  /// A consent of a person stands from now on, or stands no more.
  case consent(person: OpaqueID, purpose: ConsentPurpose, given: Bool)
  /// A person was erased: their facts are forgotten.
  case erased(person: OpaqueID)
  /// A person was merged into another.
  case merged(kept: OpaqueID, merged: OpaqueID)
  /// A merge was undone.
  case unmerged(kept: OpaqueID, merged: OpaqueID)
  /// A version of a provision was published.
  case published(ProvisionVersion)
  /// Which proofs stand for parts of a version's condition; what was told of it before holds no more.
  case equivalences(provision: String, version: Int, proofs: [ProvisionVersion.AcceptedProof])
  /// Something befell a person. It counts as long as the consent that covers it stands; for good where there is none.
  case moment(person: OpaqueID, kind: MomentKind, day: CalendarDate, coveredBy: ConsentPurpose?)
}
