import RuleLanguage

/// Functions, with the answers yes and no only, in which some variables are fixed or left open.
extension DiagramStore {
  /// The function in which some variables lie in fixed cells.
  mutating func fixing(_ cells: [VariableIndex: Int], in id: NodeID) throws(ReasoningLimit) -> NodeID {
    var made: [NodeID: NodeID] = [:]
    return cells.isEmpty ? id : try fixing(cells, in: id, &made)
  }

  private mutating func fixing(
    _ cells: [VariableIndex: Int],
    in id: NodeID,
    _ made: inout [NodeID: NodeID]
  ) throws(ReasoningLimit) -> NodeID {
    guard let node = node(id) else { return id }
    if let known = made[id] { return known }
    let found: NodeID
    if let cell = cells[node.variable] {
      found = try fixing(cells, in: node.children[cell], &made)
    } else {
      var children: [NodeID] = []
      for child in node.children { children.append(try fixing(cells, in: child, &made)) }
      found = try self.node(node.variable, children)
    }
    made[id] = found
    return found
  }

  /// The function that is yes when some cells of these variables make the given function yes.
  mutating func forgetting(_ variables: Set<VariableIndex>, in id: NodeID) throws(ReasoningLimit) -> NodeID {
    var made: [NodeID: NodeID] = [:]
    return variables.isEmpty ? id : try forgetting(variables, in: id, &made)
  }

  private mutating func forgetting(
    _ variables: Set<VariableIndex>,
    in id: NodeID,
    _ made: inout [NodeID: NodeID]
  ) throws(ReasoningLimit) -> NodeID {
    guard let node = node(id) else { return id }
    if let known = made[id] { return known }
    var children: [NodeID] = []
    for child in node.children { children.append(try forgetting(variables, in: child, &made)) }
    var found = NodeID(.no)
    if variables.contains(node.variable) {
      for child in children { found = try join(.anyOf, found, child) }
    } else {
      found = try self.node(node.variable, children)
    }
    made[id] = found
    return found
  }

  /// Whether the first function implies the second: wherever the first is yes, the second is yes.
  mutating func implies(_ first: NodeID, _ second: NodeID) throws(ReasoningLimit) -> Bool {
    try join(.onlyFirst, first, second) == NodeID(.no)
  }

  /// For each variable on which a function depends: the cells with which the function can still be yes.
  func allowedCells(of root: NodeID) -> CellRegion {
    var fruitful: [NodeID: Bool] = [:]
    func isFruitful(_ id: NodeID) -> Bool {
      guard let node = node(id) else { return id.truth == .yes }
      if let known = fruitful[id] { return known }
      // All children are visited, so that the result is known for every node below.
      let found = node.children.map(isFruitful).contains(true)
      fruitful[id] = found
      return found
    }
    guard isFruitful(root) else { return [:] }
    var allowed: CellRegion = [:]
    for variable in variables(of: root) { allowed[variable] = cells(of: variable, from: root, where: isFruitful) }
    return allowed
  }

  private func cells(of variable: VariableIndex, from root: NodeID, where isFruitful: (NodeID) -> Bool) -> Set<Int> {
    var found: Set<Int> = []
    var count = 0
    var isPassedBy = false
    var seen: Set<NodeID> = [root]
    var open = [root]
    while let id = open.popLast() {
      guard let node = node(id), node.variable <= variable else {
        // A path to yes that does not depend on the variable.
        if isFruitful(id) { isPassedBy = true }
        continue
      }
      if node.variable == variable {
        count = node.children.count
        for (cell, child) in node.children.enumerated() where isFruitful(child) { found.insert(cell) }
      } else {
        for child in node.children where seen.insert(child).inserted { open.append(child) }
      }
    }
    return isPassedBy ? Set(0..<count) : found
  }
}
