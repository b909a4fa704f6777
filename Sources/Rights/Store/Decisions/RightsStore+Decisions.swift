package import CareTypes
import GRDB
import ServiceRuntime

extension RightsStore {
  /// The current decisions of a care situation, by provision, after a provision's name.
  package func decisions(of id: OpaqueID, after provision: String, limit: Int) async throws -> [StoredDecision] {
    try await database.read { [shelf] db in
      let provisions = try shelf.provisions(in: db)
      return try Row.fetchAll(db.cachedStatement(sql: Self.listSQL), arguments: [id.blob, provision, limit])
        .map { try StoredDecision(row: $0, provisions) }
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
  /// - Throws: `Refusal` when it is not there.
  package func decision(_ id: OpaqueID) async throws -> StoredDecision {
    try await database.read { [shelf] db in
      guard let row = try Row.fetchOne(db.cachedStatement(sql: Self.decisionSQL), arguments: [id.blob]) else {
        throw Refusal.notFound(ResourceCollection.decisions.name(id))
      }
      return try StoredDecision(row: row, shelf.provisions(in: db))
    }
  }

  static let decisionSQL = """
    \(columns) FROM decision JOIN situation ON situation.key = decision.situation
    \(joins)
    WHERE decision.id = ?
    """

  static let sheetSQL = "SELECT key FROM fact_sheet WHERE situation = ? AND digest = ?"
}
