package import CareTypes
package import ServiceRuntime

extension RightsStore {
  /// Applies a batch of a feed's events, in one transaction with the place that was reached in the feed.
  ///
  /// Of the care situations whose decisions may change, as many are decided on at once as there are events: that takes no
  /// further transaction, and so no sync to disk. The others stay in the queue.
  package func apply(_ events: [EventForRights], of feed: FeedName, upTo sequence: Int64) async throws {
    let isErasure = events.contains(where: \.isErasure)
    let loan = try await database.write { transaction in
      if isErasure { decided.forget() }
      var consumer = RightsEventConsumer(transaction, cache: cache, municipalities: municipalities)
      for event in events { try consumer.consume(event) }
      try consumer.finish()
      try transaction.advanceCursor(of: feed, to: sequence)
      return try decideQueued(limit: events.count, written: consumer.written, in: transaction)
    }
    if isErasure { cache.forgetFacts() }
    if let loan { decided.giveBack(loan) }
  }

  /// Queues the care situations whose decisions may change on a day although nothing was reported.
  package func queueReviews(on date: CalendarDate) async throws {
    try await database.write { try EvaluationQueue($0).addReviews(on: date) }
  }
}
