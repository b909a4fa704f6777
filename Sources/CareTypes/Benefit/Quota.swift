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
  /// Whether it starts again on every 1 January; nil when it does not.
  package var isPerCalendarYear: Bool?
  /// The name that it has in common with quotas of other provisions, whose use counts as well; nil when there are none.
  package var pot: String?
  /// How leave for a part of working time counts; nil when it counts as full leave does.
  package var partTime: PartTimeCount?

  /// A limit on a benefit.
  package init(
    amount: Double,
    unit: Unit,
    scope: Scope,
    windowMonths: Int? = nil,
    perWeek: Double? = nil,
    remark: BilingualText? = nil,
    isPerCalendarYear: Bool? = nil,
    pot: String? = nil,
    partTime: PartTimeCount? = nil
  ) {
    self.amount = amount
    self.unit = unit
    self.scope = scope
    self.windowMonths = windowMonths
    self.perWeek = perWeek
    self.remark = remark
    self.isPerCalendarYear = isPerCalendarYear
    self.pot = pot
    self.partTime = partTime
  }
}
