import RuleLanguage

/// The facts that conditions share, each with a place: so that the facts of a care situation are looked up once.
struct FactIndex: Sendable {
  private var places: [String: Int] = [:]
  private(set) var facts: [Fact] = []

  /// The place of a fact.
  mutating func place(of fact: Fact) -> Int {
    if let place = places[fact.name] { return place }
    places[fact.name] = facts.count
    facts.append(fact)
    return facts.count - 1
  }

  /// The place of a fact, if a condition names it.
  func place(of name: String) -> Int? { places[name] }

  /// What is known, by place; what its declaration does not allow is not known.
  func values(_ known: [String: FactValue]) -> [FactValue?] {
    facts.map { fact in known[fact.name].flatMap(fact.admitted) }
  }
}

/// A condition whose facts have their places.
struct PlacedCondition: Sendable {
  /// Where the value in a slot comes from.
  private enum Source: Sendable {
    /// The care situation, at a place.
    case shared(Int)
    /// The version itself: a parameter.
    case fixed(FactValue?)
    case caregiverResident
    case recipientResident
  }

  let condition: Condition
  private let sources: [Source]
  /// The places that it takes values from.
  let places: [Int]

  init(_ condition: Condition, of version: ProvisionVersion, in index: inout FactIndex) {
    self.condition = condition
    var sources: [Source] = []
    var places: [Int] = []
    for fact in condition.slots {
      switch fact.name {
      case "caregiver.resident": sources.append(.caregiverResident)
      case "recipient.resident": sources.append(.recipientResident)
      case let name where name.hasPrefix("parameter."):
        let parameter = version.parameters.first { "parameter.\($0.name)" == name }
        sources.append(.fixed(parameter?.value.flatMap(fact.admitted)))
      default:
        let place = index.place(of: fact)
        sources.append(.shared(place))
        places.append(place)
      }
    }
    self.sources = sources
    self.places = places
  }

  /// What is known, by slot.
  func values(_ shared: [FactValue?], _ basis: DecisionBasis) -> [FactValue?] {
    sources.map { source in
      switch source {
      case .shared(let place): shared[place]
      case .fixed(let value): value
      case .caregiverResident: basis.caregiverResident.map { .bool($0) }
      case .recipientResident: basis.recipientResident.map { .bool($0) }
      }
    }
  }

  /// Whether it holds; nothing when that is not known.
  func holds(_ shared: [FactValue?], _ basis: DecisionBasis) -> Bool? {
    Evaluator(slots: condition.slots, values: values(shared, basis)).compute(condition.root).truth
  }
}
