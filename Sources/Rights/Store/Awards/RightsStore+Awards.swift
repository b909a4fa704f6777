package import CareTypes
package import RightsDomain
package import ServiceCore
package import ServiceRuntime

extension RightsStore {
  /// The awards that a care situation supports, by the names of the provisions, with a claim of some kind on the day.
  ///
  /// - Parameters:
  ///   - situation: The care situation.
  ///   - date: The legal day.
  ///   - known: What became known later does not count; nil for everything that is known.
  package func awards(
    of situation: OpaqueID,
    on date: CalendarDate,
    knownAt known: Instant?
  ) async throws -> [AwardView] {
    try await database.read { [database, cache, parts] db in
      let known = known ?? database.now
      let reader = try AwardReader(of: .careSituation(situation), on: date, knownAt: known, cache, parts, in: db)
      return try reader.file.keys(of: situation).compactMap { key in
        guard let award = reader.file.award(key), award.state != nil else { return nil }
        return try reader.view(of: award, withDigests: false)
      }
    }
  }

  /// An award with its steps.
  ///
  /// - Throws: `Refusal` when no decision was ever in favour of the holder and nobody recorded anything.
  package func award(_ key: AwardKey, on date: CalendarDate, knownAt known: Instant?) async throws -> AwardView {
    try await database.read { [database, cache, parts] db in
      let known = known ?? database.now
      let reader = try AwardReader(of: key.holder, on: date, knownAt: known, cache, parts, in: db)
      guard let award = reader.file.award(key) else { throw Refusal.notFound(key.name) }
      return try reader.view(of: award, withDigests: true)
    }
  }

  /// Records something about awards, if it can be recorded about all of them.
  ///
  /// - Parameters:
  ///   - action: What to record.
  ///   - keys: The awards.
  ///   - scope: What the client sees; nil for Mantel's own work.
  ///   - command: Who asks it, under which request id.
  ///   - answer: Makes the answer from the awards as they stand afterwards, in the order of the keys.
  /// - Throws: `Refusal` that says what stands in the way, for the first award that it concerns.
  package func record<Answer: Codable & Sendable>(
    _ action: AwardAction,
    on keys: [AwardKey],
    scope: CallScope?,
    command: Command,
    answer: @escaping @Sendable ([Award]) throws -> Answer
  ) async throws -> Answer {
    try await database.command(command) { [cache, parts, municipalities] transaction in
      let db = transaction.connection
      let today = try transaction.now.dateInBelgium()
      let provisions = try cache.provisions(in: db)
      let recorded = RecordedAction(
        action: action,
        actor: command.client,
        recorded: transaction.now,
        decisionsBefore: try AwardActionRows.decisionsBefore(in: db)
      )
      var awards: [Award] = []
      for key in keys {
        let former = try AwardReader(of: key.holder, on: today, knownAt: transaction.now, cache, parts, in: db).file
        guard let provision = provisions.keys[key.provision] else { throw Refusal.notFound(key.name) }
        try AwardRules.check(action, on: key, in: former, scope: scope?.municipalities, municipalities, on: today)
        try AwardActionRows.insert(recorded, on: key, provision: provision, in: db)
        let file = try AwardReader(of: key.holder, on: today, knownAt: transaction.now, cache, parts, in: db).file
        // What is acknowledged must count whenever the award is worked out again.
        guard let award = file.award(key),
          award.life.steps.contains(where: { $0.action == action && $0.recorded == transaction.now })
        else { throw Refusal(.awardState, "The award is not in a state in which this can be recorded") }
        awards.append(award)
      }
      try CardStanding(transaction: transaction, cache: cache, parts: parts).review(keys)
      return try answer(awards)
    }
  }
}
