package import CareTypes
import RuleLanguage
import RuleReasoning

/// A contradiction: what one provision requires and another excludes.
package struct Contradiction: Sendable, Hashable {
  /// The id of the first provision.
  package let first: String
  /// The id of the second provision.
  package let second: String
  /// The fact that they disagree about; empty for the payee.
  package let fact: String
  /// The contradiction in words.
  package let text: BilingualText
}

extension Contradiction {
  /// The contradictions between two provisions: facts that one requires or accepts as proof and the other excludes,
  /// values of which none is the same, and different payees.
  static func between(
    _ first: (provision: Provision, profile: RequirementProfile?),
    _ second: (provision: Provision, profile: RequirementProfile?),
    _ conflicts: [FactConflict]
  ) -> [Contradiction] {
    func contradiction(_ subject: BilingualText, _ one: BilingualText, _ other: BilingualText, fact: String = "")
      -> Contradiction
    {
      Contradiction(
        first: first.provision.id,
        second: second.provision.id,
        fact: fact,
        text: StatuteTexts.against(subject, one, first.provision.authority, other, second.provision.authority)
      )
    }
    var found: [Contradiction] = []
    for conflict in conflicts {
      let (one, other) = (conflict.firstWords(in:), conflict.secondWords(in:))
      found.append(contradiction(conflict.fact.words, .init(one), .init(other), fact: conflict.fact.name))
    }
    // A fact that one provision excludes may be only one of several proofs in the other.
    for demand in first.profile?.excludedFacts ?? [] {
      let fact = demand.values.fact
      guard let proof = second.profile?.provenWords(by: fact.name) else { continue }
      found.append(contradiction(fact.words, .init(demand.words(in:)), proof, fact: fact.name))
    }
    for demand in second.profile?.excludedFacts ?? [] {
      let fact = demand.values.fact
      guard let proof = first.profile?.provenWords(by: fact.name) else { continue }
      found.append(contradiction(fact.words, proof, .init(demand.words(in:)), fact: fact.name))
    }
    let payees = [first, second].map { $0.provision.benefit?.payee }
    if let one = payees[0], let other = payees[1], one != other, one != .choice, other != .choice {
      found.append(contradiction(StatuteTexts.payee, StatuteTexts.payee(one), StatuteTexts.payee(other)))
    }
    return found
  }
}

extension Fact {
  /// Its label.
  fileprivate var words: BilingualText { BilingualText(label.dutch, label.english) }
}

extension RequirementProfile {
  /// The yes-or-no facts that the condition excludes, except those about residence.
  fileprivate var excludedFacts: [FactRequirement] {
    facts.filter { $0.kind == .excluded && !Residency.care.contains($0.values.fact.name) }
  }

  /// That a yes-or-no fact is enough proof, in words; nil when it is not.
  fileprivate func provenWords(by name: String) -> BilingualText? {
    guard let values = sufficientProof(name), values.fact.type == .bool,
      values.region.values.contains(where: { $0.lower == .bool(true) })
    else { return nil }
    return StatuteTexts.provenBy(BilingualText { values.words(in: $0) })
  }
}
