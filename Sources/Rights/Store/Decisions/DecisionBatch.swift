import CareTypes
import RightsDomain
import RuleLanguage
import ServiceRuntime

/// Decides on care situations within one transaction, and stores the decisions that differ from the current ones.
struct DecisionBatch {
  private let transaction: WriteTransaction
  private let book: RuleBook
  private let cache: ProvisionCache
  private let provisions: StoredProvisions
  private let encode: (DecisionEvent) throws -> EventPayload
  private var parts: DecisionParts

  init(
    transaction: WriteTransaction,
    book: RuleBook,
    cache: ProvisionCache,
    provisions: StoredProvisions,
    encode: @escaping (DecisionEvent) throws -> EventPayload
  ) {
    self.transaction = transaction
    self.book = book
    self.cache = cache
    self.provisions = provisions
    self.encode = encode
    parts = DecisionParts(transaction.connection)
  }

  private var db: Connection { transaction.connection }

  /// A decision to store.
  private struct NewDecision {
    let version: StoredProvisions.Reference
    let provision: String
    let basis: DecisionBasis
    let result: DecisionResult
    /// The key of its finding; nil when it has none.
    let finding: Int64?
    /// The decision that it replaces; nil when there is none.
    let former: Current?
  }

  /// Decides on a care situation.
  ///
  /// - Parameters:
  ///   - item: The care situation.
  ///   - current: Its current decisions.
  ///   - traceparent: The trace of what queued it.
  mutating func decide(_ item: SituationBatch.Item, _ current: [Current], traceparent: String) throws {
    let decisions = book.decisions(for: item.facts)
    var furtherFacts: [String: FactValue] = [:]
    var remaining = Dictionary(current.map { ($0.version.provision, $0) }) { first, _ in first }
    var new: [NewDecision] = []
    for decision in decisions.all {
      guard let key = provisions.keys[decision.version.name] else { continue }
      let version = StoredProvisions.Reference(provision: key, version: decision.version.version)
      let finding = try parts.key(of: DecisionParts.Finding(decision.result))
      let former = remaining.removeValue(forKey: key)
      if let former, !item.isForgotten, former.isSame(as: decision.result, finding, version) { continue }
      new.append(
        NewDecision(
          version: version,
          provision: decision.version.name,
          basis: decision.basis,
          result: decision.result,
          finding: finding,
          former: former
        )
      )
    }
    for former in remaining.values.sorted(by: { $0.version.provision < $1.version.provision }) {
      if let ended = try ended(former, decisions, item, &furtherFacts) { new.append(ended) }
    }
    if !new.isEmpty {
      var record = decisions.record
      record.facts.merge(furtherFacts) { known, _ in known }
      let recordKey = try key(of: record, of: item.key)
      for decision in new { try store(decision, recordKey, item, traceparent) }
    }
    let review = book.nextReview(of: item.facts)
    if review != item.nextReview || item.isForgotten {
      try db.execute("UPDATE situation SET next_review = ?, is_forgotten = 0 WHERE key = ?", [review, item.key])
    }
  }

  /// The decision that ends a current one, because its provision no longer applies to these people.
  ///
  /// - Parameter furtherFacts: Gets the facts that the ended decision's version asks for.
  /// - Returns: nil when the current decision already says that the right ended.
  private mutating func ended(
    _ former: Current,
    _ decisions: SituationDecisions,
    _ item: SituationBatch.Item,
    _ furtherFacts: inout [String: FactValue]
  ) throws -> NewDecision? {
    guard let version = provisions.published[former.version] else { return nil }
    let reasons = decisions.endingReasons(of: version)
    let finding = try parts.key(of: DecisionParts.Finding(.ended(reasons)))
    let hasEnded = former.outcome == DecisionOutcome.notEntitled.code && former.finding == finding
    if hasEnded, !item.isForgotten { return nil }
    let ended = decisions.ending(of: version) { cache.replay(of: $0, titles: provisions.titles) }
    furtherFacts.merge(ended.facts) { known, _ in known }
    return NewDecision(
      version: former.version,
      provision: version.name,
      basis: ended.basis,
      result: ended.result,
      finding: finding,
      former: former
    )
  }

  /// The key of a fact record of a care situation, which is stored if it is new.
  private func key(of record: FactRecord, of situation: Int64) throws -> Int64 {
    let text = FactRecordText(record)
    let digest = text.digest
    let known = try db.value(Int64.self, RightsStore.factRecordSQL, [situation, digest])
    if let known { return known }
    return try db.insert(
      "INSERT INTO fact_sheet (situation, digest, facts) VALUES (?, ?, ?)",
      [situation, digest, text.text]
    )
  }

  private mutating func store(
    _ new: NewDecision,
    _ record: Int64,
    _ item: SituationBatch.Item,
    _ traceparent: String
  ) throws {
    if let former = new.former {
      try db.execute("UPDATE decision SET superseded = ? WHERE key = ?", [transaction.now.microseconds, former.key])
    }
    let id = OpaqueID.random()
    try db.execute(
      Self.insertSQL,
      [
        "id": id.blob,
        "situation": item.key,
        "provision": new.version.provision,
        "version": new.version.version,
        "record": record,
        "basis": try parts.key(of: new.basis),
        "finding": new.finding,
        "outcome": new.result.outcome.code,
        "amount": new.result.amountCents,
        "fingerprint": Int64(bitPattern: new.result.explanationFingerprint),
        "day": book.date.daysSinceEpoch,
        "now": transaction.now.microseconds,
      ]
    )
    let former = new.former.flatMap { DecisionOutcome(code: $0.outcome) }
    let outcome = new.result.outcome
    guard former != outcome, outcome.isAnnounced || former?.isAnnounced == true else { return }
    let event = DecisionEvent(
      decision: id,
      careSituation: item.facts.id,
      provision: new.provision,
      version: new.version.version,
      outcome: outcome
    )
    try transaction.append(encode(event), traceparent: traceparent)
  }

  private static let insertSQL = """
    INSERT INTO decision (id, situation, provision, version, sheet, basis, finding, outcome, amount_cents,
      explanation_mark, decided_for, decided)
    VALUES (:id, :situation, :provision, :version, :record, :basis, :finding, :outcome, :amount, :fingerprint, :day, :now)
    """
}

extension DecisionBatch {
  /// The current decision on a care situation and a provision, as far as it is needed to notice a change.
  struct Current {
    let key: Int64
    let version: StoredProvisions.Reference
    /// The stored number of the outcome.
    let outcome: Int
    let amountCents: Int64?
    /// The key of its finding; nil when it has none.
    let finding: Int64?
    let fingerprint: Int64

    /// The current decisions of care situations, by the key of the care situation.
    static func read(_ keys: [Int64], in db: Connection) throws -> [Int64: [Current]] {
      var found: [Int64: [Current]] = [:]
      try db.each(sql, [ValueList(keys)]) { row in found[row["situation"], default: []].append(Current(row)) }
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
}
