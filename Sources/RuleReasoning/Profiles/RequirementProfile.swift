import RuleLanguage

/// What a condition requires of each fact, as proven from its meaning: two ways of writing the same condition have the
/// same profile.
///
/// An atom that cannot be analysed is assumed to have any answer. What the profile requires is proven nevertheless, but
/// a value that it allows may not be enough.
package struct RequirementProfile: Sendable, Equatable {
  /// Whether some facts meet the condition; false only when it is proven that none do.
  package let canHold: Bool
  /// The facts that matter, in the order of the condition; empty when the condition is always or never met.
  package let facts: [FactRequirement]
  /// The groups of facts that can replace each other as proof.
  package let proofs: [ProofGroup]
  /// The parts that could not be analysed, each with its place; contains `tooComplex` when the groups of proofs could
  /// not be found.
  package let undecidableReasons: [UndecidableReason]

  /// Makes the profile of a condition.
  ///
  /// - Throws: The reason why it cannot be made.
  package init(of condition: GivenCondition) throws(UndecidableReason) {
    var diagrams = try ConditionDiagrams([condition])
    let root: NodeID
    do {
      root = try diagrams.store.join(.both, NodeID(.yes), diagrams.roots[0])
    } catch {
      throw .tooComplex
    }
    let allowed = diagrams.store.allowedCells(of: root)
    var undecidableReasons = diagrams.undecidableReasons(of: root)
    canHold = diagrams.store.truths(of: root).contains(.yes)
    facts = allowed.keys.sorted().compactMap { variable in
      diagrams.demanded(allowed[variable] ?? [], of: variable).map {
        FactRequirement($0, allowsAll: allowed[variable]?.count == diagrams.variables[variable].cells)
      }
    }
    var finder = ProofFinder(
      store: diagrams.store,
      root: root,
      allowed: allowed,
      variables: diagrams.variables
    )
    do {
      proofs = try finder.groups().map { ProofGroup($0, in: diagrams) }
    } catch {
      proofs = []
      undecidableReasons.append(.tooComplex)
    }
    self.undecidableReasons = undecidableReasons
  }

  /// What the condition requires of the fact of this name; nil when the fact does not matter.
  package subscript(name: String) -> FactRequirement? {
    facts.first { $0.values.fact.name == name }
  }

  /// The values of a fact that are enough proof within its group; nil when none are.
  package func sufficientProof(_ name: String) -> FactValueSet? {
    proofs.lazy.flatMap(\.sufficient).first { $0.fact.name == name }
  }
}

/// What a condition requires of one fact.
package struct FactRequirement: Sendable, Equatable {
  /// The kind of requirement.
  package enum Kind: Sendable, Equatable {
    /// A yes-or-no fact that must be yes.
    case required
    /// A yes-or-no fact that must be no.
    case excluded
    /// Another fact, of which only some values are possible.
    case limited
    /// Every value is possible, but the value can decide.
    case matters
  }

  /// The kind of requirement.
  package let kind: Kind
  /// The values with which the condition can still be met.
  package let values: FactValueSet

  init(_ values: FactValueSet, allowsAll: Bool) {
    self.values = values
    kind =
      switch (allowsAll, values.allows(false), values.allows(true)) {
      case (true, _, _): .matters
      case (false, false, true): .required
      case (false, true, false): .excluded
      default: .limited
      }
  }
}

/// Facts that decide together, and independently of all others, beyond what is required of each of them.
///
/// A fact is a proof if one of its values proves nothing: whenever the condition is met with that value, it is met with
/// every other possible value too. That is the lowest number of a score, or no for a yes-or-no fact. A fact without
/// such a value, such as an age that decides which scale applies, is no proof but a circumstance.
package struct ProofGroup: Sendable, Equatable {
  /// The names of the facts, in the order of the condition.
  package let facts: [String]
  /// For each proof that can be enough: the values that are enough, in some circumstances, when all other proofs are at
  /// the value that proves nothing.
  package let sufficient: [FactValueSet]
  /// Whether at least one of the sufficient proofs is always needed, and each is always enough. Otherwise some proofs
  /// only suffice together, or only in some circumstances.
  package let isComplete: Bool

  init(_ group: ProofFinder.Group, in diagrams: ConditionDiagrams) {
    var names: [String] = []
    for variable in group.variables {
      switch diagrams.variables[variable].kind {
      case .fact(let domain, _, _): names.append(domain.fact.name)
      case .opaque(_, let facts, _): names += facts
      }
    }
    facts = names.enumerated().filter { !names[..<$0.offset].contains($0.element) }.map(\.element)
    sufficient = group.sufficient.keys.sorted().compactMap { variable in
      diagrams.demanded(group.sufficient[variable] ?? [], of: variable)
    }
    isComplete = group.isComplete
  }
}

extension ConditionDiagrams {
  /// The values of some cells of a variable; nil for a variable that is no fact.
  func demanded(_ cells: Set<Int>, of variable: VariableIndex) -> FactValueSet? {
    guard case .fact(let domain, _, _) = variables[variable].kind, let region = facts(of: [variable: cells]).first
    else { return nil }
    let hasOrder = !domain.isDiscrete
    let ends = [domain.ordinals.lowerBound, domain.ordinals.upperBound].map(domain.value)
    return FactValueSet(
      fact: domain.fact,
      region: region,
      lowest: hasOrder ? region.values.first?.lower.flatMap { $0.equals(ends[0]) ? nil : $0 } : nil,
      highest: hasOrder ? region.values.last?.upper.flatMap { $0.equals(ends[1]) ? nil : $0 } : nil
    )
  }
}
