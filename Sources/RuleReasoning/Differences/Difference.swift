package import RuleLanguage

/// Where two conditions have different answers.
package enum Difference: Sendable, Equatable {
  /// The regions, none when the conditions are equal; they may overlap.
  case regions([DifferingRegion])
  /// It cannot be told.
  case undecidable(UndecidableReason)
}

/// Facts for which two conditions have different answers.
package struct DifferingRegion: Sendable, Equatable {
  /// Which of the two is met.
  package enum Side: Sendable, Equatable {
    case first
    case second
    /// Neither is; the one is not met, the other cannot be computed or waits for a fact.
    case neither
  }

  package let met: Side
  /// What each fact must be, in the order of the conditions; a fact that is not here may be anything.
  package let facts: [FactRegion]
}

/// The values of one fact within a region.
package struct FactRegion: Sendable, Equatable {
  /// The name of the fact.
  package let name: String
  /// The values, in their order.
  package let values: [ValueInterval]
  /// Whether the region holds for a fact that is missing, too.
  package let includesMissing: Bool
}

/// Values from one to another; a text or yes-or-no has the same value at both ends.
package struct ValueInterval: Sendable, Equatable {
  /// The least value, nil where the fact has no declared least value.
  package let lower: FactValue?
  /// Whether the least value itself is in.
  package let includesLower: Bool
  /// The greatest value, nil where the fact has no declared greatest value.
  package let upper: FactValue?
  /// Whether the greatest value itself is in.
  package let includesUpper: Bool
  /// For a text that is no enumeration: any text but these; both ends are nil then.
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

/// By variable, the cells that are in; a variable that is not there may be anything.
typealias Box = [Int: Set<Int>]

extension ConditionDiagrams {
  /// More boxes than these help no reader.
  private static var mostBoxes: Int { 256 }

  /// Boxes that together are where a function is yes, those with the fewest requirements first.
  mutating func boxes(of root: NodeID) throws(ReasoningLimit) -> [Box] {
    var found: [Box] = []
    try collect(root, [:], into: &found)
    var widened: [Box] = []
    for box in found {
      let wide = widen(box, in: root)
      if !widened.contains(wide) { widened.append(wide) }
    }
    // Those with the most requirements go first when others cover them.
    for box in widened.sorted(by: { $0.count > $1.count }) {
      let others = widened.filter { $0 != box }
      var union = NodeID(.no)
      for other in others { union = try store.join(.anyOf, union, diagram(of: other)) }
      if !others.isEmpty, covers(union, box) { widened = others }
    }
    // The order of those with as many requirements stays as found.
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

  /// The box with each of its facts in turn allowed all values for which the function stays yes.
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

  /// Whether a function is yes all over a box.
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

  /// A box as values of facts.
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
  /// A interval of ordinals as an interval of values.
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

  /// An end of a interval: below 5.5 rather than up to 5.499999999999999.
  private func bound(_ ordinal: Int, outside step: Int) -> (FactValue, included: Bool) {
    guard fact.type == .decimal, ordinals.contains(ordinal + step) else { return (value(ordinal), true) }
    let (inner, outer) = (value(ordinal), value(ordinal + step))
    guard let plain = inner.number, let next = outer.number, "\(next)".count < "\(plain)".count else {
      return (inner, true)
    }
    return (outer, false)
  }
}
