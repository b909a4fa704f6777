package import CareTypes
package import ServiceRuntime

extension RightsStore {
  /// Applies a batch of a feed's events, in one transaction with the place that was reached in the feed.
  package func apply(_ events: [EventForRights], of feed: FeedName, upTo sequence: Int64) async throws {
    let isErasure = events.contains(where: \.isErasure)
    try await database.write { [cache, decided, municipalities] transaction in
      if isErasure { decided.forget() }
      var consumer = RightsEventConsumer(transaction, cache: cache, municipalities: municipalities)
      for event in events { try consumer.consume(event) }
      try consumer.finish()
      try transaction.advanceCursor(of: feed, to: sequence)
    }
    if isErasure { cache.forgetFacts() }
  }

  /// Queues the care situations whose decisions may change on a day although nothing was reported.
  package func queueReviews(on date: CalendarDate) async throws {
    try await database.write { try EvaluationQueue($0).addReviews(on: date) }
  }
}
