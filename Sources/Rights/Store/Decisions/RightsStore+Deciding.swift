import ServiceCore
import ServiceRuntime

extension RightsStore {
  /// Decides on care situations of the queue and takes them out of it, in one transaction.
  ///
  /// - Parameter limit: The largest number of care situations to decide on.
  package func decideWaiting(limit: Int) async throws {
    try await database.write { [cache, encode] transaction in
      let db = transaction.connection
      let queued = try db.rows(
        "SELECT situation, traceparent FROM evaluation_queue ORDER BY situation LIMIT ?",
        [limit]
      ).map { (key: $0["situation"] as Int64, traceparent: $0["traceparent"] as String) }
      let traces = Dictionary(queued.map { ($0.key, $0.traceparent) }) { first, _ in first }
      let date = try transaction.now.dateInBelgium()
      var batch = DecisionBatch(
        transaction: transaction,
        book: try cache.book(on: date, in: db),
        cache: cache,
        provisions: try cache.provisions(in: db),
        encode: encode
      )
      let keys = queued.map(\.key)
      let current = try DecisionBatch.Current.read(keys, in: db)
      for item in try SituationBatch.read(keys, on: date, in: db) {
        try batch.decide(item, current[item.key] ?? [], traceparent: traces[item.key] ?? "")
      }
      for key in keys {
        try db.execute("DELETE FROM evaluation_queue WHERE situation = ?", [key])
      }
    }
  }
}
