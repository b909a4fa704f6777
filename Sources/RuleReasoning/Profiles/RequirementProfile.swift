package import RuleLanguage

/// What a condition asks, told fact by fact and proven: it rests on what the condition means and not on how it is
/// written.
///
/// Where an atom is not followed it may have any answer: what is told of the facts to be required is proven all the
/// same, but a value that is told to do may not.
package struct RequirementProfile: Sendable, Equatable {
  /// Whether some facts meet the condition; no when it is proven that none do.
  package let canHold: Bool
  /// The facts that matter, in the order of the condition; empty when the condition always or never holds.
  package let facts: [FactRequirement]
  /// The groups of facts of which some prove what the others then need not.
  package let proofs: [ProofGroup]
  /// What could not be followed, each with its place; `tooComplex` when the groups of proofs could not be found.
  package let undecidableReasons: [UndecidableReason]

  /// Draws up the profile of a condition over what is given.
  ///
  /// - Throws: why it cannot be told.
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

  /// What the condition asks of the fact of this name; nil when the fact does not matter.
  package subscript(name: String) -> FactRequirement? {
    facts.first { $0.values.fact.name == name }
  }

  /// The values of a fact that are enough by themselves, within the group of proofs it belongs to; nil when none are.
  package func sufficientProof(_ name: String) -> FactValueSet? {
    proofs.lazy.flatMap(\.sufficient).first { $0.fact.name == name }
  }
}

/// Values of one fact.
package struct FactValueSet: Sendable, Equatable {
  package let fact: Fact
  /// The values, and whether the fact may be missing.
  package let region: FactRegion
  /// The least value of a number or day, nil where that is the least of all.
  package let lowest: FactValue?
  /// The greatest value of a number or day, nil where that is the greatest of all.
  package let highest: FactValue?

  /// Whether the values of a number or day lie together, without a hole.
  package var isWhole: Bool { region.values.count <= 1 }

  /// Whether a yes-or-no fact has this value among the values.
  func allows(_ answer: Bool) -> Bool {
    region.values.contains { $0.lower == .bool(answer) }
  }
}

/// What a condition asks of one fact.
package struct FactRequirement: Sendable, Equatable {
  /// How much it asks.
  package enum Kind: Sendable, Equatable {
    /// A yes-or-no fact with which the condition never holds when it is no.
    case required
    /// A yes-or-no fact with which the condition never holds when it is yes.
    case excluded
    /// Another fact with some values of which the condition never holds.
    case limited
    /// Every value will do, but what it is may decide.
    case matters
  }

  package let kind: Kind
  /// The values with which the condition can still hold.
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

/// Facts that decide together, apart from all others, beyond what is required of each.
///
/// A fact is a proof when one of its values contributes nothing: where the condition holds with that value, it holds
/// with every other one that will do at all. That is the least number of a score, no for a yes-or-no fact that helps. A
/// fact without such a value, such as an age that decides which scale counts, is a circumstance.
package struct ProofGroup: Sendable, Equatable {
  /// The names of the facts, in the order of the condition.
  package let facts: [String]
  /// For each proof that can be enough, the values that are while all other proofs contribute nothing, in some
  /// circumstances.
  package let sufficient: [FactValueSet]
  /// Whether one of the sufficient proofs is always needed and always enough; otherwise some proofs count together, or
  /// in some circumstances only.
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
  /// Cells of one variable as values; nil of what is no fact.
  func demanded(_ cells: Set<Int>, of variable: Int) -> FactValueSet? {
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
