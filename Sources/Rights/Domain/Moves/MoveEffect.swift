/// What a move does to one provision.
package struct MoveEffect: Sendable, Hashable {
  /// What happens to a right.
  package enum Change: Sendable, Hashable, CaseIterable {
    /// It is held before and after.
    case kept
    /// It is held before and not after.
    case ends
    /// It is held after and not before.
    case begins
    /// It could be held after, once what is missing is shown, and was not held before.
    case toBeShown
    /// It is not held, before or after.
    case notHeld
  }

  /// The version.
  package let version: ProvisionVersion
  /// What happens.
  package let change: Change
  /// What was decided before; nothing when it did not apply.
  package let before: DecisionResult?
  /// What is decided after; nothing when it does not apply.
  package let after: DecisionResult?
  /// Names of the facts about these people that its condition uses, and that are known and carry over.
  package let carriedOver: [String]

  /// What must be shown anew.
  package var missing: [String] { after?.missing ?? [] }

  /// Names of what is held already and stands for a part.
  package var provenBy: [String] { after?.provenBy ?? [] }
}
