import RuleLanguage

/// A condition that takes the facts of a care situation by their positions in a `FactIndex`.
///
/// A condition has a slot for each fact that it names. This type knows for each slot where its value
/// comes from: the version's own parameters, the decision's basis (residence in the territory), or the care situation.
struct IndexedCondition: Sendable {
  let condition: Condition
  /// The values that do not depend on the care situation, by slot: the parameters of the version.
  private let fixed: SlotValues
  /// The slots that take their value from the care situation, each with the position of the fact.
  private let taken: [(slot: FactSlot, position: FactIndex.Position)]
  /// The slot of whether the caregiver lives in the territory.
  private let caregiverResident: FactSlot?
  /// The slot of whether the recipient lives in the territory.
  private let recipientResident: FactSlot?

  init(_ condition: Condition, of version: ProvisionVersion, in index: inout FactIndex) {
    self.condition = condition
    var fixed = condition.noValues
    var taken: [(slot: FactSlot, position: FactIndex.Position)] = []
    var (caregiverResident, recipientResident): (FactSlot?, FactSlot?)
    for slot in condition.slots {
      let fact = condition[slot]
      switch fact.name {
      case "caregiver.resident": caregiverResident = slot
      case "recipient.resident": recipientResident = slot
      case let name where Fact.isParameter(name):
        let parameter = version.parameters.first { $0.factName == name }
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
  func values(_ shared: IndexedFacts, _ basis: DecisionBasis) -> SlotValues {
    var values = fixed
    for (slot, position) in taken { values[slot] = shared[position] }
    if let slot = caregiverResident { values[slot] = basis.caregiverResident.map { .bool($0) } }
    if let slot = recipientResident { values[slot] = basis.recipientResident.map { .bool($0) } }
    return values
  }

  /// Whether it holds; nil when that is not known.
  func holds(_ shared: IndexedFacts, _ basis: DecisionBasis) -> Bool? {
    condition.evaluator(values(shared, basis)).compute(condition.root).truth
  }
}
