package import CareTypes
import Crypto
package import Foundation
package import RightsDomain
package import RuleLanguage
package import ServiceCore
import ServiceRuntime

/// A decision as it is stored.
package struct StoredDecision: Sendable {
  /// Opaque id.
  package let id: OpaqueID
  /// The care situation.
  package let careSituation: OpaqueID
  /// The version that was applied, with the proofs that were accepted then.
  package let provision: ProvisionVersion
  /// The decision.
  package let result: DecisionResult
  /// What it rests on besides the facts.
  package let basis: DecisionBasis
  /// The facts; nil after they were deleted because a person was erased.
  package let record: FactRecord?
  /// Whether the facts match the digest that was stored with them.
  package let isIntact: Bool
  /// SHA-256 of the facts and the basis; empty after the facts were deleted.
  package let digest: Data
  /// The legal day for which it was decided.
  package let decidedFor: CalendarDate
  /// When it was decided.
  package let decideTime: Instant
  /// When a later decision replaced it; nil for the current one.
  package let supersedeTime: Instant?
  /// Titles of the provisions, by name.
  package let titles: [String: BilingualText]

  /// Everything that it rests on.
  ///
  /// - Throws: `Refusal` after the facts were deleted.
  package func input() throws(Refusal) -> DecisionInput {
    guard let record else {
      throw Refusal(
        .personGone,
        "The facts that the decision rests on were forgotten when a person was erased; it cannot be decided or explained again"
      )
    }
    return DecisionInput(record: record, basis: basis)
  }

  /// The version, compiled with its proofs; nil when it cannot be compiled.
  package var compiled: CompiledProvision? { try? CompiledProvision(provision, titles: titles) }

  /// The facts that it may refer to.
  package var catalogue: FactCatalogue { (try? provision.provenCatalogue(titles: titles)) ?? .care }

  /// The decision, made again from what is stored.
  ///
  /// - Throws: `Refusal` after the facts were deleted.
  package func replayed() throws(Refusal) -> DecisionResult {
    let input = try input()
    guard let compiled else {
      return basis.hasEnded ? DecisionResult.ended(basis.blockers) : DecisionResult.unreadable
    }
    return DecisionMaker.decide(input, compiled, on: decidedFor)
  }
}

extension StoredDecision {
  init(row: SQLRow, _ provisions: StoredProvisions) throws {
    let reference = StoredProvisions.Reference(provision: row["provision"], version: row["version"])
    guard var version = provisions.published[reference], let outcome = DecisionOutcome(code: row["outcome"]) else {
      throw Refusal(.internal, "A decision is on an unknown version, or has an unknown outcome")
    }
    let finding = try (row["finding"] as Data?).map { try StoredJSON.value($0, as: DecisionParts.Finding.self) }
    let basisText: Data = row["basis"]
    let basis = try StoredJSON.value(basisText, as: DecisionBasis.self)
    version.acceptedProofs = basis.proofs
    let record = (row["facts"] as String?).map { FactRecordText($0) }
    let recordDigest: Data? = row["digest"]
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
        explanationFingerprint: UInt64(bitPattern: row["explanation_mark"])
      ),
      basis: basis,
      record: try record?.record(),
      isIntact: record?.digest == recordDigest,
      digest: recordDigest.map { Data(SHA256.hash(data: $0 + basisText)) } ?? Data(),
      decidedFor: try row.date("decided_for"),
      decideTime: Instant(microseconds: row["decided"]),
      supersedeTime: (row["superseded"] as Int64?).map { Instant(microseconds: $0) },
      titles: provisions.titles
    )
  }
}
