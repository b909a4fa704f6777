import RuleLanguage

/// The facts for which two conditions have different answers.
package enum Difference: Sendable, Equatable {
  /// Regions of such facts, which may overlap; none when the conditions are equal.
  case regions([DifferingRegion])
  /// The differences cannot be found.
  case undecidable(UndecidableReason)
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
      regions += try cellRegions(of: root).map { DifferingRegion(met: side, facts: facts(of: $0)) }
    }
    return regions
  }
}

extension ConditionDiagrams {
  /// The most regions that are collected: more of them help no reader.
  private static var mostRegions: Int { 256 }

  /// Regions that together cover exactly the facts for which a function is yes, those with the fewest restrictions first.
  mutating func cellRegions(of root: NodeID) throws(ReasoningLimit) -> [CellRegion] {
    var found: [CellRegion] = []
    try collect(root, [:], into: &found)
    var widened: [CellRegion] = []
    for cellRegion in found {
      let wide = widen(cellRegion, in: root)
      if !widened.contains(wide) { widened.append(wide) }
    }
    // Regions with the most restrictions are removed first if the others cover them.
    for cellRegion in widened.sorted(by: { $0.count > $1.count }) {
      let others = widened.filter { $0 != cellRegion }
      var union = NodeID(.no)
      for other in others { union = try store.join(.anyOf, union, diagram(of: other)) }
      if !others.isEmpty, covers(union, cellRegion) { widened = others }
    }
    // Regions with equally many restrictions keep the order in which they were found.
    return widened.enumerated().sorted { ($0.element.count, $0.offset) < ($1.element.count, $1.offset) }.map(\.element)
  }

  private func collect(_ id: NodeID, _ cellRegion: CellRegion, into found: inout [CellRegion]) throws(ReasoningLimit) {
    guard let node = store.node(id) else {
      if id.truth == .yes { found.append(cellRegion) }
      guard found.count <= Self.mostRegions else { throw ReasoningLimit() }
      return
    }
    var targets: [NodeID] = []
    for child in node.children where !targets.contains(child) { targets.append(child) }
    for target in targets where target.truth == nil || target.truth == .yes {
      var next = cellRegion
      next[node.variable] = Set(node.children.indices.filter { node.children[$0] == target })
      try collect(target, next, into: &found)
    }
  }

  /// The region after each of its variables in turn was widened to all cells for which the function stays yes.
  private func widen(_ cellRegion: CellRegion, in root: NodeID) -> CellRegion {
    var wide = cellRegion
    for variable in cellRegion.keys.sorted(by: >) {
      let cells = (0..<variables[variable].cells).filter { cell in
        var one = wide
        one[variable] = [cell]
        return covers(root, one)
      }
      wide[variable] = cells.count == variables[variable].cells ? nil : Set(cells)
    }
    return wide
  }

  /// Whether a function is yes everywhere in a region.
  private func covers(_ root: NodeID, _ cellRegion: CellRegion) -> Bool {
    var seen: Set<NodeID> = []
    func visit(_ id: NodeID) -> Bool {
      guard let node = store.node(id) else { return id.truth == .yes }
      guard seen.insert(id).inserted else { return true }
      return node.children.indices.allSatisfy { cell in
        cellRegion[node.variable]?.contains(cell) == false || visit(node.children[cell])
      }
    }
    return visit(root)
  }

  private mutating func diagram(of cellRegion: CellRegion) throws(ReasoningLimit) -> NodeID {
    var result = NodeID(.yes)
    for variable in cellRegion.keys.sorted(by: >) {
      let cells = cellRegion[variable] ?? []
      result = try store.node(
        variable,
        (0..<variables[variable].cells).map { cells.contains($0) ? result : NodeID(.no) }
      )
    }
    return result
  }

  // MARK: Values

  /// The facts and values of a region.
  func facts(of cellRegion: CellRegion) -> [FactRegion] {
    cellRegion.keys.sorted().compactMap { variable in
      guard case .fact(let domain, let intervals, _) = variables[variable].kind, let cells = cellRegion[variable] else {
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
