/// A language in which explanations are given.
package enum RuleTextLanguage: String, Sendable, Equatable, CaseIterable, Codable {
  case dutch
  case english
}

/// A text for people in both languages.
package struct Phrase: Sendable, Equatable {
  package let dutch: String
  package let english: String

  package init(_ dutch: String, _ english: String) {
    self.dutch = dutch
    self.english = english
  }

  /// The text in one language.
  package subscript(language: RuleTextLanguage) -> String {
    switch language {
    case .dutch: dutch
    case .english: english
    }
  }

  /// The text with its `#` replaced.
  func filled(_ value: String, in language: RuleTextLanguage) -> String {
    self[language].split(separator: "#", omittingEmptySubsequences: false).joined(separator: value)
  }
}

/// Every word of the explanations for people.
enum RuleTexts {
  // MARK: Headings

  static let allOf = Phrase(
    "al deze voorwaarden moeten vervuld zijn:",
    "all of these conditions must be met:"
  )
  static let anyOf = Phrase(
    "minstens een van deze voorwaarden moet vervuld zijn:",
    "at least one of these conditions must be met:"
  )
  static let not = Phrase("dit mag niet het geval zijn:", "this must not be the case:")
  static let choice = Phrase(
    "de voorwaarde hangt af van de situatie:",
    "the condition depends on the situation:"
  )
  static let ifPart = Phrase("als: #", "if: #")
  static let thenPart = Phrase("dan: #", "then: #")
  static let elsePart = Phrase("anders: #", "otherwise: #")
  static let always = Phrase("geldt altijd", "always holds")
  static let never = Phrase("geldt nooit", "never holds")

  // MARK: Values

  static let yes = Phrase("ja", "yes")
  static let no = Phrase("nee", "no")
  static let or = Phrase(" of ", " or ")
  static let known = Phrase("bekend", "known")
  static let notKnown = Phrase("niet bekend", "not known")
  static let notKnownAside = Phrase("# (niet bekend)", "# (not known)")
  static let notComputable = Phrase("kan niet berekend worden", "cannot be computed")

  // MARK: Requirements

  static let asRequired = Phrase("zoals vereist", "as required")
  static let butRequired = Phrase("maar # is vereist", "but # is required")
  static let isRequired = Phrase("# is vereist", "# is required")

  /// What a test asks, `#` being the value.
  static func requirement(_ relation: Explanation.Relation, of type: FactType?) -> Phrase {
    switch (relation, type) {
    case (.greaterOrEqual, .date): Phrase("op of na # nodig", "on or after # required")
    case (.greater, .date): Phrase("na # nodig", "after # required")
    case (.lessOrEqual, .date): Phrase("op of voor # nodig", "on or before # required")
    case (.less, .date): Phrase("voor # nodig", "before # required")
    case (.equal, .date), (.equal, .string): Phrase("# nodig", "# required")
    case (.equal, _): Phrase("precies # nodig", "exactly # required")
    case (.notEqual, _): Phrase("# niet toegestaan", "# not allowed")
    case (.greaterOrEqual, _): Phrase("minstens # nodig", "at least # required")
    case (.greater, _): Phrase("meer dan # nodig", "more than # required")
    case (.lessOrEqual, _): Phrase("hoogstens # toegestaan", "at most # allowed")
    case (.less, _): Phrase("minder dan # nodig", "less than # required")
    case (.oneOf, _): Phrase("een van # nodig", "one of # required")
    case (.noneOf, _): Phrase("geen van # toegestaan", "none of # allowed")
    case (.present, _): Phrase("moet bekend zijn", "must be known")
    case (.absent, _): Phrase("mag niet bekend zijn", "must not be known")
    }
  }

  // MARK: Numbers and dates

  /// A value with its unit, or the word of an enumeration.
  static func value(
    _ value: FactValue,
    unit: FactUnit,
    choices: [FactChoice],
    in language: RuleTextLanguage
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

  /// A number with its unit; hours, points and counts are named by the label of the fact.
  static func quantity(_ number: String, _ unit: FactUnit, in language: RuleTextLanguage) -> String {
    let isOne = number == "1"
    let phrase: Phrase =
      switch unit {
      case .years: isOne ? Phrase("# jaar", "# year") : Phrase("# jaar", "# years")
      case .months: isOne ? Phrase("# maand", "# month") : Phrase("# maanden", "# months")
      case .days: isOne ? Phrase("# dag", "# day") : Phrase("# dagen", "# days")
      case .percent: Phrase("# %", "#%")
      case .kilometres: Phrase("# km", "# km")
      case .none, .hoursPerWeek, .hoursPerMonth, .hoursPerYear, .points, .cents, .centsPerYear, .count:
        Phrase("#", "#")
      }
    return phrase.filled(number, in: language)
  }

  /// An amount of euro cents, such as `€ 12,50`.
  static func amount(_ cents: Int, in language: RuleTextLanguage) -> String {
    let (euros, rest) = cents.magnitude.quotientAndRemainder(dividingBy: 100)
    let sign = cents < 0 ? "-" : ""
    let digits = "\(sign)\(euros)\(Phrase(",", ".")[language])\(rest < 10 ? "0" : "")\(rest)"
    return Phrase("€ #", "€#").filled(digits, in: language)
  }

  /// A number without a needless fraction, with the decimal sign of English.
  static func plain(_ number: Double) -> String {
    let text = String(number)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A decimal number with the decimal sign of the language.
  static func decimal(_ number: Double, in language: RuleTextLanguage) -> String {
    plain(number).split(separator: ".", omittingEmptySubsequences: false)
      .joined(separator: Phrase(",", ".")[language])
  }

  /// A date, such as `1 maart 2025`.
  static func date(_ date: RuleDate, in language: RuleTextLanguage) -> String {
    let (year, month, day) = date.components
    return "\(day) \(months[month - 1][language]) \(year)"
  }

  private static let months = [
    Phrase("januari", "January"), Phrase("februari", "February"), Phrase("maart", "March"),
    Phrase("april", "April"), Phrase("mei", "May"), Phrase("juni", "June"),
    Phrase("juli", "July"), Phrase("augustus", "August"), Phrase("september", "September"),
    Phrase("oktober", "October"), Phrase("november", "November"), Phrase("december", "December"),
  ]
}
