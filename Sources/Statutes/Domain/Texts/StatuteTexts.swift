import CareTypes
import RuleLanguage

/// The texts of comparisons for people, in Dutch and English.
enum StatuteTexts {
  /// For an aspect that a provision does not have.
  static let nothing = BilingualText("–", "–")
  static let beneficiary = BilingualText("begunstigde", "beneficiary")
  static let grantMode = BilingualText("toekenning", "granting")
  static let amount = BilingualText("bedrag", "amount")
  static let frequency = BilingualText("periodiciteit", "frequency")
  static let requirement = BilingualText("voorwaarde", "requirement")
  static let unknown = BilingualText("niet bekend", "not known")
  static let everyone = BilingualText("iedereen", "everyone")

  static func beneficiary(_ beneficiary: Beneficiary) -> BilingualText {
    switch beneficiary {
    case .caregiver: BilingualText("mantelzorger", "caregiver")
    case .recipient: BilingualText("zorgvrager", "recipient")
    case .pair: BilingualText("mantelzorger, per zorgvrager", "caregiver, for each recipient")
    }
  }

  static func grantMode(_ mode: GrantMode) -> BilingualText {
    switch mode {
    case .automatic: BilingualText("automatisch", "automatic")
    case .propose: BilingualText("op voorstel, met handtekening", "proposed, for signature")
    case .ratify: BilingualText("op voorstel, na bekrachtiging", "proposed, for ratification")
    case .apply: BilingualText("op aanvraag", "on application")
    }
  }

  static func frequency(_ frequency: Frequency) -> BilingualText {
    switch frequency {
    case .once: BilingualText("eenmalig", "once")
    case .daily: BilingualText("per dag", "per day")
    case .weekly: BilingualText("per week", "per week")
    case .quarterly: BilingualText("per kwartaal", "per quarter")
    case .monthly: BilingualText("per maand", "per month")
    case .yearly: BilingualText("per jaar", "per year")
    }
  }

  // MARK: Clashes

  /// That two provisions exclude each other.
  static func excluded(_ first: Provision, _ second: Provision) -> BilingualText {
    BilingualText(
      "“\(first.titleNL)” en “\(second.titleNL)” zijn niet cumuleerbaar, en sommige mensen voldoen aan beide.",
      "“\(first.titleEN)” and “\(second.titleEN)” cannot be held together, and some people meet both."
    )
  }

  /// That two provisions override the same one.
  static func sameTerm(_ first: Provision, _ second: Provision, _ id: String) -> BilingualText {
    BilingualText(
      "“\(first.titleNL)” en “\(second.titleNL)” treden in hetzelfde gebied allebei in de plaats van \(id).",
      "“\(first.titleEN)” and “\(second.titleEN)” both stand in for \(id) in the same territory."
    )
  }

  // MARK: Contradictions

  /// That two authorities disagree about something.
  static func against(
    _ subject: BilingualText,
    _ first: BilingualText,
    _ left: Authority,
    _ second: BilingualText,
    _ right: Authority
  ) -> BilingualText {
    BilingualText(
      "\(subject.dutch): \(first.dutch) (\(left.nameNL)) tegenover \(second.dutch) (\(right.nameNL))",
      "\(subject.english): \(first.english) (\(left.nameEN)) against \(second.english) (\(right.nameEN))"
    )
  }

  /// That values of a fact are enough proof.
  static func provenBy(_ values: BilingualText) -> BilingualText {
    BilingualText("volstaat als bewijs: \(values.dutch)", "enough as proof: \(values.english)")
  }

  /// That the source does not state a figure.
  static func unknownFigure(_ parameter: Parameter) -> BilingualText {
    BilingualText("\(parameter.labelNL): \(unknown.dutch)", "\(parameter.labelEN): \(unknown.english)")
  }

  /// That a part of a condition could not be analysed.
  static func notProven(_ reason: BilingualText) -> BilingualText {
    BilingualText("niet bewezen: \(reason.dutch)", "not proven: \(reason.english)")
  }

  // MARK: Values

  static func amount(_ cents: Int64) -> BilingualText {
    let money = Money(cents: cents)
    return BilingualText(money.formatted(.dutch), money.formatted(.english))
  }

  /// A number without a superfluous fraction.
  static func number(_ number: Double) -> BilingualText {
    let text = "\(number)"
    let plain = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    return BilingualText(plain.split(separator: ".").joined(separator: ","), plain)
  }

  /// A day, such as `1 maart 2025`.
  static func day(_ day: Int) -> BilingualText {
    guard let date = RuleDate(daysSinceEpoch: day) else { return unknown }
    return BilingualText { dayFact.text(of: .date(date), in: $0) }
  }

  /// A day of every year, such as `1 maart`, of `03-01`.
  static func dayOfYear(_ text: String) -> BilingualText {
    // A leap year, so that 29 February is a day.
    guard let date = RuleDate(iso: "2000-\(text)") else { return BilingualText(text, text) }
    return BilingualText { String(dayFact.text(of: .date(date), in: $0).dropLast(" 2000".count)) }
  }

  private static let dayFact = Fact("day", .date, label: BilingualText("dag", "day"), suppliedBy: BilingualText("", ""))
}
