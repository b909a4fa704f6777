import ServiceRuntime
import RightsDomain

/// The current decision on a care situation and a provision, as far as it is needed to notice a change.
struct CurrentDecision {
  let key: Int64
  let version: StoredProvisions.Reference
  /// The stored number of the outcome.
  let outcome: Int
  let amountCents: Int64?
  /// The key of its finding; nil when it has none.
  let finding: Int64?
  let fingerprint: Int64

  /// The current decisions of care situations, by the key of the care situation.
  static func read(_ keys: [Int64], in db: Connection) throws -> [Int64: [CurrentDecision]] {
    var found: [Int64: [CurrentDecision]] = [:]
    try db.each(sql, [ValueList(keys)]) { row in found[row["situation"], default: []].append(CurrentDecision(row)) }
    return found
  }

  private init(_ row: SQLRow) {
    key = row["key"]
    version = StoredProvisions.Reference(provision: row["provision"], version: row["version"])
    outcome = row["outcome"]
    amountCents = row["amount_cents"]
    finding = row["finding"]
    fingerprint = row["explanation_mark"]
  }

  static let sql = """
    SELECT situation, key, provision, version, outcome, amount_cents, finding, explanation_mark FROM decision
    WHERE situation IN \(ValueList.members("?")) AND superseded IS NULL
    """

  /// Whether it says the same as a new decision.
  ///
  /// - Parameters:
  ///   - result: The new decision.
  ///   - finding: The key of its finding; nil when it has none.
  ///   - version: The version that was applied.
  func isSame(as result: DecisionResult, _ finding: Int64?, _ version: StoredProvisions.Reference) -> Bool {
    self.version == version && outcome == result.outcome.code && self.finding == finding
      && amountCents == result.amountCents && fingerprint == Int64(bitPattern: result.explanationFingerprint)
  }
}
