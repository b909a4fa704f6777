/// The effect of a move on one provision.
package struct MoveEffect: Sendable, Hashable {
  /// How the right changes.
  package enum Change: Sendable, Hashable, CaseIterable {
    /// Held before and after.
    case kept
    /// Held before and not after.
    case ends
    /// Held after and not before.
    case begins
    /// Not held before, and after the move it could be held once the missing facts are shown.
    case toBeShown
    /// Not held, before or after.
    case notHeld
  }

  /// The version.
  package let version: ProvisionVersion
  /// How the right changes.
  package let change: Change
  /// The decision before; nil when the provision did not apply.
  package let before: DecisionResult?
  /// The decision after; nil when the provision does not apply.
  package let after: DecisionResult?
  /// Names of the known facts that its condition uses and that stay valid after the move.
  package let carriedOver: [String]

  /// Names of the facts that must be shown again.
  package var missing: [String] { after?.missing ?? [] }

  /// Names of the provisions that are held already and prove a part of the condition.
  package var provenBy: [String] { after?.provenBy ?? [] }
}
