package import ServiceRuntime

/// Counts what calls of the gateway cost: what each database does, and the calls to the services behind.
package struct WorkCounters: Sendable {
  /// What the database of each service does.
  package let databases: [ServiceName: StatementCounter]
  /// The calls to the services behind the gateway.
  package let calls = CallTally()

  /// Counters at zero.
  package init() {
    databases = Dictionary(uniqueKeysWithValues: ServiceName.allCases.map { ($0, StatementCounter()) })
  }

  /// Work, in counts that do not depend on the machine.
  package struct Work: Equatable, Sendable {
    /// How many calls of services behind the gateway were made.
    package var calls: Int
    /// What the database of each service did.
    package var databases: [ServiceName: StatementCounter.Counts]

    /// What all databases did together.
    package var total: StatementCounter.Counts {
      databases.values.reduce(into: StatementCounter.Counts()) { total, counts in
        total.executed += counts.executed
        total.prepared += counts.prepared
        total.commits += counts.commits
        total.reads += counts.reads
        total.pages += counts.pages
      }
    }
  }

  /// Counts the work until a body has ended.
  package func work(of body: () async throws -> Void) async rethrows -> Work {
    calls.reset()
    for database in databases.values { database.reset() }
    try await body()
    return Work(calls: calls.count, databases: databases.mapValues(\.counts))
  }
}
