package import RuleLanguage

/// The rule of one authority, which can be asked about people who live in its territory or outside it.
package struct TerritorialRule: Sendable {
  /// What distinguishes this rule from all others, such as the id of a provision.
  package let id: String
  /// The condition with the parameters whose values are known.
  package let condition: GivenCondition
  /// The names of the parameters whose values are not known. Examples never contain them.
  package let unknownParameters: Set<String>
  /// The ids of the rules whose benefit nobody can hold together with this one's.
  package let excludes: Set<String>

  /// Makes a rule.
  ///
  /// - Parameters:
  ///   - id: Unique among all rules that are compared.
  ///   - condition: The condition with the parameters whose values are known.
  ///   - unknownParameters: The names of the other parameters.
  ///   - excludes: The ids of the rules whose benefit nobody can hold together with this one's.
  package init(
    _ id: String,
    _ condition: GivenCondition,
    unknownParameters: Set<String> = [],
    excludes: Set<String> = []
  ) {
    self.id = id
    self.condition = condition
    self.unknownParameters = unknownParameters
    self.excludes = excludes
  }

  /// The condition with its parameters, and with further facts that are taken as given.
  package func given(_ facts: FactSheet = [:]) -> GivenCondition {
    var given = condition.giving(facts).given
    for name in unknownParameters { given[name] = nil }
    return GivenCondition(condition.condition, given: given, owners: condition.owners)
  }

  /// The answer of the condition for someone about whom these facts are known.
  package func outcome(_ facts: FactSheet) -> Outcome {
    let condition = given(facts)
    return condition.condition.evaluate(condition.given).outcome
  }

  /// Whether these facts meet the condition, for at least one value of each parameter that is not known.
  package func admits(_ facts: FactSheet) -> Bool {
    switch outcome(facts) {
    case .yes: true
    case .no: false
    case .unknown(let missing): !missing.isEmpty && unknownParameters.isSuperset(of: missing)
    }
  }

  /// The opposite condition, with further facts that are taken as given.
  func negated(_ facts: FactSheet) -> GivenCondition {
    let positive = given(facts)
    return GivenCondition(positive.condition.negated, given: positive.given, owners: positive.owners)
  }

  /// Whether nobody can hold the benefits of both rules.
  func isIncompatible(with other: TerritorialRule) -> Bool {
    excludes.contains(other.id) || other.excludes.contains(id)
  }
}

extension FactSheet {
  /// The smallest part of this sheet that still shows something; facts are tried in the order of their names.
  ///
  /// - Parameter shows: Whether a sheet shows it. It must be true for this whole sheet.
  package func trimmed(_ shows: (FactSheet) -> Bool) -> FactSheet {
    var sheet = self
    for name in values.keys.sorted() {
      var fewer = sheet
      fewer[name] = nil
      if shows(fewer) { sheet = fewer }
    }
    return sheet
  }
}
