package import CareTypes
import ServiceCore

/// When the municipality where a person lives has to confirm a record that another one made or moved there.
package enum ConfirmationRules {
  /// The municipality that has to confirm a new record.
  ///
  /// - Parameters:
  ///   - home: The municipality in Flanders where the person lives, by the code of today; nil for someone who lives
  ///     elsewhere: for them the municipality acts that registers them.
  ///   - viewer: Who registers the person.
  /// - Returns: Nil for a record that needs no confirmation.
  package static func awaited(at home: NISCode?, by viewer: Viewer) -> NISCode? {
    guard let home, viewer.scope?.municipalities.contains(home) == false else { return nil }
    return home
  }

  /// What changes about the confirmation when a person moves.
  package enum Change: Sendable, Hashable {
    /// The record stays as it is.
    case none
    /// The record needs the confirmation of a municipality; nil if it no longer needs one.
    case awaits(NISCode?)
  }

  /// What changes about the confirmation when a person moves.
  ///
  /// Whoever moves someone to another municipality cannot confirm the record for that one. Moving someone back leaves
  /// nothing to confirm, unless their number is still only claimed.
  ///
  /// - Parameters:
  ///   - home: The municipality in Flanders where the person moves to, by the code of today; nil for a place elsewhere.
  ///   - isUnconfirmed: Whether the record is not confirmed.
  ///   - hasClaims: Whether a number was given for the person that they do not have.
  ///   - viewer: Who records the move.
  package static func change(
    movingTo home: NISCode?,
    isUnconfirmed: Bool,
    hasClaims: Bool,
    by viewer: Viewer
  ) -> Change {
    guard let home else { return .none }
    if let awaited = awaited(at: home, by: viewer) { return .awaits(awaited) }
    return isUnconfirmed ? .awaits(hasClaims ? home : nil) : .none
  }
}
