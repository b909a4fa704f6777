package import CareTypes

/// What HingeMoments tells the other services.
package enum MomentEvent: Sendable, Hashable {
  /// A moment was matched to a person in the registry. It may be told as long as the consent that covers it stands; for
  /// good where there is none.
  case matched(
    moment: OpaqueID,
    person: OpaqueID,
    kind: MomentKind,
    occurTime: Instant,
    coveredBy: ConsentPurpose?
  )
  /// A caregiver is to be told.
  case noticePlanned(notice: OpaqueID, moment: OpaqueID, careSituation: OpaqueID)
  /// A notice reached its addressee.
  case noticeAcknowledged(notice: OpaqueID)
}
