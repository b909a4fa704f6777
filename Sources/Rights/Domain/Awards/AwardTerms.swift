package import CareTypes

/// What of a provision governs the awards on it: who holds one, how it is granted, and what ends it.
package struct AwardTerms: Sendable, Hashable, Codable {
  /// How long it is granted, and how it goes on.
  package struct Term: Sendable, Hashable, Codable {
    /// How it is renewed; nil when the source does not say.
    package var renewal: Renewal.Kind?
    /// Months for which it is granted; nil when the source does not say, or for no end.
    package var months: Int?

    /// A term.
    package init(renewal: Renewal.Kind? = nil, months: Int? = nil) {
      self.renewal = renewal
      self.months = months
    }
  }

  /// How much of the benefit there is (quotum).
  package struct Quota: Sendable, Hashable, Codable {
    /// The amount, in hundredths of the unit.
    package var hundredths: Int
    /// The unit.
    package var unit: CareTypes.Quota.Unit
    /// For whom it is counted.
    package var scope: CareTypes.Quota.Scope
    /// Months after which it starts again; nil when it is for the whole career.
    package var windowMonths: Int?
    /// Whether it starts again on every 1 January; nil when it does not.
    package var isPerCalendarYear: Bool?
    /// The most in one week from Monday to Sunday, in hundredths of the unit; nil for no such limit.
    package var weeklyHundredths: Int?
    /// The name that it has in common with quotas of other provisions, whose use counts as well; nil when there are none.
    package var pot: String?
    /// How leave for a part of working time counts; nil when it counts as full leave does.
    package var partTime: PartTimeCount?

    /// A quota.
    package init(
      hundredths: Int,
      unit: CareTypes.Quota.Unit,
      scope: CareTypes.Quota.Scope,
      windowMonths: Int? = nil,
      isPerCalendarYear: Bool? = nil,
      weeklyHundredths: Int? = nil,
      pot: String? = nil,
      partTime: PartTimeCount? = nil
    ) {
      self.hundredths = hundredths
      self.unit = unit
      self.scope = scope
      self.windowMonths = windowMonths
      self.isPerCalendarYear = isPerCalendarYear
      self.weeklyHundredths = weeklyHundredths
      self.pot = pot
      self.partTime = partTime
    }

    /// How much of it some use takes, in hundredths of the unit.
    package func counted(_ use: AwardAction.Use) -> Int {
      (partTime ?? .whole).counted(use.hundredths, use.form ?? .full)
    }

    /// Whether it starts again after some time.
    package var startsAgain: Bool { windowMonths != nil || isPerCalendarYear == true }
  }

  /// Whether each caregiver and recipient have an award of their own; otherwise the beneficiary has one.
  package var isForPair = false
  /// Who signs.
  package var signatures: [Signatory] = []
  /// The days of every year on which one can apply; nil for any day.
  package var applicationPeriod: YearlyPeriod?
  /// How long it is granted.
  package var term = Term()
  /// What ends it.
  package var endedBy: [Ending] = []
  /// The most caregivers for one recipient; nil for no limit.
  package var perRecipient: Int?
  /// The most recipients for one caregiver; nil for no limit.
  package var perCaregiver: Int?
  /// Who decides; nil when the source does not say.
  package var decider: BilingualText?
  /// Days after a ruling within which to object; nil when the source does not say.
  package var objectionDays: Int?
  /// How much of the benefit there is.
  package var quotas: [Quota] = []
  /// How much is paid for a period in which it is held in part; nil when the source does not say.
  package var proration: Proration?

  /// Terms that ask nothing and limit nothing.
  package init() {}
}
