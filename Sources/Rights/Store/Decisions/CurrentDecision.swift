import GRDB

/// What stands for a care situation and a provision.
struct CurrentDecision {
  let key: Int64
  let reference: StoredProvisions.Reference
  let outcome: Int
  let amountCents: Int64?
  let finding: Int64?
  let mark: Int64

  /// The current decisions of care situations.
  static func read(_ keys: [Int64], in db: Database) throws -> [Int64: [CurrentDecision]] {
    let list = "[\(keys.map(String.init).joined(separator: ","))]"
    var found: [Int64: [CurrentDecision]] = [:]
    let rows = try Row.fetchCursor(db.cachedStatement(sql: sql), arguments: [list])
    while let row = try rows.next() {
      let decision = CurrentDecision(
        key: row[1],
        reference: .init(provision: row[2], version: row[3]),
        outcome: row[4],
        amountCents: row[5],
        finding: row[6],
        mark: row[7]
      )
      found[row[0], default: []].append(decision)
    }
    return found
  }

  static let sql = """
    SELECT situation, key, provision, version, outcome, amount_cents, finding, explanation_mark FROM decision
    WHERE situation IN (SELECT value FROM json_each(?)) AND superseded IS NULL
    """
}

extension CurrentDecision {
  /// Whether it says the same as a new one would.
  func says(
    _ result: DecisionResult,
    _ finding: Int64?,
    _ reference: StoredProvisions.Reference
  ) -> Bool {
    self.reference == reference && outcome == result.outcome.code && self.finding == finding
      && amountCents == result.amountCents && mark == Int64(bitPattern: result.explanationMark)
  }
}
