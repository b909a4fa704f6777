import CareTypes
import RuleLanguage
import RuleReasoning

/// A fact whose texts do not matter.
func plainFact(
  _ name: String,
  _ type: FactType,
  choices: [String] = [],
  unit: FactUnit = .none,
  range: ClosedRange<Double>? = nil
) -> Fact {
  Fact(
    name,
    type,
    choices: choices.map { FactChoice($0, BilingualText($0, $0)) },
    unit: unit,
    range: range,
    label: BilingualText(name, name),
    suppliedBy: BilingualText("", "")
  )
}

extension FactRegion {
  /// Whether a value, or its absence, is within.
  func contains(_ value: FactValue?) -> Bool {
    guard let value else { return includesMissing }
    return values.contains { interval in
      if let excluded = interval.textsOtherThan {
        if case .string(let word) = value { return !excluded.contains(word) }
        return false
      }
      if let lower = interval.lower {
        guard value.equals(lower) ? interval.includesLower : isOrdered(lower, value) else { return false }
      }
      if let upper = interval.upper {
        guard value.equals(upper) ? interval.includesUpper : isOrdered(value, upper) else { return false }
      }
      return true
    }
  }

  private func isOrdered(_ left: FactValue, _ right: FactValue) -> Bool {
    left.ordering(with: right).map { $0 < 0 } ?? false
  }
}
