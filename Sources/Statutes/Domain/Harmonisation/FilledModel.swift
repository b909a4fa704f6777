import RuleLanguage
import RuleReasoning

/// A model with values for its open parameters, asked by reasoning over its condition.
struct FilledModel {
  let model: Provision
  /// By name; an open parameter that is not here has its default.
  var values: [String: String] = [:]
  /// The condition, which is the same with all values.
  let compiled: Condition?

  init(_ model: Provision) { (self.model, compiled) = (model, try? model.compiled()) }

  /// The parameters that whoever adopts the model chooses.
  var open: [Parameter] { model.parameters.filter(\.isOpen) }

  /// The model with the values that were chosen.
  var provision: Provision {
    var provision = model
    for index in provision.parameters.indices {
      if let value = values[provision.parameters[index].name] { provision.parameters[index].value = value }
    }
    return provision
  }

  /// The same with another value.
  func with(_ name: String, _ value: String) -> FilledModel {
    var other = self
    other.values[name] = value
    return other
  }

  /// The value that a parameter has now.
  func value(of parameter: Parameter) -> String { values[parameter.name] ?? parameter.value ?? "" }

  /// The condition with the values.
  var condition: GivenCondition? {
    compiled.map { GivenCondition($0, given: provision.parameterValues) }
  }

  /// The condition for people of whom something is known.
  func condition(given facts: FactSheet) -> GivenCondition? {
    compiled.map { GivenCondition($0, given: provision.parameterValues.adding(facts)) }
  }

  /// Whether whoever meets the one meets the other; nothing when it cannot be told.
  func implies(_ other: FilledModel) -> Bool? {
    guard let condition, let otherCondition = other.condition else { return nil }
    return ConditionPair(condition, otherCondition).firstImpliesSecond.isYes
  }

  /// Whether nobody meets the condition.
  var neverHolds: Bool {
    condition(given: Residency.care.both)?.neverHolds.isYes == true
  }

  /// The facts of which the condition speaks.
  var facts: Set<String> { Set(compiled?.facts ?? []) }

  /// How the model stands to a yes-or-no fact: what helps is taken to be proof. Nothing when that cannot be told.
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

  /// Whether the least and the greatest number come to the same.
  func leavesIdle(_ fact: Fact) -> Bool {
    guard let range = fact.range else { return false }
    let ends = [range.lowerBound, range.upperBound].compactMap { end in
      condition(given: [fact.name: fact.type == .int ? .int(Int(end)) : .decimal(end)])
    }
    return ends.count == 2 && ConditionPair(ends[0], ends[1]).areEqual.isYes == true
  }
}

extension ProvenAnswer {
  /// Yes or no; nothing when it cannot be told.
  var isYes: Bool? {
    switch self {
    case .yes: true
    case .no: false
    case .undecidable: nil
    }
  }
}
