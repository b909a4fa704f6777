extension Fact {
  /// A text as a value that the declaration allows; nil when it is none.
  package func value(from text: String) -> FactValue? {
    FactValue(text, type: type).flatMap(admitted)
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
  /// A number without a superfluous fraction.
  fileprivate var shortText: String {
    let text = plainText
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
