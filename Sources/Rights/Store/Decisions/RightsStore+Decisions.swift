package import CareTypes
import Foundation
package import RightsDomain
import ServiceCore
import ServiceRuntime

extension RightsStore {
  /// A page of the decisions on a care situation, by the names of the provisions.
  ///
  /// - Parameters:
  ///   - id: The care situation.
  ///   - date: The day that the decisions are about; nil for the current ones. For a day that is still to come, and for one
  ///     on which Mantel did not know the care situation, they are worked out by what is known now, and not stored.
  ///   - known: What was decided later does not count; nil for everything that is known.
  ///   - provision: The name of the last provision of the page before; empty for the first page.
  ///   - limit: The largest number of decisions.
  package func decisions(
    of id: OpaqueID,
    on date: CalendarDate? = nil,
    knownAt known: Instant? = nil,
    after provision: String,
    limit: Int
  ) async throws -> [StoredDecision] {
    try await database.read { [cache, parts, database] db in
      let reader = DecisionReader(try cache.provisions(in: db), cache, parts)
      if date == nil, known == nil {
        let sets = try DecisionSetRow.read(Self.currentSQL, [id.blob], in: db)
        return try reader.current(sets, after: provision, limit: limit, in: db)
      }
      let today = try database.now.dateInBelgium()
      let day = date ?? today
      let history = try DecisionSetRow.read(Self.historySQL, [id.blob], in: db)
      let sets = history.filter { $0.decidedFor <= day && $0.decideTime <= known ?? database.now }
      if known == nil, day > today || sets.isEmpty {
        return Array(
          try Self.workOut(id, on: day, at: database.now, cache, in: db)
            .filter { $0.provision.name > provision }.prefix(limit)
        )
      }
      return try reader.current(sets, after: provision, limit: limit, replacedIn: history, in: db)
    }
  }

  /// Decides on a care situation for a day by what is known now, without storing it.
  ///
  /// - Returns: The decisions by the names of the provisions; none for a care situation that Rights does not know.
  private static func workOut(
    _ id: OpaqueID,
    on date: CalendarDate,
    at now: Instant,
    _ cache: ProvisionCache,
    in db: Connection
  ) throws -> [StoredDecision] {
    let key = try db.value(Int64.self, "SELECT key FROM situation WHERE id = ?", [id.blob])
    guard let key, let item = try SituationBatch.read([key], on: date, in: db).first else { return [] }
    let titles = try cache.provisions(in: db).titles
    let decisions = try cache.book(on: date, in: db).decisions(for: item.facts)
    let facts = FactRecordText(decisions.record)
    return try decisions.all.map { decision in
      var version = decision.version
      version.acceptedProofs = decision.basis.proofs
      return StoredDecision(
        name: .onDay(careSituation: id, provision: version.name, date),
        careSituation: id,
        provision: version,
        result: decision.result,
        basis: decision.basis,
        decidedFor: date,
        decideTime: now,
        supersedeTime: nil,
        titles: titles,
        replay: cache.replay(of: version, titles: titles),
        facts: facts,
        factsDigest: facts.digest,
        basisText: Data(try StoredJSON.text(decision.basis).utf8)
      )
    }
  }

  /// One decision, current or not, stored or worked out.
  ///
  /// - Throws: `Refusal` when there is none of this name.
  package func decision(_ name: DecisionName) async throws -> StoredDecision {
    try await database.read { [cache, parts, database] db in
      let id: OpaqueID
      switch name {
      case .stored(let stored): id = stored
      case .onDay(let situation, let provision, let date):
        let decisions = try Self.workOut(situation, on: date, at: database.now, cache, in: db)
        guard let decision = decisions.first(where: { $0.provision.name == provision }) else {
          throw Refusal.notFound(name.text)
        }
        return decision
      }
      let reader = DecisionReader(try cache.provisions(in: db), cache, parts)
      guard let (set, provision) = try Self.find(id, in: db),
        let decision = try reader.decision(on: provision, in: set, id, in: db)
      else { throw Refusal.notFound(name.text) }
      return decision
    }
  }

  /// How many decisions were ever taken.
  package func decisionCount() async throws -> Int {
    try await database.read { db in
      var count = 0
      try db.each(Self.countSQL) { row in
        count += try OutcomeList(content: row["content"]).entries.count * row["sets"]
      }
      return count
    }
  }

  private static let countSQL = """
    SELECT outcome_list.content, count(*) AS sets
    FROM decision_set JOIN outcome_list ON outcome_list.key = decision_set.outcomes GROUP BY outcome_list.key
    """

  /// The set of a decision, and the key of its provision; nil when there is no decision of this id.
  private static func find(_ id: OpaqueID, in db: Connection) throws -> (set: DecisionSetRow, provision: Int64)? {
    if let (set, provision) = DecisionSetID.read(id),
      let found = try DecisionSetRow.read(setSQL, [set.bytes], in: db).first
    {
      return (found, provision)
    }
    guard let row = try db.row(ownIDSQL, [id.blob]),
      let found = try DecisionSetRow.read(setOfKeySQL, [row["decision_set"] as Int64], in: db).first
    else { return nil }
    return (found, row["provision"])
  }

  static let columns = """
    SELECT decision_set.key, decision_set.id, decision_set.situation, situation.id AS situation_id, sheet.digest,
      sheet.facts, outcome_list.content, decided_for, decided
    """

  static let joins = """
    JOIN outcome_list ON outcome_list.key = decision_set.outcomes
    LEFT JOIN fact_sheet AS sheet ON sheet.key = decision_set.sheet
    """

  static let currentSQL = """
    \(columns) FROM situation
    JOIN decision_set ON decision_set.situation = situation.key AND decision_set.superseded IS NULL
    \(joins) WHERE situation.id = ?
    """

  static let historySQL = """
    \(columns) FROM situation JOIN decision_set ON decision_set.situation = situation.key
    \(joins) WHERE situation.id = ?
    """

  static let setSQL = """
    \(columns) FROM decision_set JOIN situation ON situation.key = decision_set.situation
    \(joins) WHERE decision_set.id = ?
    """

  static let setOfKeySQL = """
    \(columns) FROM decision_set JOIN situation ON situation.key = decision_set.situation
    \(joins) WHERE decision_set.key = ?
    """

  static let ownIDSQL = "SELECT decision_set, provision FROM decision_id WHERE id = ?"
}
