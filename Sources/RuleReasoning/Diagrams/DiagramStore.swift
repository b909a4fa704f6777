import RuleLanguage

/// A reference to a node of the store; negative numbers are the four possible answers, which have no nodes.
struct NodeID: Sendable, Hashable {
  let raw: Int

  init(_ truth: Truth) { raw = truth.rawValue - 4 }
  init(index: Int) { raw = index }

  /// The answer, when this is an answer and not a node; nil otherwise.
  var truth: Truth? { raw < 0 ? Truth(rawValue: raw + 4) : nil }
}

/// Thrown when reasoning would take more time or memory than is allowed.
struct ReasoningLimit: Error {}

/// Decision diagrams: functions from facts to an answer, which share their nodes. Two functions are equal exactly when
/// their references are equal.
///
/// A node asks in which cell the value of one variable lies, and continues with one child for each cell. A cell is a
/// set of values for which all conditions behave alike. Variables are asked in a fixed order, and a node whose children
/// are all the same is left out.
struct DiagramStore: Sendable {
  struct Node: Sendable, Hashable {
    let variable: VariableIndex
    /// By cell.
    let children: [NodeID]
  }

  /// How two functions are combined.
  enum Operator: Hashable, Sendable {
    case allOf, anyOf
    /// Yes when both answers are the same; unknown or failed when one of them is.
    case same, differs
    /// Like `anyOf`, but unknown or failed when one of them is, as for the elements of a list.
    case listed
    /// Yes when the answers differ in any way, no otherwise.
    case distinguishes
    /// Yes when the first is yes and the second is not, no otherwise.
    case onlyFirst
    /// Yes when both are yes, no otherwise.
    case both
    /// Yes when neither is yes but the answers differ, no otherwise.
    case elsewhere

    func apply(_ left: Truth, _ right: Truth) -> Truth {
      switch self {
      case .allOf: return left.and(right)
      case .anyOf: return left.or(right)
      case .same: return left.same(as: right)
      case .differs: return left.same(as: right).negated
      case .listed: return left == .failed || right == .failed ? .failed : left.or(right)
      case .distinguishes: return left == right ? .no : .yes
      case .onlyFirst: return left == .yes && right != .yes ? .yes : .no
      case .both: return left == .yes && right == .yes ? .yes : .no
      case .elsewhere: return left != .yes && right != .yes && left != right ? .yes : .no
      }
    }
  }

  private struct Key: Hashable {
    let sign: Operator
    let left: NodeID
    let right: NodeID
  }

  private struct ChoiceKey: Hashable {
    let test: NodeID
    let then: NodeID
    let otherwise: NodeID
    let canFail: Bool
  }

  private(set) var nodes: [Node] = []
  private var indexes: [Node: Int] = [:]
  private var joined: [Key: NodeID] = [:]
  private var chosen: [ChoiceKey: NodeID] = [:]
  private var work = 0

  /// The most edges of nodes that are made before reasoning gives up.
  static let limit = 400_000

  /// The reference to the node with these children, one for each cell; the child itself when all are the same.
  mutating func node(_ variable: VariableIndex, _ children: [NodeID]) throws(ReasoningLimit) -> NodeID {
    work += children.count
    guard work <= Self.limit else { throw ReasoningLimit() }
    if let first = children.first, children.allSatisfy({ $0 == first }) { return first }
    let node = Node(variable: variable, children: children)
    if let index = indexes[node] { return NodeID(index: index) }
    nodes.append(node)
    indexes[node] = nodes.count - 1
    return NodeID(index: nodes.count - 1)
  }

  /// The node of a reference; nil for an answer.
  func node(_ id: NodeID) -> Node? {
    nodes.indices.contains(id.raw) ? nodes[id.raw] : nil
  }

  /// Two functions combined into one.
  mutating func join(_ sign: Operator, _ left: NodeID, _ right: NodeID) throws(ReasoningLimit) -> NodeID {
    if let first = left.truth, let second = right.truth { return NodeID(sign.apply(first, second)) }
    let key = Key(sign: sign, left: left, right: right)
    if let found = joined[key] { return found }
    let variable = first(of: [left, right])
    let cells = cells(of: variable, in: [left, right])
    var children: [NodeID] = []
    for cell in 0..<cells {
      children.append(try join(sign, child(left, variable, cell), child(right, variable, cell)))
    }
    let found = try node(variable, children)
    joined[key] = found
    return found
  }

  /// `test ? then : otherwise`.
  mutating func choose(
    _ test: NodeID,
    _ then: NodeID,
    _ otherwise: NodeID,
    canFail: Bool
  ) throws(ReasoningLimit) -> NodeID {
    switch test.truth {
    case .yes?: return then
    case .no?: return otherwise
    case .failed?: return NodeID(.failed)
    case .unknown?, nil: break
    }
    if test.truth == .unknown, let first = then.truth, let second = otherwise.truth {
      return NodeID(Truth(.ofChoice(first.result, second.result, testCanFail: canFail)))
    }
    let key = ChoiceKey(test: test, then: then, otherwise: otherwise, canFail: canFail)
    if let found = chosen[key] { return found }
    let variable = first(of: [test, then, otherwise])
    let cells = cells(of: variable, in: [test, then, otherwise])
    var children: [NodeID] = []
    for cell in 0..<cells {
      children.append(
        try choose(
          child(test, variable, cell),
          child(then, variable, cell),
          child(otherwise, variable, cell),
          canFail: canFail
        )
      )
    }
    let found = try node(variable, children)
    chosen[key] = found
    return found
  }

  /// The function with yes and no exchanged.
  mutating func negated(_ id: NodeID) throws(ReasoningLimit) -> NodeID {
    try join(.same, id, NodeID(.no))
  }

  private func first(of ids: [NodeID]) -> VariableIndex {
    ids.compactMap { node($0)?.variable }.min() ?? .first
  }

  private func cells(of variable: VariableIndex, in ids: [NodeID]) -> Int {
    for id in ids {
      if let found = node(id), found.variable == variable { return found.children.count }
    }
    return 0
  }

  private func child(_ id: NodeID, _ variable: VariableIndex, _ cell: Int) -> NodeID {
    guard let found = node(id), found.variable == variable else { return id }
    return found.children[cell]
  }
}

extension DiagramStore {
  /// The answers that a function can have.
  func truths(of id: NodeID) -> Set<Truth> {
    var found: Set<Truth> = []
    visit(id) { if let truth = $0.truth { found.insert(truth) } }
    return found
  }

  /// The variables on which the answer of a function depends.
  func variables(of id: NodeID) -> Set<VariableIndex> {
    var found: Set<VariableIndex> = []
    visit(id) { if let node = node($0) { found.insert(node.variable) } }
    return found
  }

  private func visit(_ id: NodeID, _ body: (NodeID) -> Void) {
    var seen: Set<NodeID> = [id]
    var open = [id]
    while let next = open.popLast() {
      body(next)
      for child in node(next)?.children ?? [] where seen.insert(child).inserted { open.append(child) }
    }
  }
}
