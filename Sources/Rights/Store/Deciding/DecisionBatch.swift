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
    parts = DecisionParts(db)
  }

  private var db: Connection { transaction.connection }

  /// Decides on care situations.
  ///
  /// - Parameters:
  ///   - keys: The keys of the care situations.
  ///   - reevaluation: Decides only on the provisions of this re-evaluation, where the others were decided on before; nil for
  ///     all provisions.
  ///   - written: What this transaction wrote of care situations, as far as it is what is stored.
  ///   - traceparent: The trace of what asked for it, by the key of the care situation.
  mutating func decide(
    _ keys: [Int64],
    in reevaluation: OpenReevaluation? = nil,
    written: [OpaqueID: SituationFacts] = [:],
    traceparent: (Int64) -> String
  ) throws {
    let current = try CurrentDecisions.read(keys, in: db)
    let unknown = Set(current.values.joined().map(\.list)).subtracting(memory.lists.keys)
    if !unknown.isEmpty { memory.add(try OutcomeListRows.lists(unknown, in: db)) }
    let scope = reevaluation.map { Scope($0, book, provisions) }
    for item in try SituationBatch.read(keys, on: book.date, written: written, in: db) {
      try decide(item, current[item.key] ?? [], scope, traceparent: traceparent(item.key))
    }
  }

  /// Decides on care situations for the day of the rule book, which is past, by what is known now, and stores the decisions
  /// that differ from those that were known for that day.
  ///
  /// - Returns: By the key of the care situation, the first day after it on which its decisions may change, in days since
  ///   1970-01-01; none for those on which no day is known.
  mutating func decideForPastDay(_ keys: [Int64], traceparent: (Int64) -> String) throws -> [Int64: Int] {
    let former = try CurrentDecisions.read(keys, for: book.date, in: db)
    memory.add(
      try OutcomeListRows.lists(Set(former.values.joined().map(\.list)).subtracting(memory.lists.keys), in: db)
    )
    var next = try PersonRows.nextConsentDays(keys, after: book.date, in: db)
    for item in try SituationBatch.read(keys, on: book.date, in: db) {
      let review = try decide(item, former[item.key] ?? [], nil, traceparent: traceparent(item.key))
      next[item.key] = [review, next[item.key]].compactMap(\.self).min()
    }
    return next
  }

  /// The provisions of a re-evaluation, with all whose decisions depend on theirs.
  private struct Scope {
    /// The key of the re-evaluation.
    let reevaluation: Int64
    /// The numbers of their groups.
    let groups: Set<Int>
    /// Their keys.
    let provisions: Set<Int64>

    init(_ reevaluation: OpenReevaluation, _ book: RuleBook, _ provisions: StoredProvisions) {
      let groups = book.groups.filter { !$0.names.isDisjoint(with: reevaluation.provisions) }
      self.reevaluation = reevaluation.key
      self.groups = Set(groups.map(\.number))
      self.provisions = Set(groups.flatMap(\.names).compactMap { provisions.keys[$0] })
    }
  }

  /// Decides on a care situation.
  ///
  /// - Parameter current: The decisions that are known for the day, the newest first.
  /// - Returns: The next day on which they may change, in days since 1970-01-01; nil when none is known.
  @discardableResult
  private mutating func decide(
    _ item: SituationBatch.Item,
    _ current: [CurrentDecisions],
    _ reevaluation: Scope?,
    traceparent: String
  ) throws -> Int? {
    // Where decisions are missing or due, all are made.
    let isUpToDate =
      !current.isEmpty && !item.isForgotten && item.nextReview.map { $0 > book.date.daysSinceEpoch } ?? true
    let scope = isUpToDate ? reevaluation : nil
    let facts = book.decidingFacts(of: item.facts)
    let setting = memory.setting(of: facts.circumstances, in: book)
    let number = try decide(facts, setting, scope)
    let change = try change(from: current, to: number, isForgotten: item.isForgotten, scope)
    if !change.isEmpty {
      try store(decisions(of: change, by: facts, number, item), in: item, traceparent)
      for list in change.replacedLists {
        try db.execute(
          "UPDATE decision_set SET superseded = ? WHERE key = ? AND superseded IS NULL",
          [transaction.now.microseconds, current[list].key]
        )
      }
    }
    let review = book.nextReview(of: item.facts, by: setting.review)
    if review != item.nextReview || item.isForgotten {
      try db.execute("UPDATE situation SET next_review = ?, is_forgotten = 0 WHERE key = ?", [review, item.key])
    }
    return review
  }

  // MARK: Deciding

  /// Decides by some facts, as far as that was not done before.
  ///
  /// - Returns: The number of the decisions.
  private mutating func decide(
    _ facts: DecidingFacts,
    _ setting: DecidedMemory.Setting,
    _ scope: Scope?
  ) throws -> Int {
    if scope == nil, let known = memory[facts] { return known }
    var numbers: [Int] = []
    for group in setting.groups where scope?.groups.contains(group.number) ?? true {
      let asked = book.facts(facts, of: group, circumstances: setting.number)
      numbers.append(
        try memory.decisions(on: asked) { [book, provisions] in
          let decisions = book.decisions(for: facts, on: group)
          return DecidedMemory.GroupDecisions(
            entries: try decisions.all.compactMap { decision in
              guard let key = provisions.keys[decision.version.name] else { return nil }
              let version = StoredProvisions.Reference(provision: key, version: decision.version.version)
              return try parts.entry(version, decision.basis, decision.result)
            },
            replaced: decisions.replaced,
            asked: decisions.asked
          )
        }
      )
    }
    let number = memory.decisions(joining: numbers)
    if scope == nil { memory[facts] = number }
    return number
  }

  // MARK: Changes

  /// What differs from the current decisions.
  private mutating func change(
    from current: [CurrentDecisions],
    to number: Int,
    isForgotten: Bool,
    _ scope: Scope?
  ) throws -> DecisionChange {
    let step = DecidedMemory.Step(
      lists: current.map(\.list),
      decisions: number,
      isForgotten: isForgotten,
      reevaluation: scope?.reevaluation
    )
    if let known = memory[step] { return known }
    let decisions = memory[number]
    var change = try DecisionChange(
      from: step.lists.map { memory.lists[$0] ?? OutcomeList([]) },
      to: decisions.list,
      isForgotten: isForgotten,
      within: scope?.provisions
    ) { entry in
      guard let version = provisions.published[entry.version] else { return true }
      let reasons = RuleBook.endingReasons(of: version, replaced: decisions.replaced)
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

  /// The decisions of a change, with those by which rights end, because their provisions no longer apply to these people.
  private mutating func decisions(
    of change: DecisionChange,
    by facts: DecidingFacts,
    _ number: Int,
    _ item: SituationBatch.Item
  ) throws -> DecisionSet {
    let decisions = memory[number]
    var set = DecisionSet(
      entries: change.entries,
      formers: change.formers,
      sheet: decisions.sheet,
      list: change.listKey
    )
    if change.ending.isEmpty, set.sheet != nil { return set }
    var record = book.record(of: memory.asked(by: decisions), facts)
    for former in change.ending {
      guard let version = provisions.published[former.version] else { continue }
      let ended = book.ending(of: version, for: item.facts, replaced: decisions.replaced) { [cache, provisions] in
        cache.replay(of: $0, titles: provisions.titles)
      }
      record.facts.merge(ended.facts) { known, _ in known }
      set.entries.append(try parts.entry(former.version, ended.basis, ended.result))
      set.formers.append(former.outcome)
    }
    let sheet = try FactSheetRows.key(of: record, in: db)
    if change.ending.isEmpty { memory.setSheet(sheet, of: number) }
    set.sheet = sheet
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

  /// The decisions of care situations that are known for a day, whatever was known of later days, the newest first.
  static func read(
    _ keys: [Int64],
    for date: CalendarDate,
    in db: Connection
  ) throws -> [Int64: [CurrentDecisions]] {
    var found: [Int64: [CurrentDecisions]] = [:]
    try db.each(pastSQL, [ValueList(keys), date.daysSinceEpoch]) { row in
      found[row["situation"], default: []].append(CurrentDecisions(key: row["key"], list: row["outcomes"]))
    }
    return found.mapValues { $0.sorted { $0.key > $1.key } }
  }

  static let pastSQL = """
    SELECT situation, key, outcomes FROM decision_set
    WHERE situation IN \(ValueList.members("?")) AND decided_for <= ?
    """

  static let sql = """
    SELECT situation, key, outcomes FROM decision_set
    WHERE situation IN \(ValueList.members("?")) AND superseded IS NULL
    """
}
