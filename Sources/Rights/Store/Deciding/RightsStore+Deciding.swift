import ServiceCore
import ServiceRuntime

extension RightsStore {
  /// Decides on care situations of the queue and takes them out of it, in one transaction.
  ///
  /// - Parameter limit: The largest number of care situations to decide on.
  package func decideWaiting(limit: Int) async throws {
    let (memory, ticket) = try await database.write { [cache, decided, encode] transaction in
      let db = transaction.connection
      let queued = try db.rows(Self.queueSQL, [limit]).map {
        (key: $0["situation"] as Int64, traceparent: $0["traceparent"] as String)
      }
      let (memory, ticket) = decided.take()
      var batch = try DecisionBatch(
        transaction: transaction,
        date: transaction.now.dateInBelgium(),
        cache: cache,
        memory: memory,
        encode: encode
      )
      let keys = queued.map(\.key)
      try batch.decide(keys, traces: Dictionary(queued.map { ($0.key, $0.traceparent) }) { first, _ in first })
      try db.execute(Self.dequeueSQL, [ValueList(keys)])
      return (batch.memory, ticket)
    }
    decided.giveBack(memory, ticket)
  }

  static let queueSQL = "SELECT situation, traceparent FROM evaluation_queue ORDER BY situation LIMIT ?"
  static let dequeueSQL = "DELETE FROM evaluation_queue WHERE situation IN \(ValueList.members("?"))"
}
