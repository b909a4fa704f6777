import CareTypes
import GRDB
import ServiceCore
import ServiceRuntime

/// How often each client asked in vain about people by their numbers, by minute; kept, so that a restart forgets nothing.
extension GatewayStore {
  static let probeTables = """
    CREATE TABLE probe (
      client TEXT NOT NULL,
      kind TEXT NOT NULL,
      minute INTEGER NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (client, kind, minute)
    ) STRICT, WITHOUT ROWID;
    """

  /// How often a client asked in vain within the last day, in each way.
  package func probes(of client: String) async throws -> [ProbeTally] {
    let minute = Self.minute(of: clock.now)
    return try await database.read { db in
      try ProbeLimits.Kind.allCases.map { try Self.tally($0, client, now: minute, in: db) }
    }
  }

  /// Counts that a client asked in vain.
  ///
  /// - Returns: How often it did within the last day, these included. Of those who count at the same time each sees another.
  package func count(_ count: Int, _ kind: ProbeLimits.Kind, by client: String) async throws -> ProbeTally {
    try await database.write { transaction in
      let (db, minute) = (transaction.database, Self.minute(of: transaction.now))
      try db.cachedStatement(sql: "DELETE FROM probe WHERE client = ? AND kind = ? AND minute <= ?")
        .execute(arguments: [client, kind.rawValue, minute - ProbeTally.day])
      try db.cachedStatement(
        sql: """
          INSERT INTO probe (client, kind, minute, count) VALUES (?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET count = count + excluded.count
          """
      ).execute(arguments: [client, kind.rawValue, minute, count])
      return try Self.tally(kind, client, now: minute, in: db)
    }
  }

  static let probesSQL =
    "SELECT minute, count FROM probe WHERE client = ? AND kind = ? AND minute > ? ORDER BY minute"

  private static func tally(
    _ kind: ProbeLimits.Kind,
    _ client: String,
    now: Int64,
    in db: Database
  ) throws -> ProbeTally {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: probesSQL),
      arguments: [client, kind.rawValue, now - ProbeTally.day]
    )
    return ProbeTally(
      kind: kind,
      minutes: rows.map { ProbeTally.Minute(minute: $0["minute"], count: $0["count"]) },
      now: now
    )
  }

  private static func minute(of time: Instant) -> Int64 { time.microseconds / 60_000_000 }
}
