package import CareTypes
import ServiceCore
import ServiceRuntime

extension RightsStore {
  /// A page of the current decisions on a care situation, by the names of the provisions.
  ///
  /// - Parameters:
  ///   - id: The care situation.
  ///   - provision: The name of the last provision of the page before; empty for the first page.
  ///   - limit: The largest number of decisions.
  package func decisions(of id: OpaqueID, after provision: String, limit: Int) async throws -> [StoredDecision] {
    try await database.read { [cache, parts] db in
      let sets = try DecisionSetRow.read(Self.currentSQL, [id.blob], in: db)
      let reader = DecisionReader(try cache.provisions(in: db), cache, parts)
      return try reader.current(sets, after: provision, limit: limit, in: db)
    }
  }

  /// One decision, current or not.
  ///
  /// - Throws: `Refusal` when there is none of this id.
  package func decision(_ id: OpaqueID) async throws -> StoredDecision {
    try await database.read { [cache, parts] db in
      let reader = DecisionReader(try cache.provisions(in: db), cache, parts)
      guard let (set, provision) = try Self.find(id, in: db),
        let decision = try reader.decision(on: provision, in: set, id, in: db)
      else { throw Refusal.notFound(ResourceCollection.decisions.name(id)) }
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
