package import RuleLanguage

/// A condition together with values that hold throughout, such as the parameters of its provision.
package struct GivenCondition: Sendable {
  package let condition: Condition
  package let given: FactSheet

  package init(_ condition: Condition, given: FactSheet = [:]) {
    self.condition = condition
    self.given = given
  }

  /// By slot: what is given.
  var values: [FactValue?] {
    condition.slots.map { given.value(of: $0) }
  }

  /// What the condition says of a sheet.
  func evaluate(_ facts: FactSheet) -> Evaluation {
    var sheet = facts
    for (slot, value) in values.enumerated() {
      if let value { sheet[condition.slots[slot].name] = value }
    }
    return condition.evaluate(sheet)
  }
}
