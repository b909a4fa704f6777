/// The functions that compute a value from values; `has`, `date`, `duration`, `int` and `double` are read apart.
///
/// The names of texts are CEL's own; those of dates are made as CEL extension functions.
package enum RuleFunction: String, Sendable, CaseIterable {
  /// The number of code points of a text: `size(text)` or `text.size()`.
  case size
  case contains
  case startsWith
  case endsWith
  /// Completed years from a date of birth to a day; below zero before birth.
  case ageOn = "age_on"
  /// Completed months from one day to another; below zero when the second comes first.
  case monthsBetween = "months_between"
  /// Days from one day to another; below zero when the second comes first.
  case daysBetween = "days_between"
  /// The day so many months later; the last of the month where the month has no such day.
  case addMonths = "add_months"
  /// A duration of so many days.
  case days

  /// The types of its values, for a method with the receiver first.
  var parameters: [RuleType] {
    switch self {
    case .size: [.string]
    case .contains, .startsWith, .endsWith: [.string, .string]
    case .ageOn, .monthsBetween, .daysBetween: [.date, .date]
    case .addMonths: [.date, .int]
    case .days: [.int]
    }
  }

  /// The type of its result.
  var result: RuleType {
    switch self {
    case .size, .ageOn, .monthsBetween, .daysBetween: .int
    case .contains, .startsWith, .endsWith: .bool
    case .addMonths: .date
    case .days: .duration
    }
  }

  /// The unit of the number that it gives; nil when it has none.
  var unit: FactUnit? {
    switch self {
    case .ageOn: .years
    case .monthsBetween: .months
    case .daysBetween: .days
    case .size, .contains, .startsWith, .endsWith, .addMonths, .days: nil
    }
  }

  /// The unit that a number given to it must have.
  var parameterUnit: FactUnit {
    switch self {
    case .addMonths: .months
    case .days: .days
    default: .none
    }
  }

  /// Whether it is written as a method: after its first value and a dot.
  var isMethod: Bool {
    switch self {
    case .size, .contains, .startsWith, .endsWith: true
    case .ageOn, .monthsBetween, .daysBetween, .addMonths, .days: false
    }
  }

  /// Whether it is written as a function, before its values in parentheses.
  var isGlobal: Bool { self == .size || !isMethod }

  /// Whether it has no result for some values.
  var canFail: Bool { self == .addMonths }

  /// The result; nil when it lies outside the calendar, or when the values are of other types.
  func apply(_ values: [FactValue]) -> FactValue? {
    guard let first = values.first, values.count == parameters.count else { return nil }
    if values.count == 1 {
      switch (self, first) {
      case (.size, .string(let text)): return .int(text.unicodeScalars.count)
      case (.days, .int): return first
      default: return nil
      }
    }
    switch (self, first, values[1]) {
    case (.contains, .string(let text), .string(let part)): return .bool(text.holds(part))
    case (.startsWith, .string(let text), .string(let part)):
      return .bool(text.utf8.starts(with: part.utf8))
    case (.endsWith, .string(let text), .string(let part)):
      return .bool(text.utf8.reversed().starts(with: part.utf8.reversed()))
    case (.ageOn, .date(let birth), .date(let day)): return .int(birth.wholeMonths(to: day) / 12)
    case (.monthsBetween, .date(let from), .date(let to)): return .int(from.wholeMonths(to: to))
    case (.daysBetween, .date(let from), .date(let to)):
      return .int(to.daysSinceEpoch - from.daysSinceEpoch)
    case (.addMonths, .date(let day), .int(let months)): return day.adding(months: months).map { .date($0) }
    default: return nil
    }
  }
}

extension String {
  /// Whether this text contains the code points of a part, in their order and without a gap.
  fileprivate func holds(_ part: String) -> Bool {
    let (text, part) = (Array(utf8), Array(part.utf8))
    guard let first = part.first else { return true }
    guard text.count >= part.count else { return false }
    return (0...(text.count - part.count)).contains { start in
      text[start] == first && text[start..<(start + part.count)].elementsEqual(part)
    }
  }
}

extension RuleDate {
  /// The completed months from this day to another, below zero when that comes first.
  ///
  /// A month is complete on the same day of the month: who was born on 29 February completes a year on 1 March of a
  /// common year.
  func wholeMonths(to other: RuleDate) -> Int {
    if other < self { return -other.wholeMonths(to: self) }
    let (from, to) = (components, other.components)
    return (to.year - from.year) * 12 + to.month - from.month - (to.day < from.day ? 1 : 0)
  }

  /// The day so many months later; the last day of the month where the month is too short; nil outside the calendar.
  func adding(months: Int) -> RuleDate? {
    let (year, month, day) = components
    let (count, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow, count >= 12 else { return nil }
    for shorter in 0..<4 {
      if let found = RuleDate(year: count / 12, month: count % 12 + 1, day: day - shorter) { return found }
    }
    return nil
  }

  /// The day so many days later; nil outside the calendar.
  func adding(days: Int) -> RuleDate? {
    let (day, overflow) = daysSinceEpoch.addingReportingOverflow(days)
    return overflow ? nil : RuleDate(daysSinceEpoch: day)
  }
}

/// A duration as CEL writes it: numbers with the units h, m, s, ms, us and ns, with a sign before them all.
enum DurationText {
  /// The whole days of such a text; nil when it is not one, or not a whole number of days.
  static func days(_ text: String) -> Int? {
    var rest = Array(text.utf8)[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    guard !rest.isEmpty else { return nil }
    // In nanoseconds, the smallest unit; 128 bits hold every sum of so few numbers of at most 15 digits.
    var total: Int128 = 0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isDigit }
      guard (1...15).contains(digits.count) else { return nil }
      let number = digits.reduce(Int128(0)) { $0 * 10 + Int128($1 - UInt8(ascii: "0")) }
      rest = rest.dropFirst(digits.count)
      let letters = rest.prefix { !$0.isDigit }
      let (sum, overflow) = total.addingReportingOverflow(number * (nanoseconds(letters) ?? 0))
      guard nanoseconds(letters) != nil, !overflow else { return nil }
      total = sum
      rest = rest.dropFirst(letters.count)
    }
    let (days, remainder) = total.quotientAndRemainder(dividingBy: 86_400_000_000_000)
    return remainder == 0 ? Int(exactly: isNegative ? -days : days) : nil
  }

  private static func nanoseconds(_ unit: ArraySlice<UInt8>) -> Int128? {
    switch String(decoding: unit, as: UTF8.self) {
    case "h": 3_600_000_000_000
    case "m": 60_000_000_000
    case "s": 1_000_000_000
    case "ms": 1_000_000
    case "us": 1_000
    case "ns": 1
    default: nil
    }
  }
}
