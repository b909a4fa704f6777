package import HingeMomentsDomain
package import ServiceCore
package import ServiceRuntime

/// The database of HingeMoments: moments and notices. Each method is one transaction.
package struct MomentsStore: Sendable {
  let database: ServiceDatabase
  let cipher: FieldCipher
  let digest: LookupHash
  let encode: @Sendable (MomentEvent) throws -> EventPayload

  /// The store of an opened database.
  package init(
    database: ServiceDatabase,
    keys: KeyFile,
    encode: @escaping @Sendable (MomentEvent) throws -> EventPayload
  ) {
    self.database = database
    cipher = FieldCipher(key: keys.key(for: "moments/seal"))
    digest = LookupHash(key: keys.key(for: "moments/digest"))
    self.encode = encode
  }

  /// Opens the database of HingeMoments.
  ///
  /// - Parameter counter: Counts what the database does, for tests; nil: nothing is counted.
  /// - Throws: `StartupError`.
  package static func openDatabase(
    _ location: ServiceDatabase.Location,
    clock: RegistryClock,
    counting counter: StatementCounter? = nil
  ) throws -> ServiceDatabase {
    try ServiceDatabase(location, label: "moments", clock: clock, counting: counter, migrations: MomentsMigrations.all)
  }

  /// A signal at once and at each commit; several may be folded into one.
  package func commitSignals() -> AsyncStream<Void> { database.commitSignals() }

  /// Applies a batch of Registration's events, in one transaction with the place that was reached in the feed.
  package func apply(_ events: [EventForMoments], upTo sequence: Int64) async throws {
    try await database.write { transaction in
      let consumer = MomentsEventConsumer(transaction)
      for event in events { try consumer.consume(event) }
      try transaction.advanceCursor(of: .registration, to: sequence)
    }
  }

  /// The numbers of moments that wait (including those set aside), that were matched, and that were about people who are not
  /// in the registry.
  package func progress() async throws -> (waiting: Int64, matched: Int64, unknown: Int64) {
    try await database.read { db in
      let rows = try db.rows("SELECT state, count FROM moment_count")
      let counts = Dictionary(uniqueKeysWithValues: rows.map { ($0["state"] as String, $0["count"] as Int64) })
      return (
        counts["waiting", default: 0] + counts["set_aside", default: 0], counts["matched", default: 0],
        counts["unknown", default: 0]
      )
    }
  }
}
