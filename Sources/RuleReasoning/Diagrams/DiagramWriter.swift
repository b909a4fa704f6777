import RuleLanguage

/// Writes forms of one condition into diagrams.
struct DiagramWriter {
  let condition: GivenCondition
  let survey: Survey
  let variables: [Variable]

  func write(_ form: Form, into diagrams: inout Diagrams) throws(ReasoningLimit) -> NodeID {
    switch form {
    case .constant(let truth): return NodeID(truth)
    case .atom(let atom, let slots): return try write(atom, slots, into: &diagrams)
    case .presence(let slot):
      guard let variable = variable(of: slot) else { return NodeID(.unknown) }
      let last = variables[variable].cells - 1
      return try diagrams.node(variable, (0...last).map { NodeID($0 == last ? .no : .yes) })
    case .not(let inner): return try diagrams.turned(write(inner, into: &diagrams))
    case .allOf(let parts): return try join(.allOf, parts, from: .yes, into: &diagrams)
    case .anyOf(let parts): return try join(.anyOf, parts, from: .no, into: &diagrams)
    case .choice(let test, let then, let otherwise, let canFail):
      let test = try write(test, into: &diagrams)
      let then = try write(then, into: &diagrams)
      let otherwise = try write(otherwise, into: &diagrams)
      return try diagrams.choose(test, then, otherwise, canFail: canFail)
    case .same(let left, let right, let negated):
      let left = try write(left, into: &diagrams)
      let right = try write(right, into: &diagrams)
      return try diagrams.join(negated ? .differs : .same, left, right)
    case .among(let element, let list):
      let element = try write(element, into: &diagrams)
      var result = NodeID(.no)
      for item in list {
        let item = try diagrams.join(.same, element, write(item, into: &diagrams))
        result = try diagrams.join(.listed, result, item)
      }
      return result
    }
  }

  private func join(
    _ sign: Diagrams.Operator,
    _ parts: [Form],
    from start: Truth,
    into diagrams: inout Diagrams
  ) throws(ReasoningLimit) -> NodeID {
    var result = NodeID(start)
    for part in parts { result = try diagrams.join(sign, result, write(part, into: &diagrams)) }
    return result
  }

  private func variable(of slot: Int) -> Int? {
    survey.variable(of: condition.key(of: slot))
  }

  // MARK: Atoms

  private func write(
    _ atom: CheckedExpression,
    _ slots: [Int],
    into diagrams: inout Diagrams
  ) throws(ReasoningLimit) -> NodeID {
    if let variable = survey.variable(of: atom, in: condition),
      case .opaque(let truths, _, _) = variables[variable].kind
    {
      return try diagrams.node(variable, truths.map { NodeID($0) })
    }
    let asked = slots.compactMap { slot in variable(of: slot).map { (slot: slot, variable: $0) } }
      .sorted { $0.variable < $1.variable }
    return try write(atom, asked[...], condition.values, into: &diagrams)
  }

  /// Tries the cells of each variable in turn.
  private func write(
    _ atom: CheckedExpression,
    _ asked: ArraySlice<(slot: Int, variable: Int)>,
    _ values: [FactValue?],
    into diagrams: inout Diagrams
  ) throws(ReasoningLimit) -> NodeID {
    guard let (slot, variable) = asked.first else {
      return NodeID(Truth(Evaluator(slots: condition.condition.slots, values: values).compute(atom)))
    }
    guard case .fact(let domain, let stretches, let mayBeAbsent) = variables[variable].kind else {
      return NodeID(.unknown)
    }
    var tried = values
    var children: [NodeID] = []
    for stretch in stretches {
      tried[slot] = domain.value(stretch.lowerBound)
      children.append(try write(atom, asked.dropFirst(), tried, into: &diagrams))
    }
    if mayBeAbsent {
      tried[slot] = nil
      children.append(try write(atom, asked.dropFirst(), tried, into: &diagrams))
    }
    return try diagrams.node(variable, children)
  }
}
