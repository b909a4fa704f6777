package import CareTypes
package import RuleLanguage

extension DifferingRegion {
  /// The region for people, such as `score op de BEL-profielschaal: 28 tot en met 29`; facts are parted by `; `.
  ///
  /// - Parameter catalogue: Where the labels are; a fact that is not in it goes by its name.
  package func words(in language: TextLanguage, catalogue: FactCatalogue) -> String {
    facts.map { region in
      let fact = catalogue[region.name]
      return "\(fact?.label[language] ?? region.name): \(region.words(of: fact, in: language))"
    }.joined(separator: "; ")
  }
}

extension FactRegion {
  /// The values for people, such as `28 tot en met 29`.
  ///
  /// - Parameters:
  ///   - fact: The declaration with the labels; nil when it is not known, and then values are written as in a
  ///     condition.
  ///   - language: The language of the text.
  func words(of fact: Fact?, in language: TextLanguage) -> String {
    var parts = values.map { IntervalWriter(fact: fact, language: language).words(of: $0) }
    if includesMissing { parts.append(BilingualText("niet bekend", "not known")[language]) }
    return parts.joined(separator: BilingualText(" of ", " or ")[language])
  }
}

/// Writes intervals of one fact.
private struct IntervalWriter {
  let fact: Fact?
  let language: TextLanguage

  func words(of interval: ValueInterval) -> String {
    if let others = interval.textsOtherThan {
      let excluded = others.map { "“\($0)”" }.joined(separator: ", ")
      return BilingualText("iets anders dan", "anything but")[language] + " " + excluded
    }
    if let lower = interval.lower, let upper = interval.upper, lower.equals(upper) { return text(lower) }
    // The ends of the declared range are left out, because they limit nothing.
    let lower = isEnd(interval.lower, \.lowerBound) ? nil : interval.lower
    let upper = isEnd(interval.upper, \.upperBound) ? nil : interval.upper
    switch (lower, upper) {
    case (nil, nil): return BilingualText("elke waarde", "any value")[language]
    case (let lower?, nil): return beginning(interval.includesLower, lower)
    case (nil, let upper?): return ending(interval.includesUpper, upper)
    case (let lower?, let upper?):
      if interval.includesLower, interval.includesUpper {
        return "\(text(lower)) \(BilingualText("tot en met", "to")[language]) \(text(upper))"
      }
      let and = BilingualText("en", "and")[language]
      return "\(beginning(interval.includesLower, lower)) \(and) \(ending(interval.includesUpper, upper))"
    }
  }

  private func isEnd(_ value: FactValue?, _ bound: (ClosedRange<Double>) -> Double) -> Bool {
    guard let range = fact?.range, let number = value?.number else { return value == nil }
    return number == bound(range)
  }

  private func beginning(_ isIncluded: Bool, _ value: FactValue) -> String {
    let isDate = value.type == .date
    let phrase =
      isIncluded
      ? (isDate ? BilingualText("op of na", "on or after") : BilingualText("minstens", "at least"))
      : (isDate ? BilingualText("na", "after") : BilingualText("meer dan", "more than"))
    return "\(phrase[language]) \(text(value))"
  }

  private func ending(_ isIncluded: Bool, _ value: FactValue) -> String {
    let isDate = value.type == .date
    let phrase =
      isIncluded
      ? (isDate ? BilingualText("op of voor", "on or before") : BilingualText("hoogstens", "at most"))
      : (isDate ? BilingualText("voor", "before") : BilingualText("minder dan", "less than"))
    return "\(phrase[language]) \(text(value))"
  }

  private func text(_ value: FactValue) -> String {
    if let fact { return fact.text(of: value, in: language) }
    return value.plainText
  }
}
