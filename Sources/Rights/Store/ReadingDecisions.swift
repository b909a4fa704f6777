package import CareTypes
import Crypto
package import Foundation
import GRDB
package import RuleLanguage
package import ServiceCore
import ServiceRuntime

/// A decision as it is stored.
package struct StoredDecision: Sendable {
  /// Opaque id.
  package let id: OpaqueID
  /// The care situation.
  package let careSituation: OpaqueID
  /// The provision's version that was applied, with the proofs that counted.
  package let provision: ProvisionVersion
  /// What was decided.
  package let result: DecisionResult
  /// What it rests on besides the facts.
  package let basis: DecisionBasis
  /// What was known; nothing once it was forgotten.
  package let record: FactRecord?
  /// Whether the facts are those of the digest that was stored with them.
  package let isIntact: Bool
  /// SHA-256 over what it rests on; empty once the facts were forgotten.
  package let digest: Data
  /// Legal day for which it was decided.
  package let decidedFor: CalendarDate
  /// When it was decided.
  package let decideTime: Instant
  /// When a later one took its place.
  package let supersedeTime: Instant?
  /// Titles of the provisions, by name.
  package let titles: [String: BilingualText]

  /// Everything that it rests on.
  ///
  /// - Throws: `Refusal` once the facts were forgotten.
  package func input() throws(Refusal) -> DecisionInput {
    guard let record else {
      throw Refusal(
        .personGone,
        "The facts that the decision rests on were forgotten when a person was erased; it cannot be decided or explained again"
      )
    }
    return DecisionInput(record: record, basis: basis)
  }

  /// The version, compiled with its proofs; nothing when it cannot be read.
  package var compiled: CompiledProvision? { try? CompiledProvision(provision, titles: titles) }

  /// The facts that it may tell of.
  package var catalogue: FactCatalogue { (try? provision.provenCatalogue(titles: titles)) ?? .care }

  /// What comes out when it is decided again from what was stored.
  ///
  /// - Throws: `Refusal` once the facts were forgotten.
  package func replayed() throws(Refusal) -> DecisionResult {
    let input = try input()
    guard let compiled else {
      return basis.hasEnded ? DecisionResult.ended(basis.blockers) : DecisionRule.unreadable
    }
    return DecisionRule.decide(input, compiled, on: decidedFor)
  }
}

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

extension StoredDecision {
  fileprivate init(row: Row, _ provisions: StoredProvisions) throws {
    let reference = StoredProvisions.Reference(provision: row["provision"], version: row["version"])
    guard var version = provisions.published[reference], let outcome = DecisionOutcome(code: row["outcome"]) else {
      throw Refusal(.internal, "A decision is on an unknown version, or has an unknown outcome")
    }
    let finding = try (row["finding"] as Data?).map { try StoredJSON.value($0, as: DecisionFinding.self) }
    let basisText: Data = row["basis"]
    let basis = try StoredJSON.value(basisText, as: DecisionBasis.self)
    version.acceptedProofs = basis.proofs
    let sheet = (row["facts"] as String?).map { SheetText($0) }
    let sheetDigest: Data? = row["digest"]
    self.init(
      id: try row.blobID("id"),
      careSituation: try row.blobID("situation_id"),
      provision: version,
      result: DecisionResult(
        outcome: outcome,
        missing: finding?.missing ?? [],
        reasons: finding?.reasons ?? [],
        contradicts: finding?.contradicts ?? [],
        provenBy: finding?.provenBy ?? [],
        amountCents: row["amount_cents"],
        explanationMark: UInt64(bitPattern: row["explanation_mark"])
      ),
      basis: basis,
      record: try sheet?.record(),
      isIntact: sheet?.digest == sheetDigest,
      digest: sheetDigest.map { Data(SHA256.hash(data: $0 + basisText)) } ?? Data(),
      decidedFor: try row.date("decided_for"),
      decideTime: Instant(microseconds: row["decided"]),
      supersedeTime: (row["superseded"] as Int64?).map { Instant(microseconds: $0) },
      titles: provisions.titles
    )
  }
}
