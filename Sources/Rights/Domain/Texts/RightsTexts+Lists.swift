package import CareTypes
import RuleLanguage

/// The headings of lists, and amounts in words.
extension RightsTexts {
  static let undecidedGroup = BilingualText(
    "niet beslist: de overheden moeten dit oplossen",
    "not decided: the authorities have to solve this"
  )
  static let grantedGroup = BilingualText("toegekend", "granted")
  static let proposedGroup = BilingualText("voorgesteld: nog te kiezen of te tekenen", "proposed: to choose or to sign")
  static let notEntitledGroup = BilingualText("geen recht", "no right")
  static let waitsForFacts = BilingualText("wacht op gegevens", "waits for facts")

  static let toRatify = BilingualText("wacht op een beslissing", "waits for a ruling")
  static let toSign = BilingualText("aangevraagd: nog te tekenen", "applied for: to sign")
  static let toApply = BilingualText("voorgesteld: nog aan te vragen", "proposed: to apply for")
  static let interrupted = BilingualText("onderbroken door een opname", "interrupted by an admission")
  static let usedUp = BilingualText("opgebruikt", "used up")
  static let refused = BilingualText("geweigerd", "refused")
  static let over = BilingualText("beëindigd", "ended")

  /// The heading of what waits for one fact.
  static func waits(for label: BilingualText?, from supplier: BilingualText?, _ name: String) -> BilingualText {
    let label = label ?? BilingualText(name, name)
    guard let supplier, !supplier.dutch.isEmpty else {
      return BilingualText("wacht op: \(label.dutch)", "waits for: \(label.english)")
    }
    return BilingualText(
      "wacht op: \(label.dutch) (van: \(supplier.dutch))",
      "waits for: \(label.english) (from: \(supplier.english))"
    )
  }

  /// An amount with its period, such as `25 euro per maand`.
  package static func amount(_ cents: Int64, _ frequency: Frequency?, in language: TextLanguage) -> String {
    let amount = RuleTexts.spokenAmount(cents, in: language)
    return frequency.map { period($0).filled(amount, in: language) } ?? amount
  }

  /// The line of an explanation that says how much.
  package static func amountLine(_ cents: Int64, _ frequency: Frequency?) -> BilingualText {
    BilingualText(
      "het bedrag: \(amount(cents, frequency, in: .dutch))",
      "the amount: \(amount(cents, frequency, in: .english))"
    )
  }

  static func period(_ frequency: Frequency) -> BilingualText {
    switch frequency {
    case .once: BilingualText("# eenmalig", "# once")
    case .daily: BilingualText("# per dag", "# a day")
    case .weekly: BilingualText("# per week", "# a week")
    case .monthly: BilingualText("# per maand", "# a month")
    case .quarterly: BilingualText("# per drie maanden", "# every three months")
    case .yearly: BilingualText("# per jaar", "# a year")
    }
  }
}
