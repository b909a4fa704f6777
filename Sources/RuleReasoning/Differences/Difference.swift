package import RuleLanguage

/// The facts for which two conditions have different answers.
package enum Difference: Sendable, Equatable {
  /// Regions of such facts, which may overlap; none when the conditions are equal.
  case regions([DifferingRegion])
  /// The differences cannot be found.
  case undecidable(UndecidableReason)
}

/// A region of facts for which two conditions have different answers.
package struct DifferingRegion: Sendable, Equatable {
  /// Which of the two conditions is met.
  package enum Side: Sendable, Equatable {
    case first
    case second
    /// Neither is met: one is not met, and the other cannot be computed or lacks a fact.
    case neither
  }

  /// Which of the two conditions is met in the region.
  package let met: Side
  /// The values of each fact, in the order of the conditions; a fact that is not listed may have any value.
  package let facts: [FactRegion]
}

/// The values of one fact within a region.
package struct FactRegion: Sendable, Equatable {
  /// The name of the fact.
  package let name: String
  /// The values, in their order.
  package let values: [ValueInterval]
  /// Whether the fact may also be missing.
  package let includesMissing: Bool
}

/// The values from a lower to an upper end; for a text or a yes-or-no fact both ends are the same value.
package struct ValueInterval: Sendable, Equatable {
  /// The least value, nil where the fact has no declared least value.
  package let lower: FactValue?
  /// Whether the lower end belongs to the interval.
  package let includesLower: Bool
  /// The greatest value, nil where the fact has no declared greatest value.
  package let upper: FactValue?
  /// Whether the upper end belongs to the interval.
  package let includesUpper: Bool
  /// For a text that is no enumeration: the interval is every text except these, and both ends are nil.
  package let textsOtherThan: [String]?
}

extension ConditionDiagrams {
  /// The regions in which the first two conditions have different answers.
  mutating func regions() throws -> [DifferingRegion] {
    let (first, second) = (roots[0], roots[1])
    let parts: [(DifferingRegion.Side, NodeID)] = [
      (.first, try store.join(.onlyFirst, first, second)),
      (.second, try store.join(.onlyFirst, second, first)),
      (.neither, try store.join(.elsewhere, first, second)),
    ]
    var regions: [DifferingRegion] = []
    for (side, root) in parts {
      if let reason = undecidableReasons(of: root).first { throw reason }
      regions += try boxes(of: root).map { DifferingRegion(met: side, facts: facts(of: $0)) }
    }
    return regions
  }
}

/// A region of the diagrams: by variable, the cells that belong to it. A variable that is not listed may be in any
/// cell.
typealias Box = [Int: Set<Int>]

extension ConditionDiagrams {
  /// The most boxes that are collected: more of them help no reader.
  private static var mostBoxes: Int { 256 }

  /// Boxes that together cover exactly the facts for which a function is yes, those with the fewest restrictions first.
  mutating func boxes(of root: NodeID) throws(ReasoningLimit) -> [Box] {
    var found: [Box] = []
    try collect(root, [:], into: &found)
    var widened: [Box] = []
    for box in found {
      let wide = widen(box, in: root)
      if !widened.contains(wide) { widened.append(wide) }
    }
    // Boxes with the most restrictions are removed first if the others cover them.
    for box in widened.sorted(by: { $0.count > $1.count }) {
      let others = widened.filter { $0 != box }
      var union = NodeID(.no)
      for other in others { union = try store.join(.anyOf, union, diagram(of: other)) }
      if !others.isEmpty, covers(union, box) { widened = others }
    }
    // Boxes with equally many restrictions keep the order in which they were found.
    return widened.enumerated().sorted { ($0.element.count, $0.offset) < ($1.element.count, $1.offset) }.map(\.element)
  }

  private func collect(_ id: NodeID, _ box: Box, into found: inout [Box]) throws(ReasoningLimit) {
    guard let node = store.node(id) else {
      if id.truth == .yes { found.append(box) }
      guard found.count <= Self.mostBoxes else { throw ReasoningLimit() }
      return
    }
    var targets: [NodeID] = []
    for child in node.children where !targets.contains(child) { targets.append(child) }
    for target in targets where target.truth == nil || target.truth == .yes {
      var next = box
      next[node.variable] = Set(node.children.indices.filter { node.children[$0] == target })
      try collect(target, next, into: &found)
    }
  }

  /// The box after each of its variables in turn was widened to all cells for which the function stays yes.
  private func widen(_ box: Box, in root: NodeID) -> Box {
    var wide = box
    for variable in box.keys.sorted(by: >) {
      let cells = (0..<variables[variable].cells).filter { cell in
        var one = wide
        one[variable] = [cell]
        return covers(root, one)
      }
      wide[variable] = cells.count == variables[variable].cells ? nil : Set(cells)
    }
    return wide
  }

  /// Whether a function is yes everywhere in a box.
  private func covers(_ root: NodeID, _ box: Box) -> Bool {
    var seen: Set<NodeID> = []
    func visit(_ id: NodeID) -> Bool {
      guard let node = store.node(id) else { return id.truth == .yes }
      guard seen.insert(id).inserted else { return true }
      return node.children.indices.allSatisfy { cell in
        box[node.variable]?.contains(cell) == false || visit(node.children[cell])
      }
    }
    return visit(root)
  }

  private mutating func diagram(of box: Box) throws(ReasoningLimit) -> NodeID {
    var result = NodeID(.yes)
    for variable in box.keys.sorted(by: >) {
      let cells = box[variable] ?? []
      result = try store.node(
        variable,
        (0..<variables[variable].cells).map { cells.contains($0) ? result : NodeID(.no) }
      )
    }
    return result
  }

  // MARK: Values

  /// The facts and values of a box.
  func facts(of box: Box) -> [FactRegion] {
    box.keys.sorted().compactMap { variable in
      guard case .fact(let domain, let intervals, _) = variables[variable].kind, let cells = box[variable] else {
        return nil
      }
      var spans: [ClosedRange<Int>] = []
      for cell in cells.sorted() where intervals.indices.contains(cell) {
        if let last = spans.last, !domain.isDiscrete, last.upperBound + 1 == intervals[cell].lowerBound {
          spans[spans.count - 1] = last.lowerBound...intervals[cell].upperBound
        } else {
          spans.append(intervals[cell])
        }
      }
      return FactRegion(
        name: domain.fact.name,
        values: spans.map(domain.interval),
        includesMissing: cells.contains(intervals.count)
      )
    }
  }
}

extension FactDomain {
  /// An interval of ordinals as an interval of values.
  fileprivate func interval(_ span: ClosedRange<Int>) -> ValueInterval {
    if isOpenText, span.lowerBound == words.count {
      return ValueInterval(lower: nil, includesLower: false, upper: nil, includesUpper: false, textsOtherThan: words)
    }
    let startsOpen = span.lowerBound == ordinals.lowerBound && isUnbounded
    let endsOpen = span.upperBound == ordinals.upperBound && isUnbounded
    let (lower, includesLower) = bound(span.lowerBound, outside: -1)
    let (upper, includesUpper) = bound(span.upperBound, outside: 1)
    return ValueInterval(
      lower: startsOpen ? nil : lower,
      includesLower: !startsOpen && includesLower,
      upper: endsOpen ? nil : upper,
      includesUpper: !endsOpen && includesUpper,
      textsOtherThan: nil
    )
  }

  private var isUnbounded: Bool { !isDiscrete && fact.range == nil }

  /// One end of an interval, written as people expect it: below 5.5 instead of up to 5.499999999999999.
  private func bound(_ ordinal: Int, outside step: Int) -> (FactValue, included: Bool) {
    guard fact.type == .decimal, ordinals.contains(ordinal + step) else { return (value(ordinal), true) }
    let (inner, outer) = (value(ordinal), value(ordinal + step))
    guard let plain = inner.number, let next = outer.number, "\(next)".count < "\(plain)".count else {
      return (inner, true)
    }
    return (outer, false)
  }
}
