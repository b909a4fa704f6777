package import RuleLanguage

/// A fact about a person, as text: what an example is made of, and what a caller tells.
package struct ProfileFact: Sendable, Hashable {
  /// Name in the catalogue, such as `recipient.age`.
  package let name: String
  /// The value, as text of its type.
  package let value: String

  /// A fact and its value.
  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// Facts as a list, by name.
  package static func list(_ sheet: FactSheet) -> [ProfileFact] {
    sheet.values.sorted { $0.key < $1.key }.map { ProfileFact($0.key, $0.value.plainText) }
  }
}

extension FactValue {
  /// The value as text of its type, as a profile tells it.
  package var plainText: String {
    switch self {
    case .bool(let answer): "\(answer)"
    case .int(let number): "\(number)"
    case .decimal(let number): "\(number)"
    case .string(let word): word
    case .date(let date): date.iso
    }
  }
}

extension Fact {
  /// A text as a value that the declaration allows; nothing when it is none.
  package func value(from text: String) -> FactValue? {
    let value: FactValue? =
      switch type {
      case .bool: Bool(text).map { .bool($0) }
      case .int: Int(text).map { .int($0) }
      case .decimal: Double(text).map { .decimal($0) }
      case .string: .string(text)
      case .date: RuleDate(iso: text).map { .date($0) }
      }
    return value.flatMap(admitted)
  }

  /// Why a text is no value of the fact, in English.
  package var refusal: String {
    if !choices.isEmpty { return "is not one of " + choices.map(\.value).joined(separator: ", ") }
    let noun =
      switch type {
      case .bool: "neither true nor false"
      case .int: "no whole number"
      case .decimal: "no number"
      case .string: "no text"
      case .date: "no date as 2025-01-31"
      }
    guard let range else { return "is \(noun)" }
    return "is \(noun) from \(FactValue.decimal(range.lowerBound).shortText) to "
      + FactValue.decimal(range.upperBound).shortText
  }
}

extension FactValue {
  /// A number without a needless fraction.
  fileprivate var shortText: String {
    let text = plainText
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
