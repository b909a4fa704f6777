import RuleLanguage
import RuleReasoning

/// A parameter as one regulation has it.
package enum ExtractedValue: Sendable, Hashable {
  /// The regulation has this value.
  case value(String)
  /// The regulation does not take the fact as proof.
  case notAccepted
  /// The regulation does not tell.
  case unknown
}

/// How a condition stands to a fact (houding).
enum FactStance: Hashable {
  /// It never holds without it.
  case required
  /// It never holds with it.
  case excluded
  /// It is proof enough by itself, beside other proofs.
  case accepted
  /// It does not matter.
  case neutral
}

/// What a regulation asks of facts, told by what its condition means and not by how it is written.
struct RegulationAnalysis {
  let provision: Provision
  private let condition: Condition
  /// Residence is met.
  private let profile: RequirementProfile
  /// Residence is open, so that it can be asked for.
  private let openProfile: RequirementProfile
  /// By fact, whether a parameter that is not known decides on it.
  private let besideUnknown: Set<String>
  private let againstUnknown: Set<String>

  /// Reads a provision, of which the parameters may have other values; nothing when its condition cannot be followed.
  ///
  /// - Parameter compiled: Its condition, where that is at hand.
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

  /// The condition with its parameters; what it means by those that are not known, nobody else does.
  var claim: GivenCondition {
    GivenCondition(condition, given: provision.parameterValues, owners: provision.unknownOwners(in: condition))
  }

  /// The least or greatest value of a number with which the condition can hold; nothing when that is not told, or when
  /// there is no such bound and the fact declares none.
  func bound(_ part: Parameter.Extraction.Part, of name: String) -> FactValue? {
    guard !besideUnknown.contains(name), isFollowed(name) else { return nil }
    let values = demand(of: name)?.values
    let declared = FactCatalogue.care[name].flatMap { fact in
      fact.range.map { part == .lowest ? $0.lowerBound : $0.upperBound }
        .map { fact.type == .int ? FactValue.int(Int($0)) : .decimal($0) }
    }
    return (part == .lowest ? values?.lowest : values?.highest) ?? declared
  }

  /// The least value of a number that is proof by itself, all other proofs being absent.
  func leastProof(_ name: String) -> (value: FactValue?, isTold: Bool) {
    guard !againstUnknown.contains(name), isFollowed(name) else { return (nil, false) }
    return (proofRegion(of: name)?.values.first?.lower, true)
  }

  /// The values of a text or of yes or no that are proof by themselves; nothing when that is not told.
  func proofWords(_ name: String) -> Set<String>? {
    guard !againstUnknown.contains(name), isFollowed(name) else { return nil }
    return Set((proofRegion(of: name)?.values ?? []).compactMap(\.lower).map(\.parameterText))
  }

  /// How the condition stands to a yes-or-no fact; nothing when that is not told.
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

  /// Where a fact is proof: beside others, or as the only one, which is then asked of everyone.
  private func proofRegion(of name: String) -> FactRegion? {
    if let proof = profile(for: name).sufficientProof(name) { return proof.region }
    guard let demand = demand(of: name), demand.kind == .required || demand.kind == .limited else { return nil }
    return demand.values.region
  }

  private func demand(of name: String) -> FactRequirement? { profile(for: name)[name] }

  private func profile(for name: String) -> RequirementProfile {
    Residency.care.contains(name) ? openProfile : profile
  }

  /// Whether nothing was left aside where the condition asks for a fact.
  private func isFollowed(_ name: String) -> Bool {
    !profile(for: name).undecidableReasons.contains { reason in
      switch reason {
      case .relatesFacts(let names, _): names.contains(name)
      case .computes(let other, _): other == name
      default: condition.facts.contains(name)
      }
    }
  }

  /// What the condition asks of facts, of which the model does not speak.
  func demands(beside known: Set<String>) -> (required: [FactRequirement], proofs: [FactValueSet]) {
    let isForeign = { (name: String) in !known.contains(name) && !name.hasPrefix("parameter.") }
    return (
      profile.facts.filter { isForeign($0.values.fact.name) && $0.kind != .matters },
      profile.proofs.flatMap(\.sufficient).filter { isForeign($0.fact.name) }
    )
  }
}

extension FactValue {
  /// The value as a parameter has it: without a needless fraction.
  var parameterText: String {
    if case .decimal(let number) = self, let whole = Int(exactly: number) { return "\(whole)" }
    return plainText
  }
}

extension Provision {
  /// The names of the parameters whose value is not known.
  var unknownParameters: Set<String> {
    Set(parameters.filter { $0.factValue == nil }.map(\.factName))
  }
}

extension Condition {
  /// The parts that are no longer joined by and, or, not or a choice.
  fileprivate var atoms: [CheckedExpression] { root.atoms }

  /// The names of the facts in a part.
  fileprivate func names(of part: CheckedExpression) -> Set<String> { Set(part.askedSlots.map { slots[$0].name }) }
}

extension CheckedExpression {
  fileprivate var parts: [CheckedExpression] {
    switch self {
    case .constant, .fact, .presence: []
    case .not(let inner, _), .negative(let inner, _), .conversion(_, let inner, _): [inner]
    case .arithmetic(_, let left, let right, _), .comparison(_, let left, let right, _): [left, right]
    case .membership(let element, let list, _): [element] + list
    case .allOf(let parts, _), .anyOf(let parts, _), .function(_, let parts, _): parts
    case .choice(let test, let then, let otherwise, _): [test, then, otherwise]
    }
  }

  fileprivate var atoms: [CheckedExpression] {
    switch self {
    case .not, .allOf, .anyOf, .choice: parts.flatMap(\.atoms)
    default: [self]
    }
  }

  fileprivate var askedSlots: [Int] {
    switch self {
    case .fact(let slot, _), .presence(let slot, _): [slot]
    default: parts.flatMap(\.askedSlots)
    }
  }
}
