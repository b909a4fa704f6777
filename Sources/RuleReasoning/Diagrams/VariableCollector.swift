import RuleLanguage

/// Collects the facts and atoms of all conditions, and from them the variables of the diagrams.
struct VariableCollector {
  /// The facts whose values are not given, each with its key, in the order in which they first appear.
  private var facts: [(key: String, fact: Fact, isUnshared: Bool)] = []
  private(set) var reason: UndecidableReason?
  private var words: [String: Set<String>] = [:]
  private var asked: Set<String> = []
  private var domains: [String: FactDomain] = [:]
  private var breakpoints: [String: Set<Int>] = [:]
  /// The atoms that cannot be analysed, each with its key.
  private var opaqueAtoms: [(key: String, variable: Variable)] = []
  private var condition: GivenCondition?
  /// How many parts of atoms may still be computed in order to try values one by one.
  private var budget = 2_000_000
  private let askedElsewhere: Set<String>
  /// For each condition: the owners of its facts that are not shared, by name.
  private let owners: [[String: String]]

  init(askedElsewhere: Set<String>, owners: [[String: String]]) {
    self.askedElsewhere = askedElsewhere
    self.owners = owners
  }

  /// Collects the facts of a condition, and makes it the current one.
  mutating func collectFacts(of condition: GivenCondition) {
    self.condition = condition
    let given = condition.values
    let used = condition.condition.root.allSlots
    for slot in condition.condition.slots where given[slot] == nil && used.contains(slot) {
      let fact = condition.condition[slot]
      let key = condition.key(of: slot)
      if let known = facts.first(where: { $0.key == key })?.fact {
        let isSame =
          known.type == fact.type && known.range == fact.range
          && known.choices.map(\.value) == fact.choices.map(\.value)
        if !isSame { reason = .declaredTwice(fact.name) }
      } else {
        let owner = condition.owners[fact.name]
        facts.append((key, fact, owner != nil && owners.contains { $0[fact.name] != owner }))
      }
    }
  }

  /// Collects the texts that are mentioned and the facts that may be missing.
  mutating func collectTexts(_ tree: LogicTree) {
    switch tree {
    case .constant: return
    case .presence(let slot): if let condition { asked.insert(condition.key(of: slot)) }
    case .atom(let atom, let slots):
      guard let condition else { return }
      var mentioned: Set<String> = []
      let given = condition.values
      func visit(_ part: CheckedExpression) {
        let value: FactValue? = if case .fact(let slot, _) = part { given[slot] } else { part.constant }
        if case .string(let word)? = value { mentioned.insert(word) }
        // A text that is computed from given ones, such as their concatenation.
        if case .known(.string(let word)) = condition.condition.evaluator(given).compute(part) {
          mentioned.insert(word)
        }
        part.operands.forEach(visit)
      }
      visit(atom)
      for slot in slots { words[condition.key(of: slot), default: []].formUnion(mentioned) }
    case .not(let inner): collectTexts(inner)
    case .allOf(let parts), .anyOf(let parts): for part in parts { collectTexts(part) }
    case .choice(let test, let then, let otherwise, _): for part in [test, then, otherwise] { collectTexts(part) }
    case .same(let left, let right, _): for part in [left, right] { collectTexts(part) }
    case .among(let element, let list): for part in [element] + list { collectTexts(part) }
    }
  }

  mutating func findDomains() throws(UndecidableReason) {
    for (key, fact, _) in facts {
      guard let domain = FactDomain(fact, words: words[key] ?? []) else { throw .noValues(fact.name) }
      domains[key] = domain
      if domain.isDiscrete { breakpoints[key] = Set(domain.ordinals) }
      if askedElsewhere.contains(fact.name) { asked.insert(key) }
    }
  }

  /// Collects the values at which the atoms of a logic tree change their answers.
  mutating func collectBreakpoints(_ tree: LogicTree, of condition: GivenCondition) {
    switch tree {
    case .constant, .presence: return
    case .atom(let atom, let slots): collectBreakpoints(atom, slots, of: condition)
    case .not(let inner): collectBreakpoints(inner, of: condition)
    case .allOf(let parts), .anyOf(let parts): for part in parts { collectBreakpoints(part, of: condition) }
    case .choice(let test, let then, let otherwise, _):
      for part in [test, then, otherwise] { collectBreakpoints(part, of: condition) }
    case .same(let left, let right, _): for part in [left, right] { collectBreakpoints(part, of: condition) }
    case .among(let element, let list): for part in [element] + list { collectBreakpoints(part, of: condition) }
    }
  }

  private mutating func collectBreakpoints(_ atom: CheckedExpression, _ slots: [FactSlot], of condition: GivenCondition)
  {
    let keys = slots.map { condition.key(of: $0) }
    let domains = keys.compactMap { self.domains[$0] }
    if let slot = slots.first, let domain = domains.first, slots.count == 1 {
      let finder = BreakpointFinder(condition: condition.condition, given: condition.values, slot: slot, domain: domain)
      if let found = finder.breakpoints(of: atom, budget: &budget) {
        breakpoints[keys[0], default: []].formUnion(found)
        return
      }
    } else if let count = Self.combinations(domains), count * atom.size <= budget {
      budget -= count * atom.size
      for (key, domain) in zip(keys, domains) { breakpoints[key, default: []].formUnion(domain.ordinals) }
      return
    }
    let key = Self.key(atom, of: condition)
    guard !opaqueAtoms.contains(where: { $0.key == key }) else { return }
    var truths: [Truth] = [.no, .yes]
    if keys.contains(where: asked.contains) { truths.append(.unknown) }
    if atom.canFail { truths.append(.failed) }
    let names = slots.map { condition.condition[$0].name }
    let position = condition.condition.position(of: atom)
    let reason: UndecidableReason =
      names.count == 1 ? .computes(with: names[0], at: position) : .relatesFacts(names, at: position)
    opaqueAtoms.append((key, Variable(kind: .opaque(truths, facts: names, reason))))
  }

  /// The number of combinations of values; nil when they are too many to try.
  private static func combinations(_ domains: [FactDomain]) -> Int? {
    var product = 1
    for domain in domains {
      let (next, overflow) = product.multipliedReportingOverflow(by: domain.count)
      guard !overflow, next <= BreakpointFinder.countable, !domain.isOpenText else { return nil }
      product = next
    }
    return product
  }

  /// A key that is the same for atoms with the same text over the same given values, which have the same answer.
  private static func key(_ atom: CheckedExpression, of condition: GivenCondition) -> String {
    let values = condition.values
    let given = atom.valueSlots.map { values[$0].map { "\($0)" } ?? "?\(condition.key(of: $0))" }
    return "\(condition.condition.text(of: atom))|\(given.joined(separator: "|"))|\(atom.shape(from: atom.span.start))"
  }

  // MARK: Variables

  /// The variables: first the facts in their order, then the atoms that cannot be analysed.
  var variables: [Variable] {
    facts.compactMap { key, _, isUnshared in
      guard let domain = domains[key] else { return nil }
      let starts = (breakpoints[key] ?? []).union([domain.ordinals.lowerBound]).sorted()
      var intervals: [ClosedRange<Int>] = []
      for (index, start) in starts.enumerated() {
        let end = index + 1 < starts.count ? starts[index + 1] - 1 : domain.ordinals.upperBound
        intervals.append(start...end)
      }
      return Variable(
        kind: .fact(domain, intervals: intervals, mayBeAbsent: asked.contains(key)),
        isUnshared: isUnshared
      )
    } + opaqueAtoms.map(\.variable)
  }

  func variable(of key: String) -> VariableIndex? {
    facts.firstIndex { $0.key == key }.map(VariableIndex.init)
  }

  func variable(of atom: CheckedExpression, in condition: GivenCondition) -> VariableIndex? {
    guard !opaqueAtoms.isEmpty else { return nil }
    let key = Self.key(atom, of: condition)
    return opaqueAtoms.firstIndex { $0.key == key }.map { VariableIndex(offset: facts.count + $0) }
  }
}

extension CheckedExpression {
  /// A text that distinguishes the expressions that moving choices outwards made from one place in the source.
  fileprivate func shape(from start: Int) -> String {
    "\(span.start - start)-\(span.end - start):" + operands.map { $0.shape(from: start) }.joined(separator: ",")
  }
}
