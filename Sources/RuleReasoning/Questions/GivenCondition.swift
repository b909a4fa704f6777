package import RuleLanguage

/// A condition together with values that are given, such as the parameters of its provision.
package struct GivenCondition: Sendable {
  /// The condition.
  package let condition: Condition
  /// The values that are given.
  package let given: FactSheet
  /// The owners of the facts that are not the same fact in every condition, by name, such as residence in the territory
  /// of an authority, or a parameter of unknown value. Two conditions share such a fact only if it has the same owner
  /// in both.
  package let owners: [String: String]

  /// Makes a condition with values that are given.
  ///
  /// - Parameters:
  ///   - condition: The condition.
  ///   - given: The values that are given.
  ///   - owners: The owners of the facts that are not shared by all conditions, by name.
  package init(_ condition: Condition, given: FactSheet = [:], owners: [String: String] = [:]) {
    self.condition = condition
    self.given = given
    self.owners = owners
  }

  /// By slot: the value that is given, nil when there is none.
  var values: SlotValues { condition.values(given) }

  /// A key that distinguishes the fact of a slot from all other facts of all conditions of a question.
  func key(of slot: FactSlot) -> String {
    let name = condition[slot].name
    // A name never holds this sign.
    return owners[name].map { "\(name)#\($0)" } ?? name
  }

  /// The same condition with more values given; where a value was given before, the new one is used.
  package func giving(_ facts: FactSheet) -> GivenCondition {
    GivenCondition(
      condition,
      given: given.adding(facts),
      owners: owners
    )
  }

  /// The names of the facts that the two conditions do not share.
  package func namesNotShared(with other: GivenCondition) -> Set<String> {
    Set(owners.keys).union(other.owners.keys).filter { owners[$0] != other.owners[$0] }
  }

  /// The names of the facts inside `has` whose values are not given.
  var askedForPresence: Set<String> {
    var found: Set<String> = []
    let values = self.values
    func visit(_ expression: CheckedExpression) {
      if case .presence(let slot, _) = expression, values[slot] == nil { found.insert(condition[slot].name) }
      expression.operands.forEach(visit)
    }
    visit(condition.root)
    return found
  }
}
