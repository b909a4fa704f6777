import CareTypes

/// The one catalogue of words for comparisons, Dutch and English side by side.
enum StatuteTexts {
  typealias Words = ComparedAspect.Words

  static let beneficiary = Words("begunstigde", "beneficiary")
  static let grantMode = Words("toekenning", "granting")
  static let amount = Words("bedrag", "amount")
  static let frequency = Words("periodiciteit", "frequency")
  static let requirement = Words("voorwaarde", "requirement")
  static let unknown = Words("niet bekend", "not known")

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
    case .apply: Words("op aanvraag", "on application")
    }
  }

  static func frequency(_ frequency: Frequency) -> Words {
    switch frequency {
    case .once: Words("eenmalig", "once")
    case .monthly: Words("per maand", "per month")
    case .yearly: Words("per jaar", "per year")
    }
  }

  static func amount(_ cents: Int64) -> Words {
    let money = Money(cents: cents)
    return Words(money.formatted(.dutch), money.formatted(.english))
  }
}
