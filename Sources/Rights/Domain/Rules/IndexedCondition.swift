import RuleLanguage

/// A condition whose facts have their places.
struct PlacedCondition: Sendable {
  let condition: Condition
  /// By slot: what the version itself tells, its parameters.
  private let fixed: [FactValue?]
  /// The slots whose values come from the care situation, in the order of `places`.
  private let shared: [Int]
  /// The slot of whether the caregiver lives in the territory.
  private let caregiverResident: Int?
  /// The slot of whether the recipient lives in the territory.
  private let recipientResident: Int?
  /// The places that it takes values from.
  let places: [Int]

  init(_ condition: Condition, of version: ProvisionVersion, in index: inout FactIndex) {
    self.condition = condition
    var fixed = [FactValue?](repeating: nil, count: condition.slots.count)
    var (shared, places): ([Int], [Int]) = ([], [])
    var (caregiverResident, recipientResident): (Int?, Int?)
    for (slot, fact) in condition.slots.enumerated() {
      switch fact.name {
      case "caregiver.resident": caregiverResident = slot
      case "recipient.resident": recipientResident = slot
      case let name where name.hasPrefix("parameter."):
        let parameter = version.parameters.first { "parameter.\($0.name)" == name }
        fixed[slot] = parameter?.value.flatMap(fact.admitted)
      default:
        shared.append(slot)
        places.append(index.place(of: fact))
      }
    }
    self.fixed = fixed
    self.shared = shared
    self.places = places
    self.caregiverResident = caregiverResident
    self.recipientResident = recipientResident
  }

  /// What is known, by slot.
  func values(_ shared: [FactValue?], _ basis: DecisionBasis) -> [FactValue?] {
    var values = fixed
    for (number, slot) in self.shared.enumerated() { values[slot] = shared[places[number]] }
    if let slot = caregiverResident { values[slot] = basis.caregiverResident.map { .bool($0) } }
    if let slot = recipientResident { values[slot] = basis.recipientResident.map { .bool($0) } }
    return values
  }

  /// Whether it holds; nothing when that is not known.
  func holds(_ shared: [FactValue?], _ basis: DecisionBasis) -> Bool? {
    Evaluator(slots: condition.slots, values: values(shared, basis)).compute(condition.root).truth
  }
}
