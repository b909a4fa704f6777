package import RuleLanguage

/// What two authorities offer when the caregiver lives in the territory of one and the recipient in that of the other.
package struct BetweenTerritories: Sendable, Equatable {
  /// The ids of the rules that someone can meet, sorted.
  package let reachable: [String]
  /// An example of two people who would meet one of the rules if both lived in its territory, and who meet none because
  /// they live apart; nil when there is no such example, or none is certain.
  package let fallsBetween: FactSheet?
  /// Whether the same people can hold the benefits of two of the rules.
  package let canGetBoth: Bool
}

/// Finds what two authorities offer to a caregiver and a recipient who live apart. Most answers depend on one rule only;
/// they are kept, so that comparing many pairs of authorities stays quick.
package struct BetweenTerritoriesFinder {
  /// A rule that people who live apart can meet.
  private struct ReachableRule {
    let rule: TerritorialRule
    /// The facts of who lives in the territory of the rule.
    let residence: FactSheet
    /// Distinguishes the rule of the caregiver's authority from the same rule as that of the recipient's.
    let key: String
    /// Someone who meets the rule.
    let example: FactSheet

    /// Whether it is proven that these facts do not meet the rule.
    func refuses(_ facts: FactSheet) -> Bool { rule.outcome(facts.adding(residence)) == .no }
  }

  private let residence: Residency
  /// By key: whether someone can meet the rule.
  private var reached: [String: ProvenAnswer] = [:]
  /// By id: someone who would meet the rule if both people lived in its territory.
  private var nearby: [String: FactSheet?] = [:]
  /// By id and the keys of the reachable rules: someone who falls between.
  private var fallen: [String: FactSheet?] = [:]
  /// By two keys: whether the same people can meet both rules.
  private var together: [String: Bool] = [:]

  /// Makes a finder.
  ///
  /// - Parameter residence: The facts that follow from who lives in a territory.
  package init(residence: Residency = .care) {
    self.residence = residence
  }

  /// Compares the rules of two authorities. A rule has the same id in every call.
  ///
  /// - Parameters:
  ///   - home: The rules of the authority where the caregiver lives.
  ///   - there: The rules of the authority where the recipient lives.
  package mutating func find(home: [TerritorialRule], there: [TerritorialRule]) -> BetweenTerritories {
    let asked =
      home.map { ($0, residence.caregiverOnly, "\($0.id) home") }
      + there.map { ($0, residence.recipientOnly, "\($0.id) there") }
    let reachable = asked.compactMap { reach($0, $1, $2) }
    let isUndecided = asked.contains { if case .undecidable = reached[$0.2] { true } else { false } }
    return BetweenTerritories(
      reachable: Set(reachable.map(\.rule.id)).sorted(),
      // If it is not known which rules can be met, nobody is said to fall between them.
      fallsBetween: isUndecided ? nil : fallsBetween(home + there, reachable),
      canGetBoth: canGetBoth(reachable)
    )
  }

  /// The rule for people who live apart; nil when nobody meets it, or when that cannot be decided.
  private mutating func reach(_ rule: TerritorialRule, _ residence: FactSheet, _ key: String) -> ReachableRule? {
    let answer = reached[key] ?? ConditionSet([rule.given(residence)]).canAllHold
    reached[key] = answer
    guard case .yes(let example) = answer else { return nil }
    return ReachableRule(rule: rule, residence: residence, key: key, example: example ?? [:])
  }

  // MARK: Who falls between

  private mutating func fallsBetween(_ rules: [TerritorialRule], _ reachable: [ReachableRule]) -> FactSheet? {
    for rule in rules {
      let key = ([rule.id, "|"] + reachable.map(\.key)).joined(separator: " ")
      let found = fallen[key] ?? someone(whoWouldMeet: rule, butNone: reachable)
      fallen[key] = .some(found)
      if let found { return found }
    }
    return nil
  }

  /// Someone who would meet a rule if both people lived in its territory, and meets none of the reachable rules.
  private mutating func someone(whoWouldMeet rule: TerritorialRule, butNone reachable: [ReachableRule]) -> FactSheet? {
    let both = residence.bothAtTwoAddresses
    func shows(_ sheet: FactSheet) -> Bool {
      rule.admits(sheet.adding(both)) && reachable.allSatisfy { $0.refuses(sheet) }
    }
    guard let example = nearbyExample(of: rule) else { return nil }
    if shows(example) { return example.trimmed(shows) }
    let refusals = reachable.map { $0.rule.negated($0.residence) }
    guard case .yes(let found?) = ConditionSet([rule.given(both)] + refusals).canAllHold, shows(found) else {
      return nil
    }
    return found.trimmed(shows)
  }

  private mutating func nearbyExample(of rule: TerritorialRule) -> FactSheet? {
    if let known = nearby[rule.id] { return known }
    var found: FactSheet?
    if case .yes(let example) = ConditionSet([rule.given(residence.bothAtTwoAddresses)]).canAllHold { found = example }
    nearby[rule.id] = .some(found)
    return found
  }

  // MARK: Who gets both

  private mutating func canGetBoth(_ reachable: [ReachableRule]) -> Bool {
    for (index, first) in reachable.enumerated() {
      for second in reachable[(index + 1)...]
      where first.rule.id != second.rule.id && !first.rule.isIncompatible(with: second.rule) {
        let key = "\(first.key) \(second.key)"
        let holds = together[key] ?? canBothHold(first, second)
        together[key] = holds
        if holds { return true }
      }
    }
    return false
  }

  private func canBothHold(_ first: ReachableRule, _ second: ReachableRule) -> Bool {
    // The example of one rule often meets the other, which is quicker to see than to prove.
    for sheet in [first.example.adding(second.example), second.example.adding(first.example)] {
      let outcomes = [first, second].map { $0.rule.outcome(sheet.adding($0.residence)) }
      if outcomes.allSatisfy({ $0 == .yes }) { return true }
    }
    let both = ConditionSet([first.rule.given(first.residence), second.rule.given(second.residence)])
    if case .yes = both.canAllHold { return true }
    return false
  }
}
