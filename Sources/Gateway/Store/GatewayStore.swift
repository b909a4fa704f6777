package import CareTypes
import Foundation
import GRDB
package import ServiceCore
package import ServiceRuntime

/// One entry of the audit trail: who did what to which resource, and how it ended. No personal data.
package struct AuditEntry: Sendable, Hashable {
  /// Name of the client.
  package let client: String
  /// Full name of the method.
  package let method: String
  /// Resource name, or NIS code of a list; empty when the call names none.
  package let resource: String
  /// Names of the records that the answer showed beside the resource.
  package let shown: [String]
  /// The numbers of people about whom the call asked.
  package let asked: [AskedNumber]
  /// Status code.
  package let outcome: String

  /// An entry.
  package init(
    client: String,
    method: String,
    resource: String,
    shown: [String] = [],
    asked: [AskedNumber] = [],
    outcome: String
  ) {
    self.client = client
    self.method = method
    self.resource = resource
    self.shown = shown
    self.asked = asked
    self.outcome = outcome
  }
}

/// The audit trail and the releases of figures. Each method is one transaction.
package struct GatewayStore: Sendable {
  let database: ServiceDatabase
  let clock: RegistryClock

  /// Opens the database of the Gateway.
  ///
  /// - Throws: `StartupError`.
  package init(_ location: ServiceDatabase.Location, clock: RegistryClock) throws {
    self.clock = clock
    database = try ServiceDatabase(location, label: "gateway", clock: clock, migrations: GatewayTables.register)
  }

  /// Appends to the audit trail; on disk when it returns.
  package func append(_ entry: AuditEntry) async throws {
    try await database.write { transaction in
      try transaction.database.cachedStatement(
        sql: "INSERT INTO audit (recorded, client, method, resource, outcome, traceparent) VALUES (?, ?, ?, ?, ?, ?)"
      ).execute(arguments: [
        transaction.now.microseconds, entry.client, entry.method, entry.resource, entry.outcome,
        transaction.traceparent,
      ])
      let key = transaction.database.lastInsertedRowID
      for name in Set(entry.shown) {
        try transaction.database.cachedStatement(sql: "INSERT INTO audit_shown (resource, audit) VALUES (?, ?)")
          .execute(arguments: [name, key])
      }
      try Self.insert(entry.asked, audit: key, in: transaction.database)
    }
  }

  /// The entries of the audit trail, oldest first.
  package func auditTrail() async throws -> [AuditEntry] {
    try await database.read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM audit ORDER BY key").map { try Self.entry($0, in: db) }
    }
  }

  /// The entries of calls that were about a record, or showed it, oldest first: who saw it.
  package func auditTrail(of name: String) async throws -> [AuditEntry] {
    try await database.read { db in
      try Row.fetchAll(db.cachedStatement(sql: Self.trailSQL), arguments: ["name": name])
        .map { try Self.entry($0, in: db) }
    }
  }

  static let trailSQL = """
    SELECT * FROM audit WHERE resource = :name
    UNION SELECT audit.* FROM audit_shown JOIN audit ON audit.key = audit_shown.audit WHERE audit_shown.resource = :name
    ORDER BY key
    """

  /// An entry of the audit trail.
  ///
  /// - Parameter isWhole: Whether with the numbers that were asked about, of which a list has thousands.
  static func entry(_ row: Row, isWhole: Bool = true, in db: Database) throws -> AuditEntry {
    AuditEntry(
      client: row["client"],
      method: row["method"],
      resource: row["resource"],
      shown: try String.fetchAll(
        db.cachedStatement(sql: "SELECT resource FROM audit_shown WHERE audit = ? ORDER BY resource"),
        arguments: [row["key"] as Int64]
      ),
      asked: isWhole ? try askedNumbers(of: row["key"], in: db) : [],
      outcome: row["outcome"]
    )
  }

  /// The release of a zone for a day, when there is one.
  package func release(zone: String, date: CalendarDate) async throws -> ZoneRelease? {
    try await database.read { db in try Self.release(zone, date, in: db) }
  }

  /// Keeps a release of a zone for a day, unless another was first.
  ///
  /// - Returns: The release that counts.
  package func keep(_ release: ZoneRelease, zone: String, date: CalendarDate) async throws -> ZoneRelease {
    try await database.write { transaction in
      let db = transaction.database
      if let first = try Self.release(zone, date, in: db) { return first }
      try db.cachedStatement(sql: "INSERT INTO zone_release (zone, date, content) VALUES (?, ?, ?)").execute(
        arguments: [
          zone, date.daysSinceEpoch, String(decoding: try JSONEncoder().encode(release), as: UTF8.self),
        ])
      return release
    }
  }

  private static func release(_ zone: String, _ date: CalendarDate, in db: Database) throws -> ZoneRelease? {
    try Data.fetchOne(
      db.cachedStatement(sql: "SELECT content FROM zone_release WHERE zone = ? AND date = ?"),
      arguments: [zone, date.daysSinceEpoch]
    ).map { try JSONDecoder().decode(ZoneRelease.self, from: $0) }
  }
}
