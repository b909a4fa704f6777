package import CareTypes
package import RightsDomain
import ServiceCore
package import ServiceRuntime

/// What a municipality asks to be paid.
package struct PaymentQuestion: Sendable {
  /// Who pays, by its code of today.
  package let municipality: NISCode
  /// All codes of its area, also those of before mergers.
  package let codes: Set<NISCode>
  /// Resource name of the one provision that is paid; nil for all.
  package let provision: String?
  /// The days in which the periods end, in days since 1970-01-01.
  package let days: ClosedRange<Int>
  /// The legal day.
  package let today: CalendarDate

  /// A question.
  package init(
    municipality: NISCode,
    codes: Set<NISCode>,
    provision: String?,
    days: ClosedRange<Int>,
    today: CalendarDate
  ) {
    self.municipality = municipality
    self.codes = codes
    self.provision = provision
    self.days = days
    self.today = today
  }
}

/// What was made of a question.
private struct MadeRun: Codable, Sendable {
  /// The run; nil when nothing is due. What was told before may have been settled even then.
  let id: OpaqueID?
  let moreDue: Bool
}

extension RightsStore {
  /// The most lines of a run.
  package static let mostPaymentLines = 2_000
  /// The number of care situations that are read in a transaction.
  private static let paymentBatch = 200

  /// Makes a run of what is due and not in a run yet, and freezes it. What is due is worked out in several transactions; which
  /// of it is new is decided in the one that stores the run.
  ///
  /// - Returns: The run, and whether more is due than fits into it.
  /// - Throws: `Refusal` when nothing is due.
  package func preparePayments(
    _ question: PaymentQuestion,
    command: Command
  ) async throws -> (run: PaymentRun, moreDue: Bool) {
    let made: MadeRun
    if let known: MadeRun = try await database.answer(to: command) {
      made = known
    } else {
      let due = PaymentPlan.order(try await paymentsDue(question))
      made = try await database.command(command) { [cache] transaction in
        try Self.makeRun(of: due, question, by: command.client, cache, in: transaction)
      }
    }
    guard let id = made.id else {
      throw Refusal(.nothingDue, "Nothing is due that is not in a payment run already")
    }
    return (try await paymentRun(id), made.moreDue)
  }

  /// What is due for all awards that a municipality pays.
  private func paymentsDue(_ question: PaymentQuestion) async throws -> [PaymentDue] {
    var due: [AwardKey: [PaymentDue]] = [:]
    var last: Int64 = 0
    while true {
      try Task.checkCancellation()
      let batch = try await scanSituations(
        in: question.codes,
        on: question.today,
        after: last,
        limit: Self.paymentBatch
      )
      guard let end = batch.last?.key else { return due.values.flatMap(\.self) }
      last = end
      let done = Set(due.keys)
      let found = try await database.read { [database, cache, parts, municipalities] db in
        var found: [AwardKey: [PaymentDue]] = [:]
        for (_, situation) in batch {
          let reader = try AwardReader(
            of: .careSituation(situation.id),
            on: question.today,
            knownAt: database.now,
            cache,
            parts,
            in: db
          )
          for key in reader.file.keys(of: situation.id) where !done.contains(key) && found[key] == nil {
            if let provision = question.provision, provision != key.provision { continue }
            let versions = reader.file.outcomes(of: key).map(\.version)
            guard
              versions.contains(where: {
                PaymentCalculation.isPaid($0, by: question.codes, on: question.today, municipalities)
              })
            else { continue }
            found[key] = PaymentCalculation(key, in: reader.file)?.due(in: question.days) ?? []
          }
        }
        return found
      }
      due.merge(found) { first, _ in first }
    }
  }

  private static func makeRun(
    of due: [PaymentDue],
    _ question: PaymentQuestion,
    by client: String,
    _ cache: ProvisionCache,
    in transaction: WriteTransaction
  ) throws -> MadeRun {
    let db = transaction.connection
    let keys = try cache.provisions(in: db).keys
    var left: [Int: Int64] = [:]
    for year in Set(due.map { PaymentPlan.year(of: $0.period) }) {
      if let budget = try PaymentRows.budget(question.municipality, year, in: db) {
        left[year] = budget.cents - budget.spentCents
      }
    }
    var plan = PaymentPlan(left: left)
    let id = OpaqueID.random()
    var run: Int64?
    var count = 0
    for item in due {
      guard let provision = keys[item.award.provision] else { continue }
      let earlier = try PaymentRows.earlier(item, provision: provision, in: db)
      let step = plan.step(item, earlier)
      if step == .nothing { continue }
      if step == .settle || earlier.toldCents > 0 { try PaymentRows.settle(item, provision: provision, in: db) }
      guard case .line(let kind, let state, let cents) = step else { continue }
      if count == mostPaymentLines { return MadeRun(id: id, moreDue: true) }
      let key =
        try run
        ?? PaymentRows.insertRun(
          id,
          of: question.municipality,
          provision: question.provision.flatMap { keys[$0] },
          question.days,
          by: client,
          at: transaction.now,
          in: db
        )
      run = key
      _ = try PaymentRows.insert(
        item,
        kind,
        state,
        cents: cents,
        earlier: earlier.cents,
        run: key,
        provision: provision,
        municipality: question.municipality,
        in: db
      )
      count += 1
    }
    return MadeRun(id: run == nil ? nil : id, moreDue: false)
  }

  // MARK: Reading

  /// A run.
  ///
  /// - Parameter area: The municipalities whose runs are seen, by their codes of then; nil for all.
  /// - Throws: `Refusal` when there is none, or another municipality pays it.
  package func paymentRun(_ id: OpaqueID, in area: Set<NISCode>? = nil) async throws -> PaymentRun {
    try await database.read { [cache] in try Self.run(id, in: area, cache, in: $0).run }
  }

  /// A page of the runs of a municipality, the newest first, and the key of the last one when there are more.
  ///
  /// - Parameter key: The key of the last one of the page before; nil for the first page.
  package func paymentRuns(
    of municipality: NISCode,
    before key: Int64?,
    limit: Int
  ) async throws -> (runs: [PaymentRun], next: Int64?) {
    try await database.read { [cache] db in
      let names = try Self.names(cache, in: db)
      let rows = try db.rows(PaymentRows.runsSQL, [municipality.digits, key ?? Int64.max, limit + 1])
      let page = rows.prefix(limit)
      return (
        try page.map { try PaymentRows.run($0, names, in: db) },
        rows.count > limit ? page.last.map { $0["key"] } : nil
      )
    }
  }

  /// A page of the lines of a run in the order in which they were made, and the key of the last one when there are more.
  package func paymentLines(
    of id: OpaqueID,
    in area: Set<NISCode>?,
    after key: Int64,
    limit: Int
  ) async throws -> (lines: [PaymentLine], next: Int64?) {
    try await database.read { [cache] db in
      let run = try Self.run(id, in: area, cache, in: db)
      let names = try Self.names(cache, in: db)
      let rows = try db.rows(PaymentRows.linesSQL, [run.key, key, limit + 1])
      let page = rows.prefix(limit)
      return (
        try page.map { try PaymentRows.line($0, names) },
        rows.count > limit ? page.last.map { $0["key"] } : nil
      )
    }
  }

  static func names(_ cache: ProvisionCache, in db: Connection) throws -> [Int64: String] {
    Dictionary(try cache.provisions(in: db).keys.map { ($0.value, $0.key) }) { first, _ in first }
  }

  /// A run with its key, that a client sees.
  static func run(
    _ id: OpaqueID,
    in area: Set<NISCode>?,
    _ cache: ProvisionCache,
    in db: Connection
  ) throws -> (key: Int64, run: PaymentRun) {
    guard let found = try PaymentRows.run(id, names(cache, in: db), in: db),
      area?.contains(found.run.municipality) ?? true
    else { throw Refusal.notFound(PaymentName.run(id)) }
    return found
  }
}
