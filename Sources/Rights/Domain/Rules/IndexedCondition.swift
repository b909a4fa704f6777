import RuleLanguage

/// A condition that takes the facts of a care situation by their positions in a `FactIndex`.
///
/// A condition has a slot for each fact that it names (`Condition.slots`). This type knows for each slot where its value
/// comes from: the version's own parameters, the decision's basis (residence in the territory), or the care situation.
struct IndexedCondition: Sendable {
  let condition: Condition
  /// The values that do not depend on the care situation, by slot: the parameters of the version.
  private let fixed: [FactValue?]
  /// The slots that take their value from the care situation, each with the position of the fact.
  private let taken: [(slot: Int, position: FactIndex.Position)]
  /// The slot of whether the caregiver lives in the territory.
  private let caregiverResident: Int?
  /// The slot of whether the recipient lives in the territory.
  private let recipientResident: Int?

  init(_ condition: Condition, of version: ProvisionVersion, in index: inout FactIndex) {
    self.condition = condition
    var fixed = [FactValue?](repeating: nil, count: condition.slots.count)
    var taken: [(slot: Int, position: FactIndex.Position)] = []
    var (caregiverResident, recipientResident): (Int?, Int?)
    for (slot, fact) in condition.slots.enumerated() {
      switch fact.name {
      case "caregiver.resident": caregiverResident = slot
      case "recipient.resident": recipientResident = slot
      case let name where name.hasPrefix("parameter."):
        let parameter = version.parameters.first { "parameter.\($0.name)" == name }
        fixed[slot] = parameter?.value.flatMap(fact.admitted)
      default: taken.append((slot, index.position(of: fact)))
      }
    }
    self.fixed = fixed
    self.taken = taken
    self.caregiverResident = caregiverResident
    self.recipientResident = recipientResident
  }

  /// The positions of the facts that it takes from the care situation.
  var positions: [FactIndex.Position] { taken.map(\.position) }

  /// What is known of its facts, by slot.
  func values(_ shared: IndexedFacts, _ basis: DecisionBasis) -> [FactValue?] {
    var values = fixed
    for (slot, position) in taken { values[slot] = shared[position] }
    if let slot = caregiverResident { values[slot] = basis.caregiverResident.map { .bool($0) } }
    if let slot = recipientResident { values[slot] = basis.recipientResident.map { .bool($0) } }
    return values
  }

  /// Whether it holds; nil when that is not known.
  func holds(_ shared: IndexedFacts, _ basis: DecisionBasis) -> Bool? {
    Evaluator(slots: condition.slots, values: values(shared, basis)).compute(condition.root).truth
  }
}
