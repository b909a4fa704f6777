import RuleLanguage

/// Several conditions that are asked about together.
struct Question: Sendable {
  private let diagrams: Result<ConditionDiagrams, UndecidableReason>

  init(_ conditions: [GivenCondition], asked: Set<String> = []) {
    do {
      diagrams = .success(try ConditionDiagrams(conditions, asked: asked))
    } catch {
      diagrams = .failure(error)
    }
  }

  /// Yes if a function of the conditions is yes for no facts; otherwise no, with facts for which it is yes.
  func isNeverYes(_ function: (inout ConditionDiagrams) throws(ReasoningLimit) -> NodeID) -> ProvenAnswer {
    do {
      var diagrams = try self.diagrams.get()
      let found = try function(&diagrams)
      if !diagrams.store.truths(of: found).contains(.yes) { return .yes(example: nil) }
      if let example = diagrams.example(of: found) { return .no(example: example) }
      return .undecidable(diagrams.undecidableReasons(of: found).first ?? .tooComplex)
    } catch let reason as UndecidableReason {
      return .undecidable(reason)
    } catch {
      return .undecidable(.tooComplex)
    }
  }

  /// Yes, with an example, if a function of the conditions is yes for some facts.
  func isSometimesYes(_ function: (inout ConditionDiagrams) throws(ReasoningLimit) -> NodeID) -> ProvenAnswer {
    switch isNeverYes(function) {
    case .yes: .no(example: nil)
    case .no(let example): .yes(example: example)
    case .undecidable(let reason): .undecidable(reason)
    }
  }

  /// The result of a function of the conditions.
  ///
  /// - Throws: The reason why it cannot be computed.
  func answer<Value>(
    _ function: (inout ConditionDiagrams) throws(ReasoningLimit) -> Value
  ) throws(UndecidableReason) -> Value {
    var diagrams = try self.diagrams.get()
    do {
      return try function(&diagrams)
    } catch {
      throw .tooComplex
    }
  }

  /// The regions in which the first two conditions have different answers.
  ///
  /// - Throws: The reason why they cannot be found.
  func regions() throws(UndecidableReason) -> [DifferingRegion] {
    var diagrams = try self.diagrams.get()
    do {
      return try diagrams.regions()
    } catch let reason as UndecidableReason {
      throw reason
    } catch {
      throw .tooComplex
    }
  }
}

extension Question {
  /// Whether the first condition is always met.
  var alwaysHolds: ProvenAnswer {
    isNeverYes { diagrams throws(ReasoningLimit) in
      try diagrams.store.join(.onlyFirst, NodeID(.yes), diagrams.roots[0])
    }
  }

  /// Whether the first condition is never met.
  var neverHolds: ProvenAnswer {
    isNeverYes { diagrams throws(ReasoningLimit) in
      try diagrams.store.join(.both, NodeID(.yes), diagrams.roots[0])
    }
  }
}

extension ConditionDiagrams {
  /// Facts for which a function is yes whatever the answers of the atoms that cannot be analysed, without the facts
  /// that the conditions do not share; nil when there are none.
  func example(of id: NodeID) -> FactSheet? {
    var barren: Set<NodeID> = []
    var cells: [VariableIndex: Int] = [:]
    func search(_ id: NodeID) -> Bool {
      if let truth = id.truth { return truth == .yes }
      guard let node = store.node(id), case .fact = variables[node.variable].kind, !barren.contains(id) else {
        return false
      }
      for (cell, child) in node.children.enumerated() where search(child) {
        cells[node.variable] = cell
        return true
      }
      barren.insert(id)
      return false
    }
    guard search(id) else { return nil }
    var sheet = FactSheet()
    for (index, variable) in variables.enumerated() {
      guard !variable.isUnshared, case .fact(let domain, let intervals, _) = variable.kind else { continue }
      let cell = cells[VariableIndex(offset: index)] ?? 0
      if intervals.indices.contains(cell) { sheet[domain.fact.name] = domain.example(in: intervals[cell]) }
    }
    return sheet
  }
}
