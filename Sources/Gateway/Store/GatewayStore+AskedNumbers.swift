package import GatewayDomain
import CareTypes
package import Foundation
import ServiceRuntime

/// The numbers that clients asked about, with the entry of the call in the audit trail.
extension GatewayStore {
  /// Writes the numbers of a call within the transaction that writes its entry.
  static func insert(_ numbers: [AskedNumber], audit key: Int64, in db: Connection) throws {
    for number in numbers {
      try db.execute(
        "INSERT INTO audit_asked (hash, audit, row, answer) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [number.hash, key, number.row, number.answer]
      )
    }
  }

  /// The numbers of a call, in the order of their rows.
  static func askedNumbers(of key: Int64, in db: Connection) throws -> [AskedNumber] {
    try db.rows("SELECT hash, row, answer FROM audit_asked WHERE audit = ? ORDER BY row, hash", [key]).map {
      AskedNumber(hash: $0["hash"], row: $0["row"], answer: $0["answer"])
    }
  }

  /// The calls in which clients asked about a number, and those that read or confirmed a draft with the number, oldest first.
  ///
  /// - Parameter hash: The keyed hash of the number.
  package func asked(about hash: Data) async throws -> [NumberInquiry] {
    try await database.read { db in
      let rows = try db.rows(Self.askedSQL, [hash])
      let asked = try rows.map { row in
        NumberInquiry(
          time: Instant(microseconds: row["recorded"]),
          entry: try Self.entry(row, isWhole: false, in: db),
          row: row["row"],
          answer: row["answer"]
        )
      }
      let drafts = Set(asked.flatMap { [$0.entry.resource] + $0.entry.shown }.filter { $0.hasPrefix(Self.drafts) })
      let used = try drafts.flatMap { draft in
        try db.rows(Self.usedSQL, [draft])
      }
      return try
        (asked
        + used.map { row in
          NumberInquiry(
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
