package import RuleLanguage

/// The values from a lower to an upper end; for a text or a yes-or-no fact both ends are the same value.
package struct ValueInterval: Sendable, Equatable {
  /// The least value, nil where the fact has no declared least value.
  package let lower: FactValue?
  /// Whether the lower end belongs to the interval.
  package let includesLower: Bool
  /// The greatest value, nil where the fact has no declared greatest value.
  package let upper: FactValue?
  /// Whether the upper end belongs to the interval.
  package let includesUpper: Bool
  /// For a text that is no enumeration: the interval is every text except these, and both ends are nil.
  package let textsOtherThan: [String]?
}
