import CareTypes
package import RightsDomain
import ServiceCore
import ServiceRuntime

extension RightsStore {
  /// The number of care situations whose awards are worked out at a time.
  private static let takeUpBatch = 100
  /// The most care situations that are looked at for one page.
  private static let takeUpReach = 500

  /// The awards that people of some municipalities could have and do not, from a place on.
  ///
  /// - Parameters:
  ///   - question: Whose, and which.
  ///   - place: Where the page before ended; nil for the first page.
  ///   - limit: The largest number of awards.
  /// - Returns: The awards, which may be fewer although there are more; and where the next page begins, nil at the end.
  package func nonTakeUp(
    _ question: NonTakeUpQuestion,
    after place: NonTakeUpPlace?,
    limit: Int
  ) async throws -> (found: [AwardNotTakenUp], next: NonTakeUpPlace?) {
    try await database.read { [database, cache, parts] db in
      var found: [AwardNotTakenUp] = []
      var (reached, looked) = (place, 0)
      while looked < Self.takeUpReach {
        // The care situation in which the page before ended is looked at again.
        let batch = try Self.situations(
          in: question.area.codes,
          on: question.date,
          after: (reached?.situation ?? 1) - 1,
          limit: Self.takeUpBatch,
          db
        )
        if batch.isEmpty { return (found, nil) }
        let reader = try AwardReader(
          ofPeopleIn: batch.map(\.key),
          on: question.date,
          knownAt: database.now,
          cache,
          parts,
          in: db
        )
        for item in batch {
          if question.area.holds(item.facts) {
            for award in question.awards(of: item.facts.id, in: reader.file) {
              if let reached, reached.situation == item.key, award.key.provision <= reached.provision { continue }
              guard let reason = reader.file.nonTakeUp(of: award), question.reasons.contains(reason),
                let since = award.steps.last?.validDay
              else { continue }
              if found.count == limit { return (found, reached) }
              let view = try reader.view(of: award, withDigests: false)
              found.append(AwardNotTakenUp(view: view, situation: item.facts.id, reason: reason, since: since))
              reached = NonTakeUpPlace(situation: item.key, provision: award.key.provision)
            }
          }
          reached = NonTakeUpPlace(endOf: item.key)
        }
        if batch.count < Self.takeUpBatch { return (found, nil) }
        looked += batch.count
      }
      return (found, reached)
    }
  }

  /// Counts the awards that people of some municipalities hold, and those that they could have and do not, by the name of
  /// the provision.
  ///
  /// Each batch is a transaction of its own, so that others do not wait for a long one. Changes that are made in the
  /// meantime may be included or not.
  ///
  /// - Throws: `CancellationError` between batches when the task is cancelled.
  package func countTakeUp(_ question: NonTakeUpQuestion) async throws -> [String: TakeUpCounts] {
    var counts: [String: TakeUpCounts] = [:]
    var last: Int64 = 0
    while true {
      try Task.checkCancellation()
      let (end, counted) = try await countTakeUp(question, after: last)
      for (provision, others) in counted {
        if counts[provision] == nil { counts[provision] = others } else { counts[provision]?.add(others) }
      }
      guard let end else { return counts }
      last = end
    }
  }

  /// Counts a batch of care situations.
  ///
  /// - Returns: The key of the last one, nil at the end; and the counts.
  private func countTakeUp(
    _ question: NonTakeUpQuestion,
    after key: Int64
  ) async throws -> (end: Int64?, counts: [String: TakeUpCounts]) {
    try await database.read { [database, cache, parts] db in
      var counts: [String: TakeUpCounts] = [:]
      let batch = try Self.situations(
        in: question.area.codes,
        on: question.date,
        after: key,
        limit: Self.takeUpBatch,
        db
      )
      if batch.isEmpty { return (nil, counts) }
      let reader = try AwardReader(
        ofPeopleIn: batch.map(\.key),
        on: question.date,
        knownAt: database.now,
        cache,
        parts,
        in: db
      )
      for item in batch where question.area.holds(item.facts) {
        for award in question.awards(of: item.facts.id, in: reader.file) {
          guard let version = award.version else { continue }
          var own = TakeUpCounts(of: version)
          own.count(isHeld: award.state?.isHeld == true, reader.file.nonTakeUp(of: award))
          if own.isEmpty { continue }
          if counts[version.name] == nil { counts[version.name] = own } else { counts[version.name]?.add(own) }
        }
      }
      return (batch.last?.key, counts)
    }
  }
}
