import CareTypes
import Foundation
import RightsDomain
import ServiceCore
import ServiceRuntime

/// Reads the rows of decisions for one answer. What many rows have in common is decoded once.
struct DecisionReader {
  private let provisions: StoredProvisions
  private let cache: ProvisionCache
  private var bases: [Data: DecisionBasis] = [:]
  private var findings: [Data: DecisionParts.Finding] = [:]

  init(_ provisions: StoredProvisions, _ cache: ProvisionCache) {
    self.provisions = provisions
    self.cache = cache
  }

  /// The decision in a row.
  ///
  /// - Throws: `Refusal`, `ValueError` or `DecodingError` for a row that was not written by this service.
  mutating func decision(_ row: SQLRow) throws -> StoredDecision {
    let reference = StoredProvisions.Reference(provision: row["provision"], version: row["version"])
    guard var version = provisions.published[reference], let outcome = DecisionOutcome(code: row["outcome"]) else {
      throw Refusal(.internal, "A decision is on an unknown version, or has an unknown outcome")
    }
    let finding = try (row["finding"] as Data?).map { try Self.value($0, &findings) }
    let basisText: Data = row["basis"]
    let basis = try Self.value(basisText, &bases)
    version.acceptedProofs = basis.proofs
    return StoredDecision(
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
      decidedFor: try row.date("decided_for"),
      decideTime: Instant(microseconds: row["decided"]),
      supersedeTime: (row["superseded"] as Int64?).map { Instant(microseconds: $0) },
      titles: provisions.titles,
      replay: cache.replay(of: version, titles: provisions.titles),
      facts: (row["facts"] as String?).map { FactRecordText($0) },
      factsDigest: row["digest"],
      basisText: basisText
    )
  }

  private static func value<Value: Decodable>(_ json: Data, _ known: inout [Data: Value]) throws -> Value {
    if let value = known[json] { return value }
    let value = try StoredJSON.value(json, as: Value.self)
    known[json] = value
    return value
  }
}
