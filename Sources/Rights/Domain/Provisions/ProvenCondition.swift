package import CareTypes
import RuleLanguage

extension AcceptedProof {
  /// The name of the fact that the proof is held: `held.of_` and the id of its provision, in letters that a condition can
  /// contain.
  package var factName: String {
    let id = proof.split(separator: "/").last.map(String.init) ?? proof
    return "held.of_\(String(id.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }))"
  }
}

/// A condition extended with proofs: a part also holds when a provision that proves it is held (gelijkwaardigheid).
struct ProvenCondition {
  let condition: Condition
  let catalogue: FactCatalogue
  let proofs: [CompiledProvision.Proof]

  /// Adds proofs to a condition.
  ///
  /// - Returns: nil when no proof is for a part of the condition, or the condition would become too large.
  init?(
    _ condition: Condition,
    _ accepted: [AcceptedProof],
    catalogue: FactCatalogue,
    titles: [String: BilingualText]
  ) {
    let parts = condition.conjuncts.map { condition.text(of: $0) }
    var proofs: [CompiledProvision.Proof] = []
    for proof in accepted {
      guard let conjunct = parts.firstIndex(where: { Self.isSame($0, proof.part) }) else { continue }
      let isKnown = proofs.contains { $0.conjunct == conjunct && $0.accepted.proof == proof.proof }
      if !isKnown { proofs.append(.init(accepted: proof, fact: proof.factName, conjunct: conjunct)) }
    }
    if proofs.isEmpty { return nil }
    let source = parts.enumerated().map { index, part in
      let held = proofs.filter { $0.conjunct == index }.map { " || \(Self.held($0, for: part, catalogue))" }
      return held.isEmpty ? "(\(part))" : "((\(part))\(held.joined()))"
    }.joined(separator: " && ")
    guard let catalogue = try? catalogue.adding(proofs.map(\.accepted), titles: titles),
      let proven = try? Condition(source, catalogue: catalogue), proven.conjuncts.count == parts.count
    else { return nil }
    self.condition = proven
    self.catalogue = catalogue
    self.proofs = proofs
  }

  /// The text of the condition that the proof is held.
  ///
  /// A proof that the authority did not declare follows from the conditions of both provisions. It is used only while the
  /// facts of the part are not all known: known facts take precedence over it.
  private static func held(
    _ proof: CompiledProvision.Proof,
    for part: String,
    _ catalogue: FactCatalogue
  ) -> String {
    let facts = proof.accepted.isDeclared ? [] : (try? Condition(part, catalogue: catalogue))?.facts ?? []
    let known = facts.filter { !Fact.isParameter($0) }.map { "has(\($0))" }
    return known.isEmpty ? proof.fact : "(\(proof.fact) && !(\(known.joined(separator: " && "))))"
  }

  /// Whether two texts are equal, ignoring spaces at their ends.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    left == right || left.trimmed == right.trimmed
  }
}

extension FactCatalogue {
  fileprivate func adding(
    _ proofs: [AcceptedProof],
    titles: [String: BilingualText]
  ) throws(CatalogueError) -> FactCatalogue {
    let names = Dictionary(proofs.map { ($0.factName, $0.proof) }) { first, _ in first }
    let facts = names.map { fact, proof in
      let label = RightsTexts.held(titles[proof] ?? BilingualText(proof, proof))
      return Fact(fact, .bool, label: label, suppliedBy: RightsTexts.holder)
    }
    return try FactCatalogue(self.facts + facts)
  }
}
