package import GatewayDomain
import CareTypes
import ServiceRuntime

/// The audit trail: one line for each call of a known client.
extension GatewayStore {
  /// Appends an entry to the audit trail, which is on the disk when this returns.
  ///
  /// - Parameters:
  ///   - entry: The entry.
  ///   - probes: How often the call asked in vain about people by their numbers, in each way.
  package func append(_ entry: AuditEntry, inVain probes: [ProbeLimits.Kind: Int] = [:]) async throws {
    try await database.write { transaction in
      let key = try transaction.connection.insert(
        "INSERT INTO audit (recorded, client, method, resource, outcome, traceparent) VALUES (?, ?, ?, ?, ?, ?)",
        [
          transaction.now.microseconds, entry.client, entry.method, entry.resource, entry.outcome,
          transaction.traceparent,
        ]
      )
      for name in Set(entry.shown) {
        try transaction.connection.execute("INSERT INTO audit_shown (resource, audit) VALUES (?, ?)", [name, key])
      }
      try Self.insert(entry.asked, audit: key, in: transaction.connection)
      try Self.insert(probes, by: entry.client, in: transaction)
    }
  }

  /// All entries of the audit trail, oldest first.
  package func auditTrail() async throws -> [AuditEntry] {
    try await database.read { db in
      try db.rows("SELECT * FROM audit ORDER BY key").map { try Self.entry($0, in: db) }
    }
  }

  /// The entries of calls that were about a record or showed it, oldest first, with the time of each.
  package func auditTrail(of name: String) async throws -> [TimedAuditEntry] {
    try await database.read { db in
      try db.rows(Self.trailSQL, ["name": name])
        .map { row in
          TimedAuditEntry(
            time: Instant(microseconds: row["recorded"]),
            entry: try Self.entry(row, isWhole: false, in: db)
          )
        }
    }
  }

  static let trailSQL = """
    SELECT * FROM audit WHERE resource = :name
    UNION SELECT audit.* FROM audit_shown JOIN audit ON audit.key = audit_shown.audit WHERE audit_shown.resource = :name
    ORDER BY key
    """

  /// Reads an entry of the audit trail.
  ///
  /// - Parameters:
  ///   - row: A row of the table `audit`.
  ///   - isWhole: Whether to read the numbers that the call asked about, of which an imported list has thousands.
  ///   - db: The database.
  static func entry(_ row: SQLRow, isWhole: Bool = true, in db: Connection) throws -> AuditEntry {
    AuditEntry(
      client: row["client"],
      method: row["method"],
      resource: row["resource"],
      shown: try db.values(
        String.self,
        "SELECT resource FROM audit_shown WHERE audit = ? ORDER BY resource",
        [row["key"] as Int64]
      ),
      asked: isWhole ? try askedNumbers(of: row["key"], in: db) : [],
      outcome: row["outcome"]
    )
  }
}
