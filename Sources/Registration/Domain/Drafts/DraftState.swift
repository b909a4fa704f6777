import CareTypes
import Foundation
package import ServiceCore

/// The state of a signal.
package enum DraftState: String, Sendable, Hashable, CaseIterable {
  /// Waits on the work list.
  case open
  /// Became a care situation.
  case confirmed
  /// Was dropped.
  case dropped

  /// Checks that a draft is open.
  ///
  /// - Parameter name: Resource name of the draft, for the text.
  /// - Throws: `Refusal` with `draftClosed`.
  package func requireOpen(_ name: String) throws(Refusal) {
    guard self == .open else { throw Refusal(.draftClosed, "\(name) was confirmed or dropped") }
  }
}
