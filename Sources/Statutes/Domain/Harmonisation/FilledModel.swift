import RuleLanguage
import RuleReasoning

/// A model with values for its open parameters, and what follows from its condition.
struct FilledModel {
  let model: Provision
  /// The values by the name of the parameter; a parameter that is not listed has its default.
  var values: [String: String] = [:]
  /// The condition, which is the same for all values; nil when it is not correct.
  let compiled: Condition?

  init(_ model: Provision) { (self.model, compiled) = (model, try? model.compiled()) }

  /// The parameters that an adopting municipality chooses.
  var open: [Parameter] { model.parameters.filter(\.isOpen) }

  /// The model with the values that were chosen.
  var provision: Provision {
    var provision = model
    for index in provision.parameters.indices {
      if let value = values[provision.parameters[index].name] { provision.parameters[index].value = value }
    }
    return provision
  }

  /// The model with another value of one parameter.
  func with(_ name: String, _ value: String) -> FilledModel {
    var other = self
    other.values[name] = value
    return other
  }

  /// The current value of a parameter.
  func value(of parameter: Parameter) -> String { values[parameter.name] ?? parameter.value ?? "" }

  /// The condition with the values; nil when it is not correct.
  var condition: GivenCondition? {
    compiled.map { GivenCondition($0, given: provision.parameterValues) }
  }

  /// The condition with the values and further facts; nil when it is not correct.
  func condition(given facts: FactSheet) -> GivenCondition? {
    compiled.map { GivenCondition($0, given: provision.parameterValues.adding(facts)) }
  }

  /// Whether everyone who meets this model meets the other; nil when that cannot be decided.
  func implies(_ other: FilledModel) -> Bool? {
    guard let condition, let otherCondition = other.condition else { return nil }
    return ConditionPair(condition, otherCondition).firstImpliesSecond.isYes
  }

  /// Whether nobody meets the condition.
  var neverHolds: Bool {
    condition(given: Residency.care.both)?.neverHolds.isYes == true
  }

  /// The names of the facts and parameters in the condition.
  var facts: Set<String> { Set(compiled?.facts ?? []) }

  /// How the condition treats a yes-or-no fact: a fact that helps is regarded as proof. Nil when that cannot be
  /// decided.
  func stance(to name: String) -> FactStance? {
    guard let with = condition(given: [name: .bool(true)]), let without = condition(given: [name: .bool(false)]) else {
      return nil
    }
    if without.neverHolds.isYes == true { return .required }
    if with.neverHolds.isYes == true { return .excluded }
    let pair = ConditionPair(with, without)
    guard pair.secondImpliesFirst.isYes == true, let isIdle = pair.firstImpliesSecond.isYes else { return nil }
    return isIdle ? .neutral : .accepted
  }

  /// Whether the lowest and the highest value of a fact have the same effect.
  func leavesIdle(_ fact: Fact) -> Bool {
    guard let range = fact.range else { return false }
    let ends = [range.lowerBound, range.upperBound].compactMap { end in
      condition(given: [fact.name: fact.type == .int ? .int(Int(end)) : .decimal(end)])
    }
    return ends.count == 2 && ConditionPair(ends[0], ends[1]).areEqual.isYes == true
  }
}

extension ProvenAnswer {
  /// Yes or no; nil when the question cannot be decided.
  var isYes: Bool? {
    switch self {
    case .yes: true
    case .no: false
    case .undecidable: nil
    }
  }
}
