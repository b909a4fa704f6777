import RuleLanguage
import RuleReasoning

/// The value of a parameter in one regulation.
package enum ExtractedValue: Sendable, Hashable {
  /// The regulation has this value.
  case value(String)
  /// The regulation does not accept the fact as proof.
  case notAccepted
  /// The value cannot be extracted from the regulation.
  case unknown
}

/// How a condition treats a yes-or-no fact (houding).
enum FactStance: Hashable {
  /// The condition requires it.
  case required
  /// The condition excludes it.
  case excluded
  /// The condition accepts it as proof, among other proofs.
  case accepted
  /// The condition does not depend on it.
  case neutral
}

/// What a regulation requires of facts, according to the meaning of its condition and not to how it is written.
struct RegulationAnalysis {
  let provision: Provision
  private let condition: Condition
  /// The requirements of people who live in the territory.
  private let profile: RequirementProfile
  /// The requirements of people about whose residence nothing is known, to see what the condition requires of
  /// residence.
  private let openProfile: RequirementProfile
  /// The facts that occur together with an unknown parameter: in one part that must be met, and in one comparison.
  private let besideUnknown: Set<String>
  private let againstUnknown: Set<String>

  /// Analyses a provision; nil when its condition cannot be analysed.
  ///
  /// - Parameters:
  ///   - provision: The provision, in which parameters may have other values.
  ///   - compiled: Its condition, if it was checked before; otherwise nil.
  init?(_ provision: Provision, compiled: Condition? = nil) {
    guard let condition = try? compiled ?? provision.compiled() else { return nil }
    let given = provision.parameterValues
    guard let open = try? RequirementProfile(of: GivenCondition(condition, given: given)),
      let met = try? RequirementProfile(of: GivenCondition(condition, given: given.adding(Residency.care.both))),
      met.canHold
    else { return nil }
    (self.provision, self.condition, profile, openProfile) = (provision, condition, met, open)
    let unknown = provision.unknownParameters
    let conjuncts = GivenCondition(condition, given: given).conjuncts
    besideUnknown = conjuncts.map { $0.condition.condition.names(of: $0.condition.condition.root) }
      .filter { !$0.isDisjoint(with: unknown) }.reduce(into: []) { $0.formUnion($1) }
    againstUnknown = condition.atoms.map(condition.names(of:)).filter { !$0.isDisjoint(with: unknown) }
      .reduce(into: []) { $0.formUnion($1) }
  }

  /// Whether the condition asks for a fact.
  func asks(for name: String) -> Bool { condition.facts.contains(name) }

  /// The condition with its parameters. Parameters of unknown value are not shared with any other condition.
  var givenCondition: GivenCondition {
    GivenCondition(condition, given: provision.parameterValues, owners: provision.unknownOwners(in: condition))
  }

  /// The lowest or highest value of a number with which the condition can be met; nil when it is unknown, or when
  /// neither the condition nor the fact has such a limit.
  func bound(_ part: Parameter.Extraction.Part, of name: String) -> FactValue? {
    guard !besideUnknown.contains(name), isFollowed(name) else { return nil }
    let values = demand(of: name)?.values
    let declared = FactCatalogue.care[name].flatMap { fact in
      fact.range.map { part == .lowest ? $0.lowerBound : $0.upperBound }
        .map { fact.type == .int ? FactValue.int(Int($0)) : .decimal($0) }
    }
    return (part == .lowest ? values?.lowest : values?.highest) ?? declared
  }

  /// The lowest value of a number that is enough proof when all other proofs are absent; `isKnown` is false when it is
  /// unknown.
  func leastProof(_ name: String) -> (value: FactValue?, isKnown: Bool) {
    guard !againstUnknown.contains(name), isFollowed(name) else { return (nil, false) }
    return (proofRegion(of: name)?.values.first?.lower, true)
  }

  /// The values of a text or of a yes-or-no fact that are enough proof; nil when they are unknown.
  func proofWords(_ name: String) -> Set<String>? {
    guard !againstUnknown.contains(name), isFollowed(name) else { return nil }
    return Set((proofRegion(of: name)?.values ?? []).compactMap(\.lower).map(\.parameterText))
  }

  /// How the condition treats a yes-or-no fact; nil when that is unknown.
  func stance(to name: String) -> FactStance? {
    guard isFollowed(name) else { return nil }
    switch demand(of: name)?.kind {
    case .required: return .required
    case .excluded: return .excluded
    case .limited: return nil
    case .matters: break
    case nil: return besideUnknown.contains(name) ? nil : .neutral
    }
    if againstUnknown.contains(name) { return nil }
    let isProof = profile(for: name).sufficientProof(name)?.region.values.contains { $0.lower == .bool(true) } ?? false
    return isProof ? .accepted : nil
  }

  /// The values with which a fact is proof: one of several proofs, or the only one, which is then required of everyone.
  private func proofRegion(of name: String) -> FactRegion? {
    if let proof = profile(for: name).sufficientProof(name) { return proof.region }
    guard let demand = demand(of: name), demand.kind == .required || demand.kind == .limited else { return nil }
    return demand.values.region
  }

  private func demand(of name: String) -> FactRequirement? { profile(for: name)[name] }

  private func profile(for name: String) -> RequirementProfile {
    Residency.care.contains(name) ? openProfile : profile
  }

  /// Whether every part that asks for a fact was analysed.
  private func isFollowed(_ name: String) -> Bool {
    !profile(for: name).undecidableReasons.contains { reason in
      switch reason {
      case .relatesFacts(let names, _): names.contains(name)
      case .computes(let other, _): other == name
      default: condition.facts.contains(name)
      }
    }
  }

  /// The requirements and proofs with facts that a model does not use.
  func demands(beside known: Set<String>) -> (required: [FactRequirement], proofs: [FactValueSet]) {
    let isForeign = { (name: String) in !known.contains(name) && !Fact.isParameter(name) }
    return (
      profile.facts.filter { isForeign($0.values.fact.name) && $0.kind != .matters },
      profile.proofs.flatMap(\.sufficient).filter { isForeign($0.fact.name) }
    )
  }
}

extension FactValue {
  /// The value as text of a parameter, without a superfluous fraction.
  var parameterText: String {
    if case .decimal(let number) = self, let whole = Int(exactly: number) { return "\(whole)" }
    return plainText
  }
}

extension Provision {
  /// The names of the parameters whose values are not known.
  var unknownParameters: Set<String> {
    Set(parameters.filter { $0.factValue == nil }.map(\.factName))
  }
}

extension Condition {
  /// The parts without further `&&`, `||`, `!` or choice.
  fileprivate var atoms: [CheckedExpression] { root.atoms }

  /// The names of the facts in a part.
  fileprivate func names(of part: CheckedExpression) -> Set<String> { Set(part.askedSlots.map { self[$0].name }) }
}

extension CheckedExpression {
  fileprivate var atoms: [CheckedExpression] {
    switch self {
    case .not, .allOf, .anyOf, .choice: operands.flatMap(\.atoms)
    default: [self]
    }
  }

  fileprivate var askedSlots: [FactSlot] {
    switch self {
    case .fact(let slot, _), .presence(let slot, _): [slot]
    default: operands.flatMap(\.askedSlots)
    }
  }
}
