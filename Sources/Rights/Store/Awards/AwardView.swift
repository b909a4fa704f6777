package import CareTypes
package import Foundation
package import RightsDomain

/// An award with the stored decisions that it rests on.
package struct AwardView: Sendable {
  /// The award.
  package let award: Award
  /// The decision that counts; nil when there is none.
  package let decision: StoredDecision?
  /// The digests of the facts of the decisions that its steps rest on, by the id of the decision; those of facts that were
  /// forgotten are missing.
  package let digests: [OpaqueID: Data]
}
