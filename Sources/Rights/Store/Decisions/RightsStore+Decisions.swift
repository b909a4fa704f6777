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
    try await database.read { [cache] db in
      var reader = DecisionReader(try cache.provisions(in: db), cache)
      var decisions: [StoredDecision] = []
      try db.each(Self.listSQL, [id.blob, provision, limit]) { decisions.append(try reader.decision($0)) }
      return decisions
    }
  }

  private static let columns = """
    SELECT decision.id, situation.id AS situation_id, decision.provision, version, sheet.digest, sheet.facts,
      basis.content AS basis, finding.content AS finding, outcome, amount_cents, explanation_mark, decided_for, decided,
      superseded
    """

  private static let joins = """
    JOIN fact_sheet AS sheet ON sheet.key = decision.sheet
    JOIN decision_part AS basis ON basis.key = decision.basis
    LEFT JOIN decision_part AS finding ON finding.key = decision.finding
    """

  static let listSQL = """
    \(columns) FROM situation
    JOIN decision ON decision.situation = situation.key AND decision.superseded IS NULL
    JOIN provision ON provision.key = decision.provision
    \(joins)
    WHERE situation.id = ? AND provision.name > ? ORDER BY provision.name LIMIT ?
    """

  /// One decision, current or not.
  ///
  /// - Throws: `Refusal` when there is none of this id.
  package func decision(_ id: OpaqueID) async throws -> StoredDecision {
    try await database.read { [cache] db in
      guard let row = try db.row(Self.decisionSQL, [id.blob]) else {
        throw Refusal.notFound(ResourceCollection.decisions.name(id))
      }
      var reader = DecisionReader(try cache.provisions(in: db), cache)
      return try reader.decision(row)
    }
  }

  static let decisionSQL = """
    \(columns) FROM decision JOIN situation ON situation.key = decision.situation
    \(joins)
    WHERE decision.id = ?
    """

  static let factRecordSQL = "SELECT key FROM fact_sheet WHERE situation = ? AND digest = ?"
}
