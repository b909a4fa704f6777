import GRDB
import ServiceRuntime

extension RightsStore {
  /// Decides on care situations that wait, and takes them out of the queue, all in one transaction.
  package func decideWaiting(limit: Int) async throws {
    try await database.write { [shelf, encode] transaction in
      let db = transaction.database
      let queued = try Row.fetchAll(
        db.cachedStatement(sql: "SELECT situation, traceparent FROM evaluation_queue ORDER BY situation LIMIT ?"),
        arguments: [limit]
      )
      let traces = Dictionary(queued.map { ($0[0] as Int64, $0[1] as String) }) { first, _ in first }
      let date = try transaction.now.dateInBelgium()
      var batch = DecidingBatch(
        transaction: transaction,
        book: try shelf.book(on: date, in: db),
        shelf: shelf,
        provisions: try shelf.provisions(in: db),
        encode: encode
      )
      let keys = queued.map { $0[0] as Int64 }
      let current = try CurrentDecision.read(keys, in: db)
      for item in try SituationBatch.read(keys, on: date, in: db) {
        try batch.decide(item, current[item.key] ?? [], traceparent: traces[item.key] ?? "")
      }
      for key in keys {
        try db.cachedStatement(sql: "DELETE FROM evaluation_queue WHERE situation = ?").execute(arguments: [key])
      }
    }
  }
}
