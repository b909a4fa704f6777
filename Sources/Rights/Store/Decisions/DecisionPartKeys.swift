import GRDB
import RightsDomain

/// Stores the parts that many decisions have in common (bases and findings) once each, and gives their keys.
struct DecisionPartKeys {
  private let db: Database
  private var bases: [DecisionBasis: Int64] = [:]
  private var findings: [DecisionFinding: Int64] = [:]

  init(_ db: Database) {
    self.db = db
  }

  /// The key of a basis, which is stored if it is new.
  mutating func key(of basis: DecisionBasis) throws -> Int64 {
    if let known = bases[basis] { return known }
    let key = try key(of: StoredJSON.text(basis))
    bases[basis] = key
    return key
  }

  /// The key of a finding, which is stored if it is new; nil for an empty finding.
  mutating func key(of finding: DecisionFinding) throws -> Int64? {
    if finding.isEmpty { return nil }
    if let known = findings[finding] { return known }
    let key = try key(of: StoredJSON.text(finding))
    findings[finding] = key
    return key
  }

  private func key(of content: String) throws -> Int64 {
    let known = try Int64.fetchOne(db.cachedStatement(sql: Self.sql), arguments: [content])
    if let known { return known }
    try db.cachedStatement(sql: "INSERT INTO decision_part (content) VALUES (?)").execute(arguments: [content])
    return db.lastInsertedRowID
  }

  static let sql = "SELECT key FROM decision_part WHERE content = ?"
}
