import CareTypes
package import RuleLanguage

/// A figure that a condition or a benefit names as `parameter.NAME`.
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
  /// Value as text; nothing when the source does not tell it.
  package var value: String?
  /// Label in Dutch.
  package var labelNL: String
  /// Label in English.
  package var labelEN: String
  /// Whether it is left open (open term): of a model to whoever adopts it, of higher law to municipalities.
  package var isOpen = false
  /// The least value that may be chosen.
  package var minimum: String?
  /// The greatest value that may be chosen.
  package var maximum: String?
  /// The values that may be chosen from; empty: any in the bounds.
  package var choices: [Choice] = []
  /// The fact from which the value is read in other regulations, when a proposal is made.
  package var reads: Extraction?

  /// How the value is read from the condition of another regulation.
  package struct Extraction: Sendable, Hashable, Codable {
    /// What of the fact is read.
    package enum Part: String, Sendable, Hashable, CaseIterable, Codable {
      /// The lowest number with which the condition can hold.
      case lowest
      /// The highest number with which the condition can hold.
      case highest
      /// Whether it is required, excluded or neutral.
      case stance
      /// The lowest number that is proof enough by itself; for texts and yes-or-no facts, whether it is proof.
      case proof
      /// What it pays in a year, in euro cents.
      case centsPerYear = "cents_per_year"
      /// Who is paid.
      case payee
      /// After how many days of admission it is suspended.
      case suspension
    }

    /// What is read.
    package var part: Part
    /// Name of the fact; nothing where the part is no fact's.
    package var fact: String?
    /// Whether a higher value is the more generous one.
    package var higherIsWider: Bool
  }

  /// The name under which a condition asks for it, such as `parameter.bel_threshold`.
  package var factName: String { "parameter.\(name)" }

  /// What stands for it in the catalogue of a condition; its authority can supply it.
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

  /// The value as conditions see it; nothing when unknown, or not of its type.
  package var factValue: FactValue? { value.flatMap(factValue(_:)) }

  /// A text as a value of its type; nothing when it is none.
  package func factValue(_ text: String) -> FactValue? {
    switch type {
    case .bool: Bool(text).map { .bool($0) }
    case .int: Int(text).map { .int($0) }
    case .decimal: Double(text).flatMap { $0.isFinite ? .decimal($0) : nil }
    case .string: .string(text)
    case .date: RuleDate(iso: text).map { .date($0) }
    }
  }

  /// Why a value may not be chosen; nothing when it may.
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
