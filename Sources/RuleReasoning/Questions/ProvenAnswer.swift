package import RuleLanguage

/// The proven answer to a question about conditions.
package enum ProvenAnswer: Sendable, Equatable {
  /// Yes, with an example if one shows it.
  case yes(example: FactSheet?)
  /// No, with an example if one shows it.
  case no(example: FactSheet?)
  /// The question cannot be decided.
  case undecidable(UndecidableReason)
}

extension ProvenAnswer {
  /// The facts that show the answer; nil when there are none.
  package var example: FactSheet? {
    switch self {
    case .yes(let example), .no(let example): example
    case .undecidable: nil
    }
  }
}

extension GivenCondition {
  /// Whether the condition is always met; if not, an example of facts that do not meet it.
  ///
  /// Every fact ranges over the values that its declaration allows; a fact inside `has` may also be missing.
  package var alwaysHolds: ProvenAnswer {
    Question([self]).alwaysHolds
  }

  /// Whether the condition is never met; if not, an example of facts that meet it.
  package var neverHolds: ProvenAnswer {
    Question([self]).neverHolds
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

/// Two conditions to be compared. Every fact ranges over the values that its declaration allows, and a fact inside
/// `has` may also be missing. Facts that the two do not share are left out of examples.
package struct ConditionPair: Sendable {
  /// The first condition.
  package let first: GivenCondition
  /// The second condition.
  package let second: GivenCondition
  let question: Question

  /// Makes a pair of conditions that are asked about together.
  package init(_ first: GivenCondition, _ second: GivenCondition) {
    self.first = first
    self.second = second
    question = Question([first, second])
  }

  /// Whether all facts that meet the first condition meet the second; if not, facts that meet only the first.
  package var firstImpliesSecond: ProvenAnswer {
    question.isNeverYes { diagrams throws(ReasoningLimit) in
      try diagrams.store.join(.onlyFirst, diagrams.roots[0], diagrams.roots[1])
    }
  }

  /// Whether all facts that meet the second condition meet the first; if not, facts that meet only the second.
  package var secondImpliesFirst: ProvenAnswer {
    question.isNeverYes { diagrams throws(ReasoningLimit) in
      try diagrams.store.join(.onlyFirst, diagrams.roots[1], diagrams.roots[0])
    }
  }

  /// Whether the two conditions have the same answer for all facts; if not, facts for which the answers differ.
  package var areEqual: ProvenAnswer {
    question.isNeverYes { diagrams throws(ReasoningLimit) in
      try diagrams.store.join(.distinguishes, diagrams.roots[0], diagrams.roots[1])
    }
  }

  /// Whether the same facts can meet both conditions; if so, such facts.
  package var canBothHold: ProvenAnswer {
    question.isSometimesYes { diagrams throws(ReasoningLimit) in
      try diagrams.store.join(.both, diagrams.roots[0], diagrams.roots[1])
    }
  }

  /// The facts for which the two conditions have different answers, in as few and as wide regions as are found.
  package var difference: Difference {
    do {
      return .regions(try question.regions())
    } catch {
      return .undecidable(error)
    }
  }
}

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

extension ConditionDiagrams {
  /// Facts for which a function is yes whatever the answers of the atoms that cannot be analysed, without the facts
  /// that the conditions do not share; nil when there are none.
  func example(of id: NodeID) -> FactSheet? {
    var barren: Set<NodeID> = []
    var cells: [Int: Int] = [:]
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
      let cell = cells[index] ?? 0
      if intervals.indices.contains(cell) { sheet[domain.fact.name] = domain.example(in: intervals[cell]) }
    }
    return sheet
  }
}
