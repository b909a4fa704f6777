import CareTypes
import RightsDomain
import ServiceCore
import ServiceRuntime

extension RightsStore {
  /// How many times more care situations of a re-evaluation are decided on at a time than of the queue: most of them only have
  /// to be compared.
  private static let reevaluationFactor = 5

  /// Decides on care situations of the queue and takes them out of it, in one transaction; of a re-evaluation when the queue
  /// is empty.
  ///
  /// - Parameter limit: The largest number of care situations of the queue to decide on.
  package func decideWaiting(limit: Int) async throws {
    let loan = try await database.write { transaction -> DecidedCache.Loan? in
      if let loan = try decideQueued(limit: limit, written: [:], in: transaction) { return loan }
      let db = transaction.connection
      guard let reevaluation = try OpenReevaluation.first(in: db) else { return nil }
      let today = try transaction.now.dateInBelgium()
      let keys = try reevaluation.next(limit * Self.reevaluationFactor, today: today, in: db)
      try reevaluation.advance(past: keys, at: transaction.now, in: db)
      if keys.isEmpty { return nil }
      // Those with past days to decide on are decided on from the queue.
      let late = try pastDays(in: transaction).decide(keys, limit: 0) { _ in reevaluation.traceparent }
      for key in late { try EvaluationQueue(transaction).add(key, traceparent: reevaluation.traceparent) }
      let now = keys.filter { !late.contains($0) }
      let loan = try decide(in: transaction) { batch in
        try batch.decide(now, in: reevaluation) { _ in reevaluation.traceparent }
      }
      try CardStanding(transaction: transaction, cache: cache, parts: parts).review(now)
      return loan
    }
    if let loan { decided.giveBack(loan) }
  }

  /// Decides on care situations of the queue and takes them out of it.
  ///
  /// - Parameters:
  ///   - limit: The largest number of care situations.
  ///   - written: What this transaction wrote of care situations, as far as it is what is stored.
  /// - Returns: What is to be given back after the commit; nil when none was queued.
  func decideQueued(
    limit: Int,
    written: [OpaqueID: SituationFacts],
    in transaction: WriteTransaction
  ) throws -> DecidedCache.Loan? {
    let db = transaction.connection
    let queued = try db.rows(Self.queueSQL, [limit]).map {
      (key: $0["situation"] as Int64, traceparent: $0["traceparent"] as String)
    }
    if queued.isEmpty { return nil }
    let traces = Dictionary(queued.map { ($0.key, $0.traceparent) }) { first, _ in first }
    let late = try pastDays(in: transaction).decide(queued.map(\.key)) { traces[$0] ?? "" }
    let keys = queued.map(\.key).filter { !late.contains($0) }
    let loan = try decide(in: transaction) { batch in
      try batch.decide(keys, written: written) { traces[$0] ?? "" }
    }
    try CardStanding(transaction: transaction, cache: cache, parts: parts).review(keys)
    try db.execute(Self.dequeueSQL, [ValueList(keys)])
    return loan
  }

  private func pastDays(in transaction: WriteTransaction) throws -> PastDays {
    PastDays(transaction, before: try transaction.now.dateInBelgium(), cache: cache, encode: encode)
  }

  /// Decides by what is remembered of former decisions.
  private func decide(
    in transaction: WriteTransaction,
    _ body: (inout DecisionBatch) throws -> Void
  ) throws -> DecidedCache.Loan {
    var loan = decided.take()
    var batch = try DecisionBatch(
      transaction: transaction,
      date: transaction.now.dateInBelgium(),
      cache: cache,
      memory: loan.memory,
      encode: encode
    )
    loan.memory = DecidedMemory()
    try body(&batch)
    loan.memory = batch.memory
    return loan
  }

  static let queueSQL = "SELECT situation, traceparent FROM evaluation_queue ORDER BY situation LIMIT ?"
  static let dequeueSQL = "DELETE FROM evaluation_queue WHERE situation IN \(ValueList.members("?"))"
}
