import ServiceCore
import ServiceRuntime

extension RightsStore {
  /// How many times more care situations of a sweep are decided on at a time than of the queue: most of them only have to be
  /// compared.
  private static let sweepFactor = 5

  /// Decides on care situations of the queue and takes them out of it, in one transaction; of a sweep when the queue is
  /// empty.
  ///
  /// - Parameter limit: The largest number of care situations of the queue to decide on.
  package func decideWaiting(limit: Int) async throws {
    let (memory, ticket) = try await database.write { [cache, decided, encode] transaction in
      let db = transaction.connection
      let (memory, ticket) = decided.take()
      var batch = try DecisionBatch(
        transaction: transaction,
        date: transaction.now.dateInBelgium(),
        cache: cache,
        memory: memory,
        encode: encode
      )
      let queued = try db.rows(Self.queueSQL, [limit]).map {
        (key: $0["situation"] as Int64, traceparent: $0["traceparent"] as String)
      }
      if !queued.isEmpty {
        let traces = Dictionary(queued.map { ($0.key, $0.traceparent) }) { first, _ in first }
        try batch.decide(queued.map(\.key)) { traces[$0] ?? "" }
        try db.execute(Self.dequeueSQL, [ValueList(queued.map(\.key))])
      } else if let sweep = try EvaluationSweep.first(in: db) {
        let keys = try sweep.next(limit * Self.sweepFactor, in: db)
        try batch.decide(keys, in: sweep) { _ in sweep.traceparent }
        try sweep.advance(past: keys, in: db)
      }
      return (batch.memory, ticket)
    }
    decided.giveBack(memory, ticket)
  }

  static let queueSQL = "SELECT situation, traceparent FROM evaluation_queue ORDER BY situation LIMIT ?"
  static let dequeueSQL = "DELETE FROM evaluation_queue WHERE situation IN \(ValueList.members("?"))"
}
