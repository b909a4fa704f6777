package import CareTypes
package import ServiceRuntime

extension RightsStore {
  /// Applies a batch of a feed's events, in one transaction with the place that was reached in the feed.
  ///
  /// Of the care situations whose decisions may change, as many are decided on at once as there are events: that takes no
  /// further transaction, and so no sync to disk. The others stay in the queue, and so do all of them if deciding fails:
  /// that must not keep a withdrawal or an erasure from being stored. The worker tries again, and logs why it fails.
  package func apply(_ events: [EventForRights], of feed: FeedName, upTo sequence: Int64) async throws {
    let isErasure = events.contains(where: \.isErasure)
    let loan = try await database.write { transaction in
      if isErasure { decided.forget() }
      var consumer = try RightsEventConsumer(transaction, cache: cache, municipalities: municipalities)
      for event in events { try consumer.consume(event) }
      try consumer.finish()
      try transaction.advanceCursor(of: feed, to: sequence)
      let db = transaction.connection
      do {
        return try db.savepoint {
          try decideQueued(limit: events.count, written: consumer.written, in: transaction)
        }
      } catch  where db.isInTransaction {
        return nil
      }
    }
    if isErasure { cache.forgetFacts() }
    if let loan { decided.giveBack(loan) }
  }

  /// Queues the care situations whose decisions may change on a day although nothing was reported.
  package func queueReviews(on date: CalendarDate) async throws {
    try await database.write { [cache] transaction in
      let provisions = try cache.provisions(in: transaction.connection)
      try EvaluationQueue(transaction).addReviews(on: date, countsRecipients: provisions.asksRecipientCount)
    }
  }
}
