package import RuleLanguage

/// How strict two conditions are, with examples of people who meet only one of them.
package struct StrictnessComparison: Sendable {
  /// What was proven. Whether the weaker of two conditions is really weaker may be left unproven: `firstIsStricter` is
  /// also the answer when it is only known that the first condition implies the second.
  package let strictness: Strictness
  /// The fewest facts that meet the first condition and not the second; nil when none were found.
  package let onlyFirst: FactSheet?
  /// The fewest facts that meet the second condition and not the first; nil when none were found.
  package let onlySecond: FactSheet?
}
