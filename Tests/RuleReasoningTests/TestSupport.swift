import CareTypes
import RuleLanguage
import RuleReasoning

/// A generator with a seed, so that a failure can be repeated (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

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
