import CareTypes
import RuleLanguage

/// The one catalogue of words for comparisons, Dutch and English side by side.
enum StatuteTexts {
  /// Words in both languages.
  typealias Words = BilingualText

  /// Where there is nothing to tell.
  static let nothing = Words("–", "–")
  static let beneficiary = Words("begunstigde", "beneficiary")
  static let grantMode = Words("toekenning", "granting")
  static let amount = Words("bedrag", "amount")
  static let frequency = Words("periodiciteit", "frequency")
  static let requirement = Words("voorwaarde", "requirement")
  static let unknown = Words("niet bekend", "not known")
  static let everyone = Words("iedereen", "everyone")

  static func beneficiary(_ beneficiary: Beneficiary) -> Words {
    switch beneficiary {
    case .caregiver: Words("mantelzorger", "caregiver")
    case .recipient: Words("zorgvrager", "recipient")
    }
  }

  static func grantMode(_ mode: GrantMode) -> Words {
    switch mode {
    case .automatic: Words("automatisch", "automatic")
    case .propose: Words("op voorstel, met handtekening", "proposed, for signature")
    case .ratify: Words("op voorstel, na bekrachtiging", "proposed, for ratification")
    case .apply: Words("op aanvraag", "on application")
    }
  }

  static func frequency(_ frequency: Frequency) -> Words {
    switch frequency {
    case .once: Words("eenmalig", "once")
    case .daily: Words("per dag", "per day")
    case .weekly: Words("per week", "per week")
    case .quarterly: Words("per kwartaal", "per quarter")
    case .monthly: Words("per maand", "per month")
    case .yearly: Words("per jaar", "per year")
    }
  }

  // MARK: Clashes

  /// Two that cannot be held together.
  static func excluded(_ first: Provision, _ second: Provision) -> Words {
    Words(
      "“\(first.titleNL)” en “\(second.titleNL)” zijn niet cumuleerbaar, en sommige mensen voldoen aan beide.",
      "“\(first.titleEN)” and “\(second.titleEN)” cannot be held together, and some people meet both."
    )
  }

  /// Two that stand in for one provision.
  static func sameTerm(_ first: Provision, _ second: Provision, _ id: String) -> Words {
    Words(
      "“\(first.titleNL)” en “\(second.titleNL)” treden in hetzelfde gebied allebei in de plaats van \(id).",
      "“\(first.titleEN)” and “\(second.titleEN)” both stand in for \(id) in the same territory."
    )
  }

  // MARK: Contradictions

  /// What each of two authorities says about one thing.
  static func against(_ subject: Words, _ first: Words, _ left: Authority, _ second: Words, _ right: Authority) -> Words
  {
    Words(
      "\(subject.nl): \(first.nl) (\(left.nameNL)) tegenover \(second.nl) (\(right.nameNL))",
      "\(subject.en): \(first.en) (\(left.nameEN)) against \(second.en) (\(right.nameEN))"
    )
  }

  static let excludedFact = Words("uitgesloten", "excluded")

  /// Values of a fact that are proof enough.
  static func provenBy(_ values: Words) -> Words {
    Words("volstaat als bewijs: \(values.nl)", "enough as proof: \(values.en)")
  }

  /// A figure that the source does not tell.
  static func notTold(_ parameter: Parameter) -> Words {
    Words("\(parameter.labelNL): \(unknown.nl)", "\(parameter.labelEN): \(unknown.en)")
  }

  /// A part of a condition that is not followed.
  static func notProven(_ reason: Words) -> Words {
    Words("niet bewezen: \(reason.nl)", "not proven: \(reason.en)")
  }

  // MARK: Values

  static func amount(_ cents: Int64) -> Words {
    let money = Money(cents: cents)
    return Words(money.formatted(.dutch), money.formatted(.english))
  }

  /// A number without a needless fraction.
  static func number(_ number: Double) -> Words {
    let text = "\(number)"
    let plain = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    return Words(plain.split(separator: ".").joined(separator: ","), plain)
  }

  /// A day, such as `1 maart 2025`.
  static func day(_ day: Int) -> Words {
    guard let date = RuleDate(daysSinceEpoch: day) else { return unknown }
    return Words { dayFact.text(of: .date(date), in: $0) }
  }

  /// A day of every year, such as `1 maart`, of `03-01`.
  static func dayOfYear(_ text: String) -> Words {
    // A leap year, so that 29 February is a day.
    guard let date = RuleDate(iso: "2000-\(text)") else { return Words(text, text) }
    return Words { String(dayFact.text(of: .date(date), in: $0).dropLast(" 2000".count)) }
  }

  private static let dayFact = Fact("day", .date, label: Phrase("dag", "day"), suppliedBy: Phrase("", ""))
}

extension BilingualText {
  /// Dutch, then English.
  init(_ nl: String, _ en: String) {
    self.init(nl: nl, en: en)
  }

  /// The same words of a rule in each language.
  init(_ words: (RuleTextLanguage) -> String) {
    self.init(nl: words(.dutch), en: words(.english))
  }

  /// Words one after the other.
  static func joined(_ words: [BilingualText], by separator: String = "; ") -> BilingualText {
    BilingualText(
      words.map(\.nl).joined(separator: separator),
      words.map(\.en).joined(separator: separator)
    )
  }
}
