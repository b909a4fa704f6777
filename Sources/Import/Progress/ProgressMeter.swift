import Synchronization

/// Lets an import publish how far it is while others read it.
package final class ProgressMeter: Sendable {
  private let state = Mutex(ImportProgress())

  /// A meter of an import that has not begun.
  package init() {}

  /// How far the import is now.
  package var progress: ImportProgress { state.withLock { $0 } }

  func set(_ change: (inout ImportProgress) -> Void) { state.withLock { change(&$0) } }
}
