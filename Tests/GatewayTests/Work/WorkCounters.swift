import ServiceRuntime
import TestSupport

/// Counts what calls of the gateway cost: what each database does, and the calls to the services behind.
struct WorkCounters: Sendable {
  let registration = StatementCounter()
  let statutes = StatementCounter()
  let rights = StatementCounter()
  let moments = StatementCounter()
  let gateway = StatementCounter()
  /// The calls to the services behind the gateway.
  let calls = CallTally()

  private var databases: [StatementCounter] { [registration, statutes, rights, moments, gateway] }

  /// What the work of a call was, in counts that do not depend on the machine.
  struct Work: Equatable {
    /// How many calls of services behind the gateway it took.
    var calls: Int
    /// How many statements each database executed, in the order of the columns of `WorkTable`.
    var statements: [Int]
    /// How many statements all of them compiled.
    var prepared: Int
    /// How many transactions were written to disk, each with a sync.
    var commits: Int
    /// How many transactions only read.
    var reads: Int
  }

  /// Counts a call.
  func work(of call: () async throws -> Void) async rethrows -> Work {
    calls.reset()
    for database in databases { database.reset() }
    try await call()
    let counts = databases.map(\.counts)
    return Work(
      calls: calls.count,
      statements: counts.map(\.executed),
      prepared: counts.reduce(0) { $0 + $1.prepared },
      commits: counts.reduce(0) { $0 + $1.commits },
      reads: counts.reduce(0) { $0 + $1.reads }
    )
  }
}
