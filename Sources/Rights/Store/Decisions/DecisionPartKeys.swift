import ServiceRuntime
import RightsDomain

/// Stores the parts that many decisions have in common (bases and findings) once each, and gives their keys.
struct DecisionPartKeys {
  private let db: Connection
  private var bases: [DecisionBasis: Int64] = [:]
  private var findings: [DecisionFinding: Int64] = [:]

  init(_ db: Connection) {
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
    let known = try db.value(Int64.self, Self.sql, [content])
    if let known { return known }
    return try db.insert("INSERT INTO decision_part (content) VALUES (?)", [content])
  }

  static let sql = "SELECT key FROM decision_part WHERE content = ?"
}
