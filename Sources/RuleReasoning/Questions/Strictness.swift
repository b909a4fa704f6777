package import RuleLanguage

/// How strict one condition is compared with another.
package enum Strictness: Sendable, Hashable, CaseIterable {
  /// The same facts meet both conditions.
  case equal
  /// All facts that meet the first condition meet the second, but not the other way round. A condition that nobody
  /// meets is stricter than every other.
  case firstIsStricter
  /// All facts that meet the second condition meet the first, but not the other way round.
  case secondIsStricter
  /// Some facts meet both conditions, some only the first, some only the second.
  case overlapping
  /// No facts meet both conditions.
  case exclusive
  /// The relation could not be proven.
  case undecidable
}

extension ConditionPair {
  /// Compares how strict the two conditions are.
  ///
  /// A fact that is not shared by the two, such as a parameter of unknown value, may have any value: the result holds for
  /// all its values, and every example is checked by evaluating both conditions.
  package var strictness: StrictnessComparison {
    let (forwards, backwards) = (firstImpliesSecond, secondImpliesFirst)
    let onlyFirst = forwards.example.flatMap { $0.smallest(meeting: first, butNot: second) }
    let onlySecond = backwards.example.flatMap { $0.smallest(meeting: second, butNot: first) }
    func compared(_ strictness: Strictness) -> StrictnessComparison {
      StrictnessComparison(strictness: strictness, onlyFirst: onlyFirst, onlySecond: onlySecond)
    }
    switch (forwards, backwards) {
    case (.yes, .yes): return compared(.equal)
    case (.yes, _): return compared(.firstIsStricter)
    case (_, .yes): return compared(.secondIsStricter)
    default: break
    }
    switch canBothHold {
    case .no: return compared(.exclusive)
    case .yes(let both?)
    where onlyFirst != nil && onlySecond != nil && first.isMet(by: both) && second.isMet(by: both):
      return compared(.overlapping)
    case .yes, .undecidable: return compared(.undecidable)
    }
  }
}

extension GivenCondition {
  /// Whether these facts meet the condition, whatever the facts that are not known.
  package func isMet(by facts: FactSheet) -> Bool {
    condition.evaluate(given.adding(facts)).outcome == .yes
  }

  /// Whether these facts do not meet the condition, whatever the facts that are not known. A condition that cannot be
  /// computed is not met.
  package func isMissed(by facts: FactSheet) -> Bool {
    switch condition.evaluate(given.adding(facts)).outcome {
    case .yes: false
    case .no: true
    case .unknown(let missing): missing.isEmpty
    }
  }
}

extension FactSheet {
  /// The fewest of these facts with which one condition is met and another is not; nil when all of them together do not
  /// show that.
  package func smallest(meeting met: GivenCondition, butNot other: GivenCondition) -> FactSheet? {
    let shows = { (sheet: FactSheet) in met.isMet(by: sheet) && other.isMissed(by: sheet) }
    return shows(self) ? trimmed(shows) : nil
  }
}
