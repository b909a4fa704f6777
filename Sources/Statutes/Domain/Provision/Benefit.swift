package import CareTypes

/// What a provision gives (tegemoetkoming, verlof, dienst).
package struct Benefit: Sendable, Hashable, Codable {
  /// What it pays, when it is money: the first whose condition holds counts; the indexed history stands in their days.
  package var amounts: [BenefitAmount] = []
  /// How often it pays; nothing when the source does not tell it.
  package var frequency: Frequency?
  /// Who is paid; nothing when it is no money.
  package var payee: Payee?
  /// What of a period that is not full is paid; nothing when the source does not tell it.
  package var proration: Proration?
  /// What it gives besides or instead of money.
  package var inKind: BilingualText?
  /// How much of it there is.
  package var quotas: [Quota] = []
  /// What the beneficiary pays.
  package var ownContribution: OwnContribution?

  /// The amounts that count on a day, in their order.
  package func amounts(on day: Int) -> [BenefitAmount] {
    amounts.filter { ($0.from ?? day) <= day && ($0.until ?? day) >= day }
  }
}

/// An amount, for whom and in which time (bedrag).
package struct BenefitAmount: Sendable, Hashable, Codable {
  /// Euro cents each time; nothing when the source does not tell it.
  package var cents: Int64?
  /// Who gets it, in the condition language; nothing: everyone who holds the provision.
  package var condition: String?
  /// First day, in days since 1970-01-01; nothing: as long as the provision is in force.
  package var from: Int?
  /// Last day, in days since 1970-01-01; nothing: no end is known.
  package var until: Int?
}

/// How often a benefit is given (periodiciteit).
package enum Frequency: String, Sendable, Hashable, CaseIterable, Codable {
  /// Once (eenmalig).
  case once
  /// Every day of care (dagelijks).
  case daily
  /// Every week (wekelijks).
  case weekly
  /// Every month (maandelijks).
  case monthly
  /// Every three months (driemaandelijks).
  case quarterly
  /// Every year (jaarlijks).
  case yearly

  /// How many times it pays in a year; what is paid once counts once.
  package var timesAYear: Int64 {
    switch self {
    case .once, .yearly: 1
    case .daily: 365
    case .weekly: 52
    case .monthly: 12
    case .quarterly: 4
    }
  }
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

/// What of a period that is not full is paid (proratering).
package enum Proration: String, Sendable, Hashable, CaseIterable, Codable {
  /// Nothing is taken off (geen).
  case none
  /// By days (per dag).
  case days
  /// By months (per maand).
  case months
}

/// How much there is of a benefit, such as 3 months a career, or 40 hours in 6 months at 3 a week (quotum).
package struct Quota: Sendable, Hashable, Codable {
  /// What a quota counts in.
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

  /// Over what a quota is counted.
  package enum Scope: String, Sendable, Hashable, CaseIterable, Codable {
    /// A caregiver (mantelzorger), whomever they care for.
    case caregiver
    /// A recipient (zorgvrager), whoever cares.
    case recipient
    /// One caregiver and one recipient (mantelzorgsituatie).
    case careSituation = "care_situation"
  }

  /// How many of the unit.
  package var amount: Double
  /// The unit.
  package var unit: Unit
  /// Over whom it is counted.
  package var scope: Scope
  /// The months after which it begins anew; nothing: never, it is for a career.
  package var windowMonths: Int?
  /// At most so many of the unit in a week.
  package var perWeek: Double?
  /// What else bears on it.
  package var remark: BilingualText?
}

/// What the beneficiary pays (eigen bijdrage).
package struct OwnContribution: Sendable, Hashable, Codable {
  /// Euro cents each time; nothing when the source does not tell it.
  package var cents: Int64?
  /// For each of what.
  package var per: BilingualText
}
