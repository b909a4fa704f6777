package import RuleLanguage

/// The answer to a question about conditions.
package enum Answer: Sendable, Equatable {
  /// It is so; with an example where one shows it.
  case yes(example: FactSheet?)
  /// It is not so; with an example where one shows it.
  case no(example: FactSheet?)
  /// It cannot be told.
  case cannotTell(Doubt)
}

extension GivenCondition {
  /// Whether the condition is met whatever the facts; if not, an example of facts for which it is not.
  ///
  /// Every fact ranges over the values that its declaration allows; facts inside `has` may also be missing.
  package var alwaysHolds: Answer {
    Question([self]).alwaysHolds
  }

  /// Whether the condition is met for no facts at all; if not, an example of facts for which it is.
  package var neverHolds: Answer {
    Question([self]).neverHolds
  }
}

extension Question {
  /// Whether the first condition is met whatever the facts.
  var alwaysHolds: Answer {
    nowhere { workspace throws(ReasoningLimit) in
      try workspace.diagrams.join(.onlyFirst, NodeID(.yes), workspace.roots[0])
    }
  }

  /// Whether the first condition is met for no facts at all.
  var neverHolds: Answer {
    nowhere { workspace throws(ReasoningLimit) in
      try workspace.diagrams.join(.both, NodeID(.yes), workspace.roots[0])
    }
  }
}

/// Two conditions held against each other; every fact ranges over the values that its declaration allows, and facts
/// inside `has` may also be missing. Facts of two owners are different facts, and are left out of the examples.
package struct ConditionPair: Sendable {
  let question: Question

  package init(_ first: GivenCondition, _ second: GivenCondition) {
    question = Question([first, second])
  }

  /// Whether the second is met wherever the first is; if not, facts for which the first alone is.
  package var firstImpliesSecond: Answer {
    question.nowhere { workspace throws(ReasoningLimit) in
      try workspace.diagrams.join(.onlyFirst, workspace.roots[0], workspace.roots[1])
    }
  }

  /// Whether the first is met wherever the second is; if not, facts for which the second alone is.
  package var secondImpliesFirst: Answer {
    question.nowhere { workspace throws(ReasoningLimit) in
      try workspace.diagrams.join(.onlyFirst, workspace.roots[1], workspace.roots[0])
    }
  }

  /// Whether both have the same answer for all facts; if not, facts for which they have not.
  package var areEqual: Answer {
    question.nowhere { workspace throws(ReasoningLimit) in
      try workspace.diagrams.join(.distinguishes, workspace.roots[0], workspace.roots[1])
    }
  }

  /// Whether both can be met at once; if so, facts for which they are.
  package var canBothHold: Answer {
    let isExcluded = question.nowhere { workspace throws(ReasoningLimit) in
      try workspace.diagrams.join(.both, workspace.roots[0], workspace.roots[1])
    }
    return switch isExcluded {
    case .yes: .no(example: nil)
    case .no(let example): .yes(example: example)
    case .cannotTell(let doubt): .cannotTell(doubt)
    }
  }

  /// Where the two have different answers, in as few and as wide regions as are found.
  package var difference: Difference {
    do {
      return .regions(try question.regions())
    } catch {
      return .cannotTell(error)
    }
  }
}

/// Conditions of which something is asked.
struct Question: Sendable {
  private let workspace: Result<Workspace, Doubt>

  init(_ conditions: [GivenCondition], asked: Set<String> = []) {
    do {
      workspace = .success(try Workspace(conditions, asked: asked))
    } catch {
      workspace = .failure(error)
    }
  }

  /// Yes when a function of the conditions is yes for no facts at all; an example of such facts otherwise.
  func nowhere(_ function: (inout Workspace) throws(ReasoningLimit) -> NodeID) -> Answer {
    do {
      var workspace = try self.workspace.get()
      let found = try function(&workspace)
      if !workspace.diagrams.truths(of: found).contains(.yes) { return .yes(example: nil) }
      if let example = workspace.example(of: found) { return .no(example: example) }
      return .cannotTell(workspace.doubts(of: found).first ?? .tooComplex)
    } catch let doubt as Doubt {
      return .cannotTell(doubt)
    } catch {
      return .cannotTell(.tooComplex)
    }
  }

  /// What a function of the conditions gives.
  func answer<Value>(
    _ function: (inout Workspace) throws(ReasoningLimit) -> Value
  ) throws(Doubt) -> Value {
    var workspace = try self.workspace.get()
    do {
      return try function(&workspace)
    } catch {
      throw .tooComplex
    }
  }

  /// Where the two conditions differ.
  func regions() throws(Doubt) -> [DifferingRegion] {
    var workspace = try self.workspace.get()
    do {
      return try workspace.regions()
    } catch let doubt as Doubt {
      throw doubt
    } catch {
      throw .tooComplex
    }
  }
}

extension Workspace {
  /// Facts for which a function is yes whatever the opaque atoms say, without the facts that are not the same in
  /// all conditions; nil when there are none.
  func example(of id: NodeID) -> FactSheet? {
    var barren: Set<NodeID> = []
    var cells: [Int: Int] = [:]
    func search(_ id: NodeID) -> Bool {
      if let truth = id.truth { return truth == .yes }
      guard let node = diagrams.node(id), case .fact = variables[node.variable].kind, !barren.contains(id) else {
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
      guard !variable.isOwn, case .fact(let domain, let stretches, _) = variable.kind else { continue }
      let cell = cells[index] ?? 0
      if stretches.indices.contains(cell) { sheet[domain.fact.name] = domain.example(in: stretches[cell]) }
    }
    return sheet
  }
}
