package import CareTypes
package import RightsDomain

/// An award that someone could have and does not.
package struct AwardNotTakenUp: Sendable {
  /// The award, with the decision that it rests on.
  package let view: AwardView
  /// The care situation that supports it; of several, the first in the area that was asked for.
  package let situation: OpaqueID
  /// What stands in the way.
  package let reason: NonTakeUpReason
  /// Since when, in days since 1970-01-01.
  package let since: Int
}
