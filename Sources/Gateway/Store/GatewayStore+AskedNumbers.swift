package import CareTypes
package import Foundation
import GRDB
import ServiceRuntime

/// A call in which a client asked about a number, as the audit trail tells it.
package struct NumberAsked: Sendable, Hashable {
  /// When.
  package let time: Instant
  /// The call.
  package let entry: AuditEntry
  /// Place of the row in a list; 0 for a call without rows.
  package let row: Int64
  /// What was answered about the number.
  package let answer: String
}

/// Which numbers clients asked about, beside the line of the call in the audit trail.
extension GatewayStore {
  static let askedTables = """
    -- The numbers about which a call asked, as keyed hashes, and what was answered about each.
    CREATE TABLE audit_asked (
      hash BLOB NOT NULL CHECK (length(hash) = 32),
      audit INTEGER NOT NULL REFERENCES audit (key),
      row INTEGER NOT NULL,
      answer TEXT NOT NULL,
      PRIMARY KEY (hash, audit, row)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX audit_asked_by_audit ON audit_asked (audit);
    CREATE TRIGGER audit_asked_never_changes BEFORE UPDATE ON audit_asked
    BEGIN SELECT RAISE(ABORT, 'the audit trail never changes'); END;
    CREATE TRIGGER audit_asked_never_goes BEFORE DELETE ON audit_asked
    BEGIN SELECT RAISE(ABORT, 'the audit trail never goes'); END;
    """

  /// Writes the numbers of a call within the transaction of its line.
  static func insert(_ numbers: [AskedNumber], audit key: Int64, in db: Database) throws {
    for number in numbers {
      try db.cachedStatement(sql: "INSERT OR IGNORE INTO audit_asked (hash, audit, row, answer) VALUES (?, ?, ?, ?)")
        .execute(arguments: [number.hash, key, number.row, number.answer])
    }
  }

  /// The numbers of a call, by their rows.
  static func askedNumbers(of key: Int64, in db: Database) throws -> [AskedNumber] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT hash, row, answer FROM audit_asked WHERE audit = ? ORDER BY row, hash"),
      arguments: [key]
    ).map { AskedNumber(hash: $0["hash"], row: $0["row"], answer: $0["answer"]) }
  }

  /// The calls in which clients asked about a number, oldest first, and those by which drafts that told it were read or
  /// confirmed.
  package func asked(about hash: Data) async throws -> [NumberAsked] {
    try await database.read { db in
      let rows = try Row.fetchAll(db.cachedStatement(sql: Self.askedSQL), arguments: [hash])
      let asked = try rows.map { row in
        NumberAsked(
          time: Instant(microseconds: row["recorded"]),
          entry: try Self.entry(row, isWhole: false, in: db),
          row: row["row"],
          answer: row["answer"]
        )
      }
      let drafts = Set(asked.flatMap { [$0.entry.resource] + $0.entry.shown }.filter { $0.hasPrefix(Self.drafts) })
      let used = try drafts.flatMap { draft in
        try Row.fetchAll(db.cachedStatement(sql: Self.usedSQL), arguments: [draft])
      }
      return try
        (asked
        + used.map { row in
          NumberAsked(
            time: Instant(microseconds: row["recorded"]),
            entry: try Self.entry(row, isWhole: false, in: db),
            row: 0,
            answer: row["outcome"] as String == "ok" ? "OK" : "REFUSED"
          )
        }).sorted { $0.time < $1.time }
    }
  }

  private static let drafts = "drafts/"

  static let askedSQL = """
    SELECT audit.*, audit_asked.row, audit_asked.answer FROM audit_asked JOIN audit ON audit.key = audit_asked.audit
    WHERE audit_asked.hash = ? ORDER BY audit.key, audit_asked.row
    """

  static let usedSQL = """
    SELECT * FROM audit WHERE resource = ? AND (method LIKE '%/GetDraft' OR method LIKE '%/ConfirmDraft') ORDER BY key
    """
}
