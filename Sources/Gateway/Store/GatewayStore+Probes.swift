package import GatewayDomain
import CareTypes
import ServiceCore
import ServiceRuntime

/// How often each client asked in vain about people by their numbers, by minute. It is kept in the database so that a
/// restart forgets nothing, and in memory because each question about a number looks at it.
extension GatewayStore {
  /// How often a client asked in vain within the last day, in each way.
  package func probes(of client: String) async throws -> [ProbeTally] {
    let minute = Self.minute(of: clock.now)
    if let known = knownProbes.tallies(of: client, now: minute) { return known }
    let read = try await database.read { db in
      try ProbeLimits.Kind.allCases.map { try Self.tally($0, client, now: minute, in: db) }
    }
    knownProbes.keep(read, of: client)
    return read
  }

  /// Counts questions in vain of a client. They are kept with the entry of the call in the audit trail (`append`), before
  /// the client is answered.
  ///
  /// - Parameters:
  ///   - count: The number of questions.
  ///   - kind: The way in which they were in vain.
  ///   - client: The name of the client.
  /// - Returns: The count of the last day, these questions included. Of calls that count at the same time, each gets a
  ///   different one.
  package func count(_ count: Int, _ kind: ProbeLimits.Kind, by client: String) async throws -> ProbeTally {
    _ = try await probes(of: client)
    return knownProbes.add(count, kind, of: client, now: Self.minute(of: clock.now))
  }

  /// Keeps the questions in vain of a call within the transaction that writes its entry.
  static func insert(_ probes: [ProbeLimits.Kind: Int], by client: String, in transaction: WriteTransaction) throws {
    let minute = minute(of: transaction.now)
    for (kind, count) in probes {
      try transaction.connection.execute(
        "DELETE FROM probe WHERE client = ? AND kind = ? AND minute <= ?",
        [client, kind.rawValue, minute - ProbeTally.day]
      )
      try transaction.connection.execute(
        """
        INSERT INTO probe (client, kind, minute, count) VALUES (?, ?, ?, ?)
        ON CONFLICT (client, kind, minute) DO UPDATE SET count = probe.count + excluded.count
        """,
        [client, kind.rawValue, minute, count]
      )
    }
  }

  static let probesSQL =
    "SELECT minute, count FROM probe WHERE client = ? AND kind = ? AND minute > ? ORDER BY minute"

  private static func tally(
    _ kind: ProbeLimits.Kind,
    _ client: String,
    now: Int64,
    in db: Connection
  ) throws -> ProbeTally {
    let rows = try db.rows(probesSQL, [client, kind.rawValue, now - ProbeTally.day])
    return ProbeTally(
      kind: kind,
      minutes: rows.map { ProbeTally.Minute(minute: $0["minute"], count: $0["count"]) },
      now: now
    )
  }

  private static func minute(of time: Instant) -> Int64 { time.microseconds / 60_000_000 }
}
