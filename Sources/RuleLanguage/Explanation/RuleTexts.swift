package import CareTypes

/// The words of explanations for people.
package enum RuleTexts {
  // MARK: Headings

  static let allOf = BilingualText(
    "al deze voorwaarden moeten vervuld zijn:",
    "all of these conditions must be met:"
  )
  static let anyOf = BilingualText(
    "minstens een van deze voorwaarden moet vervuld zijn:",
    "at least one of these conditions must be met:"
  )
  static let not = BilingualText("dit mag niet het geval zijn:", "this must not be the case:")
  static let choice = BilingualText(
    "de voorwaarde hangt af van de situatie:",
    "the condition depends on the situation:"
  )
  static let ifPart = BilingualText("als: #", "if: #")
  static let thenPart = BilingualText("dan: #", "then: #")
  static let elsePart = BilingualText("anders: #", "otherwise: #")
  static let always = BilingualText("geldt altijd", "always holds")
  static let never = BilingualText("geldt nooit", "never holds")

  // MARK: Values

  static let yes = BilingualText("ja", "yes")
  static let no = BilingualText("nee", "no")
  static let or = BilingualText(" of ", " or ")
  static let known = BilingualText("bekend", "known")
  static let notKnown = BilingualText("niet bekend", "not known")
  static let notKnownAside = BilingualText("# (niet bekend)", "# (not known)")
  static let notKnownWhether = BilingualText("nog niet bekend of dit klopt: #", "not known yet whether this is so: #")
  static let asFarAsKnown = BilingualText("voor zover bekend: #", "as far as is known: #")
  static let nothingAgainst = BilingualText(
    "er is niets bekend dat dit uitsluit (#)",
    "nothing is known that excludes it (#)"
  )
  static let notComputable = BilingualText("kan niet berekend worden", "cannot be computed")

  // MARK: Requirements

  static let asRequired = BilingualText("zoals vereist", "as required")
  static let butRequired = BilingualText("maar # is vereist", "but # is required")
  static let isRequired = BilingualText("# is vereist", "# is required")

  /// The requirement of a test, with `#` for the value.
  static func requirement(_ relation: Explanation.Relation, of type: FactType?) -> BilingualText {
    switch (relation, type) {
    case (.greaterOrEqual, .date): BilingualText("op of na # nodig", "on or after # required")
    case (.greater, .date): BilingualText("na # nodig", "after # required")
    case (.lessOrEqual, .date): BilingualText("op of voor # nodig", "on or before # required")
    case (.less, .date): BilingualText("voor # nodig", "before # required")
    case (.equal, .date), (.equal, .string): BilingualText("# nodig", "# required")
    case (.equal, _): BilingualText("precies # nodig", "exactly # required")
    case (.notEqual, _): BilingualText("# niet toegestaan", "# not allowed")
    case (.greaterOrEqual, _): BilingualText("minstens # nodig", "at least # required")
    case (.greater, _): BilingualText("meer dan # nodig", "more than # required")
    case (.lessOrEqual, _): BilingualText("hoogstens # toegestaan", "at most # allowed")
    case (.less, _): BilingualText("minder dan # nodig", "less than # required")
    case (.oneOf, _): BilingualText("een van # nodig", "one of # required")
    case (.noneOf, _): BilingualText("geen van # toegestaan", "none of # allowed")
    case (.present, _): BilingualText("moet bekend zijn", "must be known")
    case (.absent, _): BilingualText("mag niet bekend zijn", "must not be known")
    }
  }

  // MARK: Numbers and dates

  /// A value with its unit, or the word of an enumeration.
  static func value(
    _ value: FactValue,
    unit: FactUnit,
    choices: [FactChoice],
    in language: TextLanguage
  ) -> String {
    switch value {
    case .bool(let answer): (answer ? yes : no)[language]
    case .int(let number) where unit == .cents || unit == .centsPerYear: amount(number, in: language)
    case .int(let number): quantity(String(number), unit, in: language)
    case .decimal(let number): quantity(decimal(number, in: language), unit, in: language)
    case .string(let word): choices.first { $0.value == word }?.label[language] ?? word
    case .date(let date): self.date(date, in: language)
    }
  }

  /// A number with its unit. Hours, points and numbers of people have no unit here, because the label of the fact names
  /// it.
  static func quantity(_ number: String, _ unit: FactUnit, in language: TextLanguage) -> String {
    let isOne = number == "1"
    let phrase: BilingualText =
      switch unit {
      case .years: isOne ? BilingualText("# jaar", "# year") : BilingualText("# jaar", "# years")
      case .months: isOne ? BilingualText("# maand", "# month") : BilingualText("# maanden", "# months")
      case .days: isOne ? BilingualText("# dag", "# day") : BilingualText("# dagen", "# days")
      case .percent: BilingualText("# %", "#%")
      case .kilometres: BilingualText("# km", "# km")
      case .none, .hoursPerWeek, .hoursPerMonth, .hoursPerYear, .points, .cents, .centsPerYear, .count:
        BilingualText("#", "#")
      }
    return phrase.filled(number, in: language)
  }

  /// An amount of euro cents, such as `€ 12,50`.
  static func amount(_ cents: Int, in language: TextLanguage) -> String {
    let (euros, rest) = cents.magnitude.quotientAndRemainder(dividingBy: 100)
    let sign = cents < 0 ? "-" : ""
    let digits = "\(sign)\(euros)\(language == .english ? "." : ",")\(rest < 10 ? "0" : "")\(rest)"
    return BilingualText("€ #", "€#").filled(digits, in: language)
  }

  /// An amount of euro cents as it is said, such as `25 euro` or `12,50 euro`.
  package static func spokenAmount(_ cents: Int64, in language: TextLanguage) -> String {
    let (euros, rest) = cents.magnitude.quotientAndRemainder(dividingBy: 100)
    var groups = [String(euros % 1000)]
    var left = euros / 1000
    while left > 0 {
      groups[0] = String(repeating: "0", count: 3 - groups[0].count) + groups[0]
      groups.insert(String(left % 1000), at: 0)
      left /= 1000
    }
    let (groupMark, decimalMark) = language == .english ? (",", ".") : (language == .french ? (" ", ",") : (".", ","))
    let digits =
      (cents < 0 ? "-" : "") + groups.joined(separator: groupMark)
      + (rest == 0 ? "" : decimalMark + (rest < 10 ? "0" : "") + String(rest))
    return BilingualText("# euro", "# euros").filled(digits, in: language)
  }

  /// A number without a superfluous fraction, with the decimal sign of English.
  static func plain(_ number: Double) -> String {
    let text = String(number)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A decimal number with the decimal sign of the language.
  static func decimal(_ number: Double, in language: TextLanguage) -> String {
    plain(number).split(separator: ".", omittingEmptySubsequences: false)
      .joined(separator: language == .english ? "." : ",")
  }

  /// A date, such as `1 maart 2025`.
  package static func date(_ date: RuleDate, in language: TextLanguage) -> String {
    let (year, month, day) = date.components
    let first = language == .french && day == 1 ? "1er" : String(day)
    return "\(first) \(months[month - 1][language]) \(year)"
  }

  private static let months = [
    BilingualText("januari", "January"), BilingualText("februari", "February"), BilingualText("maart", "March"),
    BilingualText("april", "April"), BilingualText("mei", "May"), BilingualText("juni", "June"),
    BilingualText("juli", "July"), BilingualText("augustus", "August"), BilingualText("september", "September"),
    BilingualText("oktober", "October"), BilingualText("november", "November"), BilingualText("december", "December"),
  ]
}
