package import CareTypes

/// An event of HingeMoments for the other services.
package enum MomentEvent: Sendable, Hashable {
  /// A moment was matched to a person in the registry. It may be used while the consent that covers it is given; always
  /// when `coveredBy` is nil.
  case matched(
    moment: OpaqueID,
    person: OpaqueID,
    kind: MomentKind,
    occurTime: Instant,
    placeKind: PlaceKind?,
    coveredBy: ConsentPurpose?
  )
  /// A moment that was matched did not happen as it was reported.
  case retracted(moment: OpaqueID)
  /// A notice to a caregiver was planned.
  case noticePlanned(notice: OpaqueID, moment: OpaqueID, careSituation: OpaqueID)
  /// A notice reached its addressee.
  case noticeAcknowledged(notice: OpaqueID)
}
