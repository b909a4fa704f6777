import RuleLanguage

/// The values that a fact can have, numbered in their order: every value has an ordinal, and neighbouring ordinals are
/// neighbouring values.
///
/// A text that is no enumeration has an ordinal for each text that a condition mentions, and one for all other texts.
struct FactDomain: Sendable {
  let fact: Fact
  /// The first and last ordinal.
  let ordinals: ClosedRange<Int>
  /// The texts that are mentioned, sorted, for a text that is no enumeration.
  let words: [String]

  /// - Parameter words: the texts that conditions compare a text with.
  /// - Returns: nil when the declared range holds no value.
  init?(_ fact: Fact, words: Set<String> = []) {
    self.fact = fact
    var sorted: [String] = []
    switch fact.type {
    case .bool: ordinals = 0...1
    case .string:
      if fact.choices.isEmpty { sorted = words.sorted() }
      ordinals = 0...(fact.choices.isEmpty ? sorted.count : fact.choices.count - 1)
    case .date: ordinals = RuleDate.supportedDays
    case .int:
      let lower = fact.range.flatMap { Int(exactly: $0.lowerBound.rounded(.up)) } ?? .min
      let upper = fact.range.flatMap { Int(exactly: $0.upperBound.rounded(.down)) } ?? .max
      guard lower <= upper else { return nil }
      ordinals = lower...upper
    case .decimal:
      let greatest = Double.greatestFiniteMagnitude
      let lower = max(-greatest, fact.range?.lowerBound ?? -greatest)
      let upper = min(greatest, fact.range?.upperBound ?? greatest)
      guard lower <= upper else { return nil }
      ordinals = Self.ordinal(lower)...Self.ordinal(upper)
    }
    self.words = sorted
  }

  /// Whether every value is a case of its own because the values have no order.
  var isDiscrete: Bool { fact.type == .bool || fact.type == .string }

  /// Whether one ordinal is used for all texts that no condition mentions.
  var isOpenText: Bool { fact.type == .string && fact.choices.isEmpty }

  /// The number of values; the greatest integer when there are more.
  var count: Int {
    let (width, overflow) = ordinals.upperBound.subtractingReportingOverflow(ordinals.lowerBound)
    return overflow || width == .max ? .max : width + 1
  }

  /// The value of an ordinal within the domain.
  func value(_ ordinal: Int) -> FactValue {
    switch fact.type {
    case .bool: .bool(ordinal != 0)
    case .int: .int(ordinal)
    case .decimal: .decimal(Self.decimal(ordinal))
    case .date: RuleDate(daysSinceEpoch: ordinal).map { .date($0) } ?? .int(ordinal)
    case .string:
      if fact.choices.indices.contains(ordinal) {
        .string(fact.choices[ordinal].value)
      } else {
        .string(words.indices.contains(ordinal) ? words[ordinal] : unmentioned)
      }
    }
  }

  /// A text that no condition mentions.
  private var unmentioned: String {
    var text = "?"
    while words.contains(text) { text += "?" }
    return text
  }

  // MARK: Decimals

  /// The bits of a number, arranged so that they increase with the number.
  private static func ordinal(_ number: Double) -> Int {
    let bits = Int(truncatingIfNeeded: number.magnitude.bitPattern)
    return number < 0 ? -bits : bits
  }

  private static func decimal(_ ordinal: Int) -> Double {
    let number = Double(bitPattern: UInt64(ordinal.magnitude))
    return ordinal < 0 ? -number : number
  }

  /// An ordinal that people recognise, such as 0 instead of the smallest integer there is.
  private func plain(in interval: ClosedRange<Int>) -> Int {
    guard !isDiscrete, fact.range == nil, interval.lowerBound == ordinals.lowerBound else { return interval.lowerBound }
    return interval.upperBound == ordinals.upperBound ? 0 : interval.upperBound
  }

  /// The plainest value of an interval of ordinals, for an example that people read.
  func example(in interval: ClosedRange<Int>) -> FactValue {
    guard fact.type == .decimal else { return value(plain(in: interval)) }
    let (low, high) = (Self.decimal(interval.lowerBound), Self.decimal(interval.upperBound))
    var best = low
    for scale in [1.0, 10, 100, 1_000] {
      for number in [(low * scale).rounded(.up) / scale, (high * scale).rounded(.down) / scale]
      where low <= number && number <= high && "\(number)".count < "\(best)".count {
        best = number
      }
    }
    return .decimal(best)
  }
}

extension ClosedRange<Int> {
  /// The ordinal in the middle, rounded down.
  var middle: Int {
    (lowerBound & upperBound) + ((lowerBound ^ upperBound) >> 1)
  }

  /// The first ordinal that has a property. The property must hold for all later ordinals once it holds for one; nil
  /// when it holds for none.
  func first(where holds: (Int) -> Bool) -> Int? {
    guard holds(upperBound) else { return nil }
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = (low...high).middle
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
