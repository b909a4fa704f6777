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
    var values = [FactValue?](repeating: nil, count: facts.count)
    for (name, value) in known {
      if let place = places[name] { values[place] = facts[place].admitted(value) }
    }
    return values
  }
}
