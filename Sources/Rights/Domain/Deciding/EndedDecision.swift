import CareTypes
package import RuleLanguage

/// A decision that ends a right, because its provision no longer applies to the two people.
package struct EndedDecision: Sendable {
  /// What it rests on besides the facts.
  package let basis: DecisionBasis
  /// The outcome, with what belongs to it.
  package let result: DecisionResult
  /// The known facts that the ended provision asks for.
  package let facts: [String: FactValue]
}

extension RuleBook {
  /// Why a right ends on whose provision there is no decision any more: another one replaces it, or it is not in force here.
  ///
  /// - Parameter replaced: The names of the provisions that another one replaces.
  package static func endingReasons(of version: ProvisionVersion, replaced: Set<String>) -> [DecisionReason] {
    [replaced.contains(version.name) ? .replaced : .notInForce]
  }

  /// The decision that ends a right.
  ///
  /// A right ends whatever proofs the caregiver has. Therefore proofs are left out of the decision, both when it is made and
  /// when it is checked again.
  ///
  /// - Parameters:
  ///   - version: The version that was applied before.
  ///   - situation: The care situation.
  ///   - replaced: The names of the provisions that another one replaces.
  ///   - prepare: Compiles a version; returns nil for a version that cannot be compiled.
  package func ending(
    of version: ProvisionVersion,
    for situation: SituationFacts,
    replaced: Set<String>,
    prepare: (ProvisionVersion) -> ProvisionReplay?
  ) -> EndedDecision {
    var version = version
    version.acceptedProofs = []
    var basis = DecisionBasis()
    basis.blockers = Self.endingReasons(of: version, replaced: replaced)
    if let index = index(of: version.name) {
      basis.caregiverResident = self[index].reach.residence(in: situation.caregiver.place)
      basis.recipientResident = self[index].reach.residence(in: situation.recipient.place)
    }
    guard let replay = prepare(version) else {
      return EndedDecision(basis: basis, result: .ended(basis.blockers), facts: [:])
    }
    let known = FactDerivation.facts(of: situation, on: date)
    let asked = replay.provision.askedFacts
    let input = DecisionInput(record: FactRecord(facts: known), basis: basis)
    return EndedDecision(
      basis: basis,
      result: replay.decide(input, on: date),
      facts: known.filter { asked.contains($0.key) }
    )
  }
}
