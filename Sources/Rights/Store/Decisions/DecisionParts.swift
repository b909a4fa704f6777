import ServiceRuntime
import RightsDomain

/// The parts that many decisions have in common (bases and findings). Each is stored once; a decision is stored with their
/// keys.
struct DecisionParts {
  /// What belongs to an outcome, as it is stored.
  struct Finding: Hashable, Codable {
    var missing: [String]?
    var reasons: [DecisionReason]?
    var contradicts: [String]?
    var provenBy: [String]?

    /// The finding of a decision.
    init(_ result: DecisionResult) {
      func some<Element>(_ list: [Element]) -> [Element]? { list.isEmpty ? nil : list }
      missing = some(result.missing)
      reasons = some(result.reasons)
      contradicts = some(result.contradicts)
      provenBy = some(result.provenBy)
    }

    /// Whether nothing belongs to the outcome.
    var isEmpty: Bool { missing == nil && reasons == nil && contradicts == nil && provenBy == nil }
  }

  private let db: Connection
  private var bases: [DecisionBasis: Int64] = [:]
  private var findings: [Finding: Int64] = [:]

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
  mutating func key(of finding: Finding) throws -> Int64? {
    if finding.isEmpty { return nil }
    if let known = findings[finding] { return known }
    let key = try key(of: StoredJSON.text(finding))
    findings[finding] = key
    return key
  }

  /// The entry of a decision, whose parts are stored if they are new.
  mutating func entry(
    _ version: StoredProvisions.Reference,
    _ basis: DecisionBasis,
    _ result: DecisionResult
  ) throws -> OutcomeList.Entry {
    OutcomeList.Entry(
      version: version,
      outcome: result.outcome,
      amountCents: result.amountCents,
      basis: try key(of: basis),
      finding: try key(of: Finding(result)),
      fingerprint: result.explanationFingerprint
    )
  }

  private func key(of content: String) throws -> Int64 {
    let known = try db.value(Int64.self, Self.sql, [content])
    if let known { return known }
    return try db.insert("INSERT INTO decision_part (content) VALUES (?)", [content])
  }

  static let sql = "SELECT key FROM decision_part WHERE content = ?"
}
