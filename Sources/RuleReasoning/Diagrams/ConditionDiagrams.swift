import RuleLanguage

/// The diagrams of several conditions over the same variables.
struct ConditionDiagrams: Sendable {
  var store = DiagramStore()
  private(set) var variables: [Variable] = []
  /// The diagram of each condition, in their order.
  private(set) var roots: [NodeID] = []

  /// Makes the diagrams.
  ///
  /// - Parameters:
  ///   - absenceIsKnown: Whether `has` of a fact that is not given is simply no; otherwise it is asked.
  ///   - asked: Names of facts that may be absent though no `has` of these conditions asks for them.
  init(
    _ conditions: [GivenCondition],
    absenceIsKnown: Bool = false,
    asked: Set<String> = []
  ) throws(UndecidableReason) {
    do {
      var collector = VariableCollector(askedElsewhere: asked, owners: conditions.map(\.owners))
      var logicTrees: [LogicTree] = []
      for condition in conditions {
        var treeBuilder = LogicTreeBuilder(condition.condition, given: condition.values, absenceIsKnown: absenceIsKnown)
        let tree = try treeBuilder.tree(condition.condition.root)
        collector.collectFacts(of: condition)
        collector.collectTexts(tree)
        logicTrees.append(tree)
      }
      if let reason = collector.reason { throw reason }
      try collector.findDomains()
      for (condition, tree) in zip(conditions, logicTrees) { collector.collectBreakpoints(tree, of: condition) }
      variables = collector.variables
      for (condition, tree) in zip(conditions, logicTrees) {
        let builder = DiagramBuilder(condition: condition, collector: collector, variables: variables)
        roots.append(try builder.build(tree, into: &store))
      }
    } catch let reason as UndecidableReason {
      throw reason
    } catch {
      throw .tooComplex
    }
  }

  /// The reasons why the atoms on which a function depends could not be analysed, in the order of the variables.
  func undecidableReasons(of id: NodeID) -> [UndecidableReason] {
    store.variables(of: id).sorted().compactMap { variable in
      if case .opaque(_, _, let reason) = variables[variable].kind { reason } else { nil }
    }
  }

  /// The names of the facts on which a function depends.
  func facts(of id: NodeID) -> Set<String> {
    store.variables(of: id).reduce(into: []) { names, variable in
      switch variables[variable].kind {
      case .fact(let domain, _, _): names.insert(domain.fact.name)
      case .opaque(_, let facts, _): names.formUnion(facts)
      }
    }
  }
}
