package import CareTypes
import Crypto
package import Foundation
package import RightsDomain
package import RuleLanguage
import ServiceCore
import ServiceRuntime

/// A decision with everything that it rests on, as it is stored, or as it would be stored.
package struct StoredDecision: Sendable {
  /// Its name. That of a decision which was worked out for a question, and is not stored, says what was asked.
  package let name: DecisionName
  /// The care situation.
  package let careSituation: OpaqueID
  /// The version that was applied, with the proofs that were accepted then.
  package let provision: ProvisionVersion
  /// The decision.
  package let result: DecisionResult
  /// What it rests on besides the facts.
  package let basis: DecisionBasis
  /// The legal day for which it was decided.
  package let decidedFor: CalendarDate
  /// When it was decided.
  package let decideTime: Instant
  /// When a later decision replaced it; nil for a current one, and for one that is not stored.
  package let supersedeTime: Instant?
  /// Titles of the provisions, by name.
  package let titles: [String: BilingualText]
  /// The version with its proofs, compiled; nil when it cannot be compiled.
  package let replay: ProvisionReplay?
  /// The facts as they are stored; nil after they were deleted because a person was erased.
  let facts: FactRecordText?
  /// The digest that was stored with the facts; nil after they were deleted.
  let factsDigest: Data?
  /// The JSON of `basis`, as it is stored.
  let basisText: Data

  /// Everything that it rests on.
  ///
  /// - Throws: `Refusal` after the facts were deleted; `DecodingError` for facts that were not written by this service.
  package func input() throws -> DecisionInput {
    guard let facts else {
      throw Refusal(
        .personGone,
        "The facts that the decision rests on were forgotten when a person was erased; it cannot be decided or explained again"
      )
    }
    return DecisionInput(record: try facts.record(), basis: basis)
  }

  /// SHA-256 of the facts and the basis; empty after the facts were deleted.
  package var digest: Data { factsDigest.map { Data(SHA256.hash(data: $0 + basisText)) } ?? Data() }

  /// Whether the facts match the digest that was stored with them.
  package var isIntact: Bool { facts?.digest == factsDigest }

  /// The facts that it may refer to.
  package var catalogue: FactCatalogue { replay?.provision.catalogue ?? .care }

  /// The decision, made again from what is stored.
  ///
  /// - Throws: As `input`.
  package func replayed() throws -> DecisionResult {
    let input = try input()
    guard let replay else {
      return basis.hasEnded ? DecisionResult.ended(basis.blockers) : DecisionResult.unreadable
    }
    return replay.decide(input, on: decidedFor)
  }
}
