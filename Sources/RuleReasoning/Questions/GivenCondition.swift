package import RuleLanguage

/// A condition together with values that hold throughout, such as the parameters of its provision.
package struct GivenCondition: Sendable {
  package let condition: Condition
  package let given: FactSheet
  /// Whose the facts are that mean something else in conditions of others, by name: such as residence in the territory
  /// of an authority, or a parameter of a provision whose value is not known. Two conditions share a fact of one owner.
  package let owners: [String: String]

  package init(_ condition: Condition, given: FactSheet = [:], owners: [String: String] = [:]) {
    self.condition = condition
    self.given = given
    self.owners = owners
  }

  /// By slot: what is given.
  var values: [FactValue?] {
    condition.slots.map { given.value(of: $0) }
  }

  /// What tells the fact of a slot apart among all conditions of a question.
  func key(of slot: Int) -> String {
    let name = condition.slots[slot].name
    // A name never holds this sign.
    return owners[name].map { "\(name)#\($0)" } ?? name
  }

  /// The same condition over more that is given; what is given here goes first over what was.
  package func giving(_ facts: FactSheet) -> GivenCondition {
    GivenCondition(
      condition,
      given: given.adding(facts),
      owners: owners
    )
  }

  /// The names of the facts that are not the same in another condition.
  package func namesNotShared(with other: GivenCondition) -> Set<String> {
    Set(owners.keys).union(other.owners.keys).filter { owners[$0] != other.owners[$0] }
  }

  /// The names of the facts in `has` that are not given.
  var askedForPresence: Set<String> {
    var found: Set<String> = []
    let values = self.values
    func visit(_ expression: CheckedExpression) {
      if case .presence(let slot, _) = expression, values[slot] == nil { found.insert(condition.slots[slot].name) }
      expression.operands.forEach(visit)
    }
    visit(condition.root)
    return found
  }
}
