import CareTypes
package import RuleLanguage

/// A figure that a condition or a benefit refers to as `parameter.NAME`.
package struct Parameter: Sendable, Hashable, Codable {
  /// A value that an authority may choose.
  package struct Choice: Sendable, Hashable, Codable {
    /// The value as text.
    package var value: String
    /// Label in Dutch.
    package var labelNL: String
    /// Label in English.
    package var labelEN: String
  }

  /// Name in lower snake case.
  package var name: String
  /// Type in the condition language.
  package var type: FactType
  /// The value as text; nil when the source does not state it.
  package var value: String?
  /// Label in Dutch.
  package var labelNL: String
  /// Label in English.
  package var labelEN: String
  /// Whether it is an open term, which a model leaves to those who adopt it, and federal or Flemish law to
  /// municipalities.
  package var isOpen = false
  /// The lowest value that may be chosen; nil for no limit.
  package var minimum: String?
  /// The highest value that may be chosen; nil for no limit.
  package var maximum: String?
  /// The values that may be chosen; empty when every value within the limits is allowed.
  package var choices: [Choice] = []
  /// How a proposal to harmonise extracts the value from other regulations; nil when it does not.
  package var reads: Extraction?

  /// How a value is extracted from the condition of another regulation.
  package struct Extraction: Sendable, Hashable, Codable {
    /// What is extracted.
    package enum Part: String, Sendable, Hashable, CaseIterable, Codable {
      /// The lowest number with which the condition can be met.
      case lowest
      /// The highest number with which the condition can be met.
      case highest
      /// Whether the fact is required, excluded, accepted as proof or neutral.
      case stance
      /// The lowest number that is enough proof; for texts and yes-or-no facts, whether they are proof.
      case proof
      /// The amount that is paid in a year, in euro cents.
      case centsPerYear = "cents_per_year"
      /// The person who is paid.
      case payee
      /// The days of admission after which the benefit is suspended.
      case suspension
    }

    /// What is extracted.
    package var part: Part
    /// The name of the fact; nil when no fact is involved.
    package var fact: String?
    /// Whether a higher value is the more generous one.
    package var higherIsWider: Bool
  }

  /// The name under which a condition asks for it, such as `parameter.bel_threshold`.
  package var factName: String { Fact.parameterName(name) }

  /// The declaration with which a condition uses it; its authority supplies the value.
  package func fact(of authority: Authority) -> Fact {
    Fact(
      name,
      type,
      choices: choices.map { FactChoice($0.value, BilingualText($0.labelNL, $0.labelEN)) },
      range: range,
      label: BilingualText(labelNL, labelEN),
      suppliedBy: BilingualText(authority.nameNL, authority.nameEN)
    )
  }

  /// The value as conditions use it; nil when it is unknown or not of its type.
  package var factValue: FactValue? { value.flatMap(factValue(_:)) }

  /// A text as a value of its type; nil when it is none.
  package func factValue(_ text: String) -> FactValue? { FactValue(text, type: type) }

  /// The reason why a value may not be chosen; nil when it may.
  package func refusal(of text: String) -> String? {
    guard factValue(text) != nil else { return "is no \(type.rawValue)" }
    if !choices.isEmpty, !choices.contains(where: { $0.value == text }) {
      return "is not one of " + choices.map(\.value).joined(separator: ", ")
    }
    guard let number = Double(text) else { return nil }
    if let least = minimum.flatMap(Double.init), number < least { return "is less than \(minimum ?? "")" }
    if let most = maximum.flatMap(Double.init), number > most { return "is more than \(maximum ?? "")" }
    return nil
  }

  private var range: ClosedRange<Double>? {
    guard let least = minimum.flatMap(Double.init), let most = maximum.flatMap(Double.init), least <= most else {
      return nil
    }
    return least...most
  }
}
