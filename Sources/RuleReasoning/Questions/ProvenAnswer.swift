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
