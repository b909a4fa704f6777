import RuleLanguage

/// Finds the facts that a function accepts as proof, in groups.
///
/// A group is a set of facts that decide together and independently of all others: the function is the conjunction of
/// one function for each group, and no group can be divided further. The result depends on the function alone, not on
/// how a condition is written.
struct ProofFinder {
  /// One group.
  struct Group {
    /// The variables of the group, in their order.
    let variables: [VariableIndex]
    /// For each variable: the values that suffice even when every other proof of the group is absent.
    var sufficient: CellRegion = [:]
    /// Whether at least one of the sufficient proofs is always needed, and each is always enough.
    var isComplete = false
  }

  var store: DiagramStore
  /// A function with the answers yes and no only, which is yes for some facts.
  let root: NodeID
  /// By variable: the cells with which the function can be yes.
  let allowed: CellRegion
  /// All variables of the diagrams.
  let variables: [Variable]

  mutating func groups() throws(ReasoningLimit) -> [Group] {
    var deciding: [VariableIndex] = []
    var settled: [VariableIndex: Int] = [:]
    for variable in allowed.keys.sorted() {
      let cells = (allowed[variable] ?? []).sorted()
      guard let first = cells.first else { return [] }
      let whole = try store.fixing([variable: first], in: root)
      var isSettled = true
      for cell in cells.dropFirst() where isSettled {
        isSettled = try store.fixing([variable: cell], in: root) == whole
      }
      if isSettled { settled[variable] = first } else { deciding.append(variable) }
    }
    let rest = try store.fixing(settled, in: root)
    var groups: [Group] = []
    for block in try blocks(of: rest, deciding) {
      let function = try store.forgetting(Set(deciding).subtracting(block), in: rest)
      groups.append(try group(block.sorted(), function))
    }
    return groups.sorted { ($0.variables.first ?? .first) < ($1.variables.first ?? .first) }
  }

  // MARK: Parting

  /// The finest division of variables into blocks such that the function is the conjunction of its projections on the
  /// blocks.
  ///
  /// Variables are added one by one: blocks that are independent of each other after a variable was added were so
  /// before.
  private mutating func blocks(of function: NodeID, _ deciding: [VariableIndex]) throws(ReasoningLimit) -> [Set<
    VariableIndex
  >] {
    var blocks: [Set<VariableIndex>] = []
    for (index, variable) in deciding.enumerated() {
      let shadow = try store.forgetting(Set(deciding[(index + 1)...]), in: function)
      let known = Set(deciding[...index])
      var joined: Set<VariableIndex> = [variable]
      var apart: [Set<VariableIndex>] = []
      for block in blocks {
        let inside = try store.forgetting(known.subtracting(block), in: shadow)
        let outside = try store.forgetting(block, in: shadow)
        if try store.join(.both, inside, outside) == shadow { apart.append(block) } else { joined.formUnion(block) }
      }
      blocks = apart + [joined]
    }
    return blocks
  }

  // MARK: Proofs

  private mutating func group(_ members: [VariableIndex], _ function: NodeID) throws(ReasoningLimit) -> Group {
    var absent: [VariableIndex: Int] = [:]
    for variable in members where !variables[variable].isOpaque {
      absent[variable] = try leastCell(of: variable, in: function)
    }
    var group = Group(variables: members)
    let none = try store.fixing(absent, in: function)
    for variable in absent.keys.sorted() {
      for cell in (allowed[variable] ?? []).sorted() {
        var cells = absent
        cells[variable] = cell
        let one = try store.fixing(cells, in: function)
        if try !store.implies(one, none) { group.sufficient[variable, default: []].insert(cell) }
      }
    }
    group.isComplete = try isComplete(group, function)
    return group
  }

  /// The weakest allowed value: if the condition holds with it, it holds with every other allowed value. Nil when there is
  /// none, as for an age that decides which scale applies.
  private mutating func leastCell(of variable: VariableIndex, in function: NodeID) throws(ReasoningLimit) -> Int? {
    let cells = (allowed[variable] ?? []).sorted()
    var parts: [NodeID] = []
    for cell in cells { parts.append(try store.fixing([variable: cell], in: function)) }
    guard var least = parts.indices.first else { return nil }
    for index in parts.indices where try !store.implies(parts[least], parts[index]) { least = index }
    for index in parts.indices where try !store.implies(parts[least], parts[index]) { return nil }
    return cells[least]
  }

  private mutating func isComplete(_ group: Group, _ function: NodeID) throws(ReasoningLimit) -> Bool {
    var proven = NodeID(.no)
    var bounded = NodeID(.yes)
    for variable in group.variables {
      proven = try store.join(.anyOf, proven, literal(group.sufficient[variable] ?? [], of: variable))
      bounded = try store.join(.both, bounded, literal(allowed[variable] ?? [], of: variable))
    }
    return try store.join(.both, proven, bounded) == function
  }

  /// The function that is yes when a variable lies in one of these cells.
  private mutating func literal(_ cells: Set<Int>, of variable: VariableIndex) throws(ReasoningLimit) -> NodeID {
    try store.node(variable, (0..<variables[variable].cells).map { NodeID(cells.contains($0) ? .yes : .no) })
  }
}
