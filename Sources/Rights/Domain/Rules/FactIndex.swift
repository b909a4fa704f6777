import RuleLanguage

/// Numbers the facts that the conditions of a rule book name, so that the facts of a care situation are looked up by
/// name once and then found by position for every condition.
struct FactIndex: Sendable {
  /// Where a fact is found in `IndexedFacts`.
  struct Position: Sendable, Hashable {
    fileprivate let offset: Int
  }

  private var positions: [String: Position] = [:]
  private(set) var facts: [Fact] = []

  /// The position of a fact; a fact that is new gets the next one.
  mutating func position(of fact: Fact) -> Position {
    if let position = positions[fact.name] { return position }
    let position = Position(offset: facts.count)
    positions[fact.name] = position
    facts.append(fact)
    return position
  }

  /// The position of the fact of a name; nil when no condition names it.
  func position(of name: String) -> Position? { positions[name] }

  /// The values that are known, by position. A value that the declaration of its fact does not allow is left unknown.
  func values(_ known: [String: FactValue]) -> IndexedFacts {
    var values = IndexedFacts(count: facts.count)
    for (offset, fact) in facts.enumerated() {
      values[Position(offset: offset)] = known[fact.name].flatMap(fact.admitted)
    }
    return values
  }

  /// The values that are taken one by one, by position, as by `values(_:)`.
  ///
  /// - Parameter derive: Gives the name of each fact and its value; of a fact that is given several times the last value
  ///   counts.
  func values(deriving derive: ((String, FactValue?) -> Void) -> Void) -> IndexedFacts {
    var values = IndexedFacts(count: facts.count)
    derive { name, value in
      guard let position = positions[name] else { return }
      values[position] = value.flatMap(facts[position.offset].admitted)
    }
    return values
  }

  /// The values at some positions, by the names of their facts; facts that are not known are left out.
  func named(_ values: IndexedFacts, at positions: Set<Position>) -> [String: FactValue] {
    var named: [String: FactValue] = [:]
    for position in positions { named[facts[position.offset].name] = values[position] }
    return named
  }
}

/// What is known of the facts of a `FactIndex`: nil for a fact that is not known.
struct IndexedFacts: Sendable, Hashable {
  private var values: [FactValue?]

  fileprivate init(count: Int) {
    values = [FactValue?](repeating: nil, count: count)
  }

  /// The value of the fact at a position.
  subscript(position: FactIndex.Position) -> FactValue? {
    get { values[position.offset] }
    set { values[position.offset] = newValue }
  }

  /// The values of the facts at some positions.
  func values(at positions: [FactIndex.Position]) -> [FactValue?] { positions.map { values[$0.offset] } }
}
