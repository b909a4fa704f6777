import CareTypes
import GRDB
import RuleLanguage
import ServiceRuntime

/// The decisions of one transaction.
struct DecidingBatch {
  private let transaction: WriteTransaction
  private let book: RuleBook
  private let shelf: ProvisionShelf
  private let provisions: StoredProvisions
  private let encode: (DecisionEvent) throws -> EventPayload
  private var parts: DecisionParts

  init(
    transaction: WriteTransaction,
    book: RuleBook,
    shelf: ProvisionShelf,
    provisions: StoredProvisions,
    encode: @escaping (DecisionEvent) throws -> EventPayload
  ) {
    self.transaction = transaction
    self.book = book
    self.shelf = shelf
    self.provisions = provisions
    self.encode = encode
    parts = DecisionParts(transaction.database)
  }

  private var db: Database { transaction.database }

  /// A decision that is to be stored.
  private struct New {
    let reference: StoredProvisions.Reference
    let name: String
    let basis: DecisionBasis
    let result: DecisionResult
    let finding: Int64?
    let former: CurrentDecision?
  }

  /// Decides on a care situation, and stores what differs from what stands.
  mutating func decide(_ item: SituationBatch.Item, _ current: [CurrentDecision], traceparent: String) throws {
    let rulings = book.rulings(for: item.facts)
    var besides: [String: FactValue] = [:]
    var standing = Dictionary(current.map { ($0.reference.provision, $0) }) { first, _ in first }
    var new: [New] = []
    for ruling in rulings.all {
      guard let key = provisions.keys[ruling.version.name] else { continue }
      let reference = StoredProvisions.Reference(provision: key, version: ruling.version.version)
      let finding = try parts.key(of: DecisionFinding(ruling.result))
      let former = standing.removeValue(forKey: key)
      if let former, !item.isForgotten, former.says(ruling.result, finding, reference) { continue }
      new.append(
        New(
          reference: reference,
          name: ruling.version.name,
          basis: ruling.basis,
          result: ruling.result,
          finding: finding,
          former: former
        )
      )
    }
    for former in standing.values.sorted(by: { $0.reference.provision < $1.reference.provision }) {
      if let ended = try ended(former, rulings, item, &besides) { new.append(ended) }
    }
    if !new.isEmpty {
      var record = rulings.record
      record.facts.merge(besides) { known, _ in known }
      let sheet = try sheet(record, of: item.key)
      for decision in new { try store(decision, sheet, item, traceparent) }
    }
    let review = book.nextReview(of: item.facts)
    if review != item.nextReview || item.isForgotten {
      try db.cachedStatement(sql: "UPDATE situation SET next_review = ?, is_forgotten = 0 WHERE key = ?")
        .execute(arguments: [review, item.key])
    }
  }

  /// The end of a decision on a provision that no longer holds for these people; nothing when it has ended already.
  private mutating func ended(
    _ former: CurrentDecision,
    _ rulings: Rulings,
    _ item: SituationBatch.Item,
    _ besides: inout [String: FactValue]
  ) throws -> New? {
    guard var version = provisions.published[former.reference] else { return nil }
    // It ends whatever is held: it is decided without proofs, as it is stored and decided again.
    version.acceptedProofs = []
    var basis = DecisionBasis()
    basis.blockers = [rulings.replaced.contains(version.name) ? .replaced : .notInForce]
    let ending = DecisionResult.ended(basis.blockers)
    let finding = try parts.key(of: DecisionFinding(ending))
    let hasEnded = former.outcome == ending.outcome.code && former.finding == finding
    if hasEnded, !item.isForgotten { return nil }
    var result = ending
    if let compiled = shelf.compiled(version, titles: provisions.titles) {
      for (name, value) in rulings.known where compiled.named.contains(name) { besides[name] = value }
      let input = DecisionInput(record: FactRecord(facts: rulings.known), basis: basis)
      result = DecisionRule.decide(input, compiled, on: book.date)
    }
    return New(
      reference: former.reference,
      name: version.name,
      basis: basis,
      result: result,
      finding: finding,
      former: former
    )
  }

  /// The key of a sheet with these facts.
  private func sheet(_ record: FactRecord, of situation: Int64) throws -> Int64 {
    let text = SheetText(record)
    let digest = text.digest
    let known = try Int64.fetchOne(db.cachedStatement(sql: RightsStore.sheetSQL), arguments: [situation, digest])
    if let known { return known }
    try db.cachedStatement(sql: "INSERT INTO fact_sheet (situation, digest, facts) VALUES (?, ?, ?)")
      .execute(arguments: [situation, digest, text.text])
    return db.lastInsertedRowID
  }

  private mutating func store(
    _ new: New,
    _ sheet: Int64,
    _ item: SituationBatch.Item,
    _ traceparent: String
  ) throws {
    if let former = new.former {
      try db.cachedStatement(sql: "UPDATE decision SET superseded = ? WHERE key = ?")
        .execute(arguments: [transaction.now.microseconds, former.key])
    }
    let id = OpaqueID.random()
    try db.cachedStatement(
      sql: """
        INSERT INTO decision (id, situation, provision, version, sheet, basis, finding, outcome, amount_cents,
          explanation_mark, decided_for, decided)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      id.blob, item.key, new.reference.provision, new.reference.version, sheet, try parts.key(of: new.basis),
      new.finding, new.result.outcome.code, new.result.amountCents,
      Int64(bitPattern: new.result.explanationMark), book.date.daysSinceEpoch, transaction.now.microseconds,
    ])
    let former = new.former.flatMap { DecisionOutcome(code: $0.outcome) }
    guard former != new.result.outcome, new.result.outcome.isTold || former?.isTold == true else { return }
    let event = DecisionEvent(
      decision: id,
      careSituation: item.facts.id,
      provision: new.name,
      version: new.reference.version,
      outcome: new.result.outcome
    )
    try transaction.append(encode(event), traceparent: traceparent)
  }
}
