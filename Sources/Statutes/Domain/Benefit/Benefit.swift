package import CareTypes

/// What a provision gives (tegemoetkoming, verlof, dienst).
package struct Benefit: Sendable, Hashable, Codable {
  /// The amounts of money. The first whose condition is met on a day is paid; earlier indexed amounts have an end date.
  /// Empty when it is no money.
  package var amounts: [BenefitAmount] = []
  /// How often it is paid; nil when the source does not state it.
  package var frequency: Frequency?
  /// The person who is paid; nil when it is no money.
  package var payee: Payee?
  /// How much is paid for a period that is not full; nil when the source does not state it.
  package var proration: Proration?
  /// What it gives in addition to money or instead of it; nil when there is nothing of that kind.
  package var inKind: BilingualText?
  /// Limits on how much of it someone gets.
  package var quotas: [Quota] = []
  /// What the beneficiary pays; nil when that is nothing.
  package var ownContribution: OwnContribution?

  /// The amounts that are valid on a day, in their order.
  package func amounts(on day: Int) -> [BenefitAmount] {
    amounts.filter { DayRange(from: $0.from, until: $0.until).contains(day) }
  }
}

/// An amount, who gets it and when (bedrag).
package struct BenefitAmount: Sendable, Hashable, Codable {
  /// Euro cents for each payment; nil when the source does not state it.
  package var cents: Int64?
  /// Who gets it, in the condition language; nil for everyone who holds the provision.
  package var condition: String?
  /// The first day, in days since 1970-01-01; nil for the first day of the provision.
  package var from: Int?
  /// The last day, in days since 1970-01-01; nil when no end is known.
  package var until: Int?
}

/// Who is paid (begunstigde van de betaling).
package enum Payee: String, Sendable, Hashable, CaseIterable, Codable {
  /// The caregiver (mantelzorger).
  case caregiver
  /// The recipient (zorgvrager).
  case recipient
  /// Whichever of the two they choose (keuze).
  case choice
}

/// How much is paid for a period that is not full (proratering).
package enum Proration: String, Sendable, Hashable, CaseIterable, Codable {
  /// The full amount (geen proratering).
  case none
  /// By days (per dag).
  case days
  /// By months (per maand).
  case months
}

/// A limit on a benefit, such as 3 months in a career, or 40 hours in 6 months with at most 3 a week (quotum).
package struct Quota: Sendable, Hashable, Codable {
  /// The unit of a quota.
  package enum Unit: String, Sendable, Hashable, CaseIterable, Codable {
    /// Hours (uren).
    case hours
    /// Days (dagen).
    case days
    /// Weeks (weken).
    case weeks
    /// Months (maanden).
    case months
    /// Sessions (sessies).
    case sessions
    /// Times (keren).
    case times
  }

  /// The person or the care situation for which a quota is counted.
  package enum Scope: String, Sendable, Hashable, CaseIterable, Codable {
    /// A caregiver (mantelzorger), whomever they care for.
    case caregiver
    /// A recipient (zorgvrager), for all caregivers together.
    case recipient
    /// One caregiver and one recipient (mantelzorgsituatie).
    case careSituation = "care_situation"
  }

  /// The number of units.
  package var amount: Double
  /// The unit.
  package var unit: Unit
  /// The person or care situation for which it is counted.
  package var scope: Scope
  /// The months after which the quota starts again; nil when it is for the whole career.
  package var windowMonths: Int?
  /// The most units in one week; nil for no such limit.
  package var perWeek: Double?
  /// A remark; nil when there is none.
  package var remark: BilingualText?
}

/// What the beneficiary pays (eigen bijdrage).
package struct OwnContribution: Sendable, Hashable, Codable {
  /// Euro cents for each unit; nil when the source does not state it.
  package var cents: Int64?
  /// The unit for which it is paid, such as an hour.
  package var per: BilingualText
}
