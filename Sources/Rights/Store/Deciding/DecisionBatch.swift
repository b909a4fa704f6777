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
  /// The keys of the provisions of the rule book.
  private let keys: ProvisionTable<Int64?>
  private var parts: DecisionParts
  /// What was decided lately, with what this batch adds.
  private(set) var memory: DecidedMemory

  init(
    transaction: WriteTransaction,
    date: CalendarDate,
    cache: ProvisionCache,
    memory: DecidedMemory,
    encode: @escaping (DecisionEvent) throws -> EventPayload
  ) throws {
    let db = transaction.connection
    let provisions = try cache.provisions(in: db)
    let book = try cache.book(on: date, in: db)
    self.transaction = transaction
    self.book = book
    self.cache = cache
    self.provisions = provisions
    self.encode = encode
    self.memory = memory
    self.memory.prepare(for: book, generation: provisions.generation)
    keys = book.mapVersions { provisions.keys[$0.name] }
    parts = DecisionParts(db)
  }

  private var db: Connection { transaction.connection }

  /// Decides on care situations.
  ///
  /// - Parameters:
  ///   - keys: The keys of the care situations.
  ///   - traces: The trace of what queued each of them.
  mutating func decide(_ keys: [Int64], traces: [Int64: String]) throws {
    let current = try CurrentDecisions.read(keys, in: db)
    let unknown = Set(current.values.joined().map(\.list)).subtracting(memory.lists.keys)
    if !unknown.isEmpty { memory.add(try OutcomeListRows.lists(unknown, in: db)) }
    for item in try SituationBatch.read(keys, on: book.date, in: db) {
      try decide(item, current[item.key] ?? [], traceparent: traces[item.key] ?? "")
    }
  }

  private mutating func decide(
    _ item: SituationBatch.Item,
    _ current: [CurrentDecisions],
    traceparent: String
  ) throws {
    let facts = book.decidingFacts(of: item.facts)
    var record: FactRecord?
    var decided = try memory[facts] ?? decide(facts, &record)
    let change = try change(from: current, to: decided, item)
    if !change.isEmpty {
      let set: DecisionSet
      if change.ending.isEmpty {
        if decided.sheet == nil {
          let sheet = try FactSheetRows.key(of: record ?? book.decisions(for: facts).record, in: db)
          decided.sheet = sheet
          memory.setSheet(sheet, for: facts)
        }
        set = DecisionSet(entries: change.entries, formers: change.formers, sheet: decided.sheet, list: change.listKey)
      } else {
        set = try ending(change, item, record ?? book.decisions(for: facts).record, replaced: decided.replaced)
      }
      try store(set, in: item, traceparent)
      for list in change.replacedLists {
        try db.execute(
          "UPDATE decision_set SET superseded = ? WHERE key = ?",
          [transaction.now.microseconds, current[list].key]
        )
      }
    }
    let review = book.nextReview(of: item.facts, by: decided.review)
    if review != item.nextReview || item.isForgotten {
      try db.execute("UPDATE situation SET next_review = ?, is_forgotten = 0 WHERE key = ?", [review, item.key])
    }
  }

  /// Decides by some facts, and keeps what was decided.
  ///
  /// - Parameter record: Gets the facts that the decisions rest on.
  private mutating func decide(_ facts: DecidingFacts, _ record: inout FactRecord?) throws -> DecidedMemory.Decided {
    let decisions = book.decisions(for: facts)
    var entries: [OutcomeList.Entry] = []
    entries.reserveCapacity(decisions.all.count)
    for decision in decisions.all {
      guard let key = keys[decision.index] else { continue }
      let version = StoredProvisions.Reference(provision: key, version: decision.version.version)
      entries.append(try entry(version, decision.basis, decision.result))
    }
    record = decisions.record
    return memory.add(
      OutcomeList(entries),
      replaced: decisions.replaced,
      review: book.reviewRules(of: facts),
      for: facts
    )
  }

  private mutating func entry(
    _ version: StoredProvisions.Reference,
    _ basis: DecisionBasis,
    _ result: DecisionResult
  ) throws -> OutcomeList.Entry {
    OutcomeList.Entry(
      version: version,
      outcome: result.outcome,
      amountCents: result.amountCents,
      basis: try parts.key(of: basis),
      finding: try parts.key(of: DecisionParts.Finding(result)),
      fingerprint: result.explanationFingerprint
    )
  }

  // MARK: Changes

  /// What differs from the current decisions.
  private mutating func change(
    from current: [CurrentDecisions],
    to decided: DecidedMemory.Decided,
    _ item: SituationBatch.Item
  ) throws -> DecisionChange {
    let step = DecidedMemory.Step(
      lists: current.map(\.list),
      decided: decided.number,
      isForgotten: item.isForgotten
    )
    if let known = memory[step] { return known }
    var change = try DecisionChange(
      from: step.lists.map { memory.lists[$0] ?? OutcomeList([]) },
      to: decided.list.entries,
      isForgotten: item.isForgotten
    ) { entry in
      guard let version = provisions.published[entry.version] else { return true }
      let reasons = RuleBook.endingReasons(of: version, replaced: decided.replaced)
      return try entry.outcome == .notEntitled
        && entry.finding == parts.key(of: DecisionParts.Finding(.ended(reasons)))
    }
    if !change.entries.isEmpty, change.ending.isEmpty {
      let list = OutcomeList(change.entries)
      let key = try OutcomeListRows.key(of: list, in: db)
      memory.add([key: list])
      change.listKey = key
    }
    memory[step] = change
    return change
  }

  /// The decisions of a change by which rights end, because their provisions no longer apply to these people.
  private mutating func ending(
    _ change: DecisionChange,
    _ item: SituationBatch.Item,
    _ record: FactRecord,
    replaced: Set<String>
  ) throws -> DecisionSet {
    var set = DecisionSet(entries: change.entries, formers: change.formers)
    var record = record
    for former in change.ending {
      guard let version = provisions.published[former.version] else { continue }
      let ended = book.ending(of: version, for: item.facts, replaced: replaced) { [cache, provisions] in
        cache.replay(of: $0, titles: provisions.titles)
      }
      record.facts.merge(ended.facts) { known, _ in known }
      set.entries.append(try entry(former.version, ended.basis, ended.result))
      set.formers.append(former.outcome)
    }
    set.sheet = try FactSheetRows.key(of: record, in: db)
    return set
  }

  // MARK: Storing

  /// The decisions that are stored on a care situation.
  private struct DecisionSet {
    var entries: [OutcomeList.Entry]
    /// The outcome before of each entry; nil when there was none.
    var formers: [DecisionOutcome?]
    /// The key of the facts that they rest on.
    var sheet: Int64?
    /// The key of the list of the entries; nil when it is not known.
    var list: Int64?
  }

  private func store(_ set: DecisionSet, in item: SituationBatch.Item, _ traceparent: String) throws {
    let id = DecisionSetID.random()
    try db.execute(
      Self.insertSQL,
      [
        id.bytes, item.key, set.sheet, try set.list ?? OutcomeListRows.key(of: OutcomeList(set.entries), in: db),
        book.date.daysSinceEpoch, transaction.now.microseconds,
      ]
    )
    for (entry, former) in zip(set.entries, set.formers) {
      guard former != entry.outcome, entry.outcome.isAnnounced || former?.isAnnounced == true,
        let provision = provisions.published[entry.version]?.name
      else { continue }
      let event = DecisionEvent(
        decision: try id.decision(on: entry.version.provision),
        careSituation: item.facts.id,
        provision: provision,
        version: entry.version.version,
        outcome: entry.outcome
      )
      try transaction.append(encode(event), traceparent: traceparent)
    }
  }

  private static let insertSQL = """
    INSERT INTO decision_set (id, situation, sheet, outcomes, decided_for, decided) VALUES (?, ?, ?, ?, ?, ?)
    """
}

/// Decisions on a care situation that were taken together and of which at least one is current.
struct CurrentDecisions {
  let key: Int64
  /// The key of their outcomes.
  let list: Int64

  /// The current decisions of care situations, the newest first, by the key of the care situation.
  static func read(_ keys: [Int64], in db: Connection) throws -> [Int64: [CurrentDecisions]] {
    var found: [Int64: [CurrentDecisions]] = [:]
    try db.each(sql, [ValueList(keys)]) { row in
      found[row["situation"], default: []].append(CurrentDecisions(key: row["key"], list: row["outcomes"]))
    }
    return found.mapValues { $0.sorted { $0.key > $1.key } }
  }

  static let sql = """
    SELECT situation, key, outcomes FROM decision_set
    WHERE situation IN \(ValueList.members("?")) AND superseded IS NULL
    """
}
