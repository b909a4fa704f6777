package import RuleLanguage

/// Values of one fact.
package struct FactValueSet: Sendable, Equatable {
  /// The fact.
  package let fact: Fact
  /// The values, and whether the fact may be missing.
  package let region: FactRegion
  /// The lowest value of a number or date; nil when every low value is included.
  package let lowest: FactValue?
  /// The highest value of a number or date; nil when every high value is included.
  package let highest: FactValue?

  /// Whether the values form one interval without a gap.
  package var isWhole: Bool { region.values.count <= 1 }

  /// Whether the values of a yes-or-no fact include this answer.
  func allows(_ answer: Bool) -> Bool {
    region.values.contains { $0.lower == .bool(answer) }
  }
}
