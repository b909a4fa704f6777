import RuleLanguage

/// Builds the diagram of one condition from its logic tree.
struct DiagramBuilder {
  let condition: GivenCondition
  let collector: VariableCollector
  let variables: [Variable]

  func build(_ form: LogicTree, into store: inout DiagramStore) throws(ReasoningLimit) -> NodeID {
    switch form {
    case .constant(let truth): return NodeID(truth)
    case .atom(let atom, let slots): return try build(atom, slots, into: &store)
    case .presence(let slot):
      guard let variable = variable(of: slot) else { return NodeID(.unknown) }
      let last = variables[variable].cells - 1
      return try store.node(variable, (0...last).map { NodeID($0 == last ? .no : .yes) })
    case .not(let inner): return try store.negated(build(inner, into: &store))
    case .allOf(let parts): return try join(.allOf, parts, from: .yes, into: &store)
    case .anyOf(let parts): return try join(.anyOf, parts, from: .no, into: &store)
    case .choice(let test, let then, let otherwise, let canFail):
      let test = try build(test, into: &store)
      let then = try build(then, into: &store)
      let otherwise = try build(otherwise, into: &store)
      return try store.choose(test, then, otherwise, canFail: canFail)
    case .same(let left, let right, let negated):
      let left = try build(left, into: &store)
      let right = try build(right, into: &store)
      return try store.join(negated ? .differs : .same, left, right)
    case .among(let element, let list):
      let element = try build(element, into: &store)
      var result = NodeID(.no)
      for item in list {
        let item = try store.join(.same, element, build(item, into: &store))
        result = try store.join(.listed, result, item)
      }
      return result
    }
  }

  private func join(
    _ sign: DiagramStore.Operator,
    _ parts: [LogicTree],
    from start: Truth,
    into store: inout DiagramStore
  ) throws(ReasoningLimit) -> NodeID {
    var result = NodeID(start)
    for part in parts { result = try store.join(sign, result, build(part, into: &store)) }
    return result
  }

  private func variable(of slot: FactSlot) -> VariableIndex? {
    collector.variable(of: condition.key(of: slot))
  }

  // MARK: Atoms

  private func build(
    _ atom: CheckedExpression,
    _ slots: [FactSlot],
    into store: inout DiagramStore
  ) throws(ReasoningLimit) -> NodeID {
    if let variable = collector.variable(of: atom, in: condition),
      case .opaque(let truths, _, _) = variables[variable].kind
    {
      return try store.node(variable, truths.map { NodeID($0) })
    }
    let asked = slots.compactMap { slot in variable(of: slot).map { (slot: slot, variable: $0) } }
      .sorted { $0.variable < $1.variable }
    return try build(atom, asked[...], condition.values, into: &store)
  }

  /// Evaluates the atom for one value of each cell of each variable in turn.
  private func build(
    _ atom: CheckedExpression,
    _ asked: ArraySlice<(slot: FactSlot, variable: VariableIndex)>,
    _ values: SlotValues,
    into store: inout DiagramStore
  ) throws(ReasoningLimit) -> NodeID {
    guard let (slot, variable) = asked.first else {
      return NodeID(Truth(condition.condition.evaluator(values).compute(atom)))
    }
    guard case .fact(let domain, let intervals, let mayBeAbsent) = variables[variable].kind else {
      return NodeID(.unknown)
    }
    var tried = values
    var children: [NodeID] = []
    for interval in intervals {
      tried[slot] = domain.value(interval.lowerBound)
      children.append(try build(atom, asked.dropFirst(), tried, into: &store))
    }
    if mayBeAbsent {
      tried[slot] = nil
      children.append(try build(atom, asked.dropFirst(), tried, into: &store))
    }
    return try store.node(variable, children)
  }
}
