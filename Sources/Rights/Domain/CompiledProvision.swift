package import CareTypes
package import RuleLanguage

/// A version whose conditions are ready to be evaluated.
package struct CompiledProvision: Sendable {
  /// A proof that stands for a part of the condition.
  package struct Proof: Sendable {
    /// The proof.
    package let accepted: ProvisionVersion.AcceptedProof
    /// The fact that tells whether it is held.
    package let fact: String
    /// Which of the parts that must all hold it stands for.
    let conjunct: Int
  }

  /// The version.
  package let version: ProvisionVersion
  /// Its facts, those of its proofs included.
  package let catalogue: FactCatalogue
  /// Its condition, in which each part with proofs also holds when one of them is held.
  package let condition: Condition
  /// The proofs that the condition takes.
  package let proofs: [Proof]
  /// What it pays, and the condition of each amount.
  package let amounts: [(amount: ProvisionVersion.Amount, condition: Condition?)]
  /// What tells that someone holds it already.
  package let heldWhen: Condition?
  /// Whether someone may come to hold it because a month passes.
  let isHeldInMonths: Bool
  /// Whether someone may come to hold it because a day of an admission passes.
  let isHeldInDaysAdmitted: Bool
  let exactOutcomes = ExactOutcomes()

  /// Compiles a version. A proof of a part that the condition does not have is passed over.
  ///
  /// - Parameters:
  ///   - version: The version, with the proofs that count.
  ///   - titles: Titles of the provisions that are proofs, by their names.
  /// - Throws: `RuleError` or `CatalogueError`, which Statutes ruled out when it published.
  package init(_ version: ProvisionVersion, titles: [String: BilingualText] = [:]) throws {
    self.version = version
    let plain = try version.catalogue()
    let condition = try Condition(version.condition, catalogue: plain)
    // Where all proofs together would make it too large, those that the authority declared go first.
    let proven =
      ProvenCondition(condition, version.acceptedProofs, catalogue: plain, titles: titles)
      ?? ProvenCondition(condition, version.acceptedProofs.filter(\.isDeclared), catalogue: plain, titles: titles)
    self.condition = proven?.condition ?? condition
    catalogue = proven?.catalogue ?? plain
    proofs = proven?.proofs ?? []
    amounts = try version.amounts.map { amount in
      (amount, try amount.condition.map { try Condition($0, catalogue: plain) })
    }
    heldWhen = try version.heldWhen.map { try Condition($0, catalogue: plain) }
    isHeldInMonths = heldWhen?.facts.contains("situation.months_since_start") ?? false
    isHeldInDaysAdmitted = heldWhen?.facts.contains("recipient.days_admitted") ?? false
  }

  /// The names of all facts that a decision may ask for.
  var named: Set<String> {
    amounts.reduce(into: Set(condition.facts)) { names, entry in names.formUnion(entry.condition?.facts ?? []) }
  }
}

extension ProvisionVersion.AcceptedProof {
  /// The name of the fact that the proof is held: `held.` and the id of its provision, as conditions can name it.
  package var factName: String {
    let id = proof.split(separator: "/").last.map(String.init) ?? proof
    return "held.of_\(String(id.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }))"
  }
}

/// A condition in which proofs stand for some of the parts that must all hold.
private struct ProvenCondition {
  let condition: Condition
  let catalogue: FactCatalogue
  let proofs: [CompiledProvision.Proof]

  /// Nothing when no proof stands for a part, or the condition would become too large.
  init?(
    _ condition: Condition,
    _ accepted: [ProvisionVersion.AcceptedProof],
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
      let held = proofs.filter { $0.conjunct == index }.map { " || \(Self.standing($0, for: part, catalogue))" }
      return held.isEmpty ? "(\(part))" : "((\(part))\(held.joined()))"
    }.joined(separator: " && ")
    guard let catalogue = try? catalogue.adding(proofs.map(\.accepted), titles: titles),
      let proven = try? Condition(source, catalogue: catalogue), proven.conjuncts.count == parts.count
    else { return nil }
    self.condition = proven
    self.catalogue = catalogue
    self.proofs = proofs
  }

  /// What stands for a part: that the proof is held. One that was found, not declared, stands for what is not known; facts
  /// that are known since go before it.
  private static func standing(
    _ proof: CompiledProvision.Proof,
    for part: String,
    _ catalogue: FactCatalogue
  ) -> String {
    let facts = proof.accepted.isDeclared ? [] : (try? Condition(part, catalogue: catalogue))?.facts ?? []
    let known = facts.filter { !$0.hasPrefix("parameter.") }.map { "has(\($0))" }
    return known.isEmpty ? proof.fact : "(\(proof.fact) && !(\(known.joined(separator: " && "))))"
  }

  /// Whether two texts are the same but for spaces at their ends.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    left == right || left.trimmed == right.trimmed
  }
}

extension ProvisionVersion {
  /// The facts that its condition may name, and those of its proofs.
  ///
  /// - Throws: `CatalogueError`, which Statutes ruled out when it published.
  package func provenCatalogue(titles: [String: BilingualText]) throws(CatalogueError) -> FactCatalogue {
    try catalogue().adding(acceptedProofs, titles: titles)
  }
}

extension FactCatalogue {
  fileprivate func adding(
    _ proofs: [ProvisionVersion.AcceptedProof],
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

extension String {
  fileprivate var trimmed: Substring {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
