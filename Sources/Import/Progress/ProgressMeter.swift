import Synchronization

/// How far an import is, for whoever looks.
package final class ProgressMeter: Sendable {
  private let state = Mutex(ImportProgress())

  /// A meter at nothing.
  package init() {}

  /// How far the import is.
  package var progress: ImportProgress { state.withLock { $0 } }

  func set(_ change: (inout ImportProgress) -> Void) { state.withLock { change(&$0) } }
}
