/// Hours of care as they were declared: an amount, and the unit of time in which it was given (aantal uren mantelzorg).
///
/// The two are kept as given, so that 50 hours a month stay 50 hours a month. All that is worked out of them follows one
/// rule: a year counts as 52 weeks and 12 months. A month is then 52/12 weeks, and 600 hours a year are exactly 50 a month.
///
/// Hours in two units are different declarations even when they come to the same; `minutesPerYear` compares them.
package struct CareHours: Sendable, Hashable {
  /// What the amount counts the hours of.
  package enum Unit: String, Sendable, Hashable, CaseIterable {
    /// Hours a week.
    case week
    /// Hours a month.
    case month
    /// Hours a year.
    case year

    /// How many of them a year counts.
    package var perYear: Int {
      switch self {
      case .week: 52
      case .month: 12
      case .year: 1
      }
    }

    /// The most hours: as much as every hour of each week.
    package var mostHours: Int { CareHours.hoursOfWeek * Unit.week.perYear / perYear }

    /// In how many equal parts an hour is declared: half hours a week, quarters a month and a year.
    package var stepsPerHour: Int { self == .week ? 2 : 4 }
  }

  /// The hours that a week has.
  package static let hoursOfWeek = 168

  /// The minutes of a year of `hoursOfWeek`.
  package static let mostMinutesPerYear = hoursOfWeek * 60 * Unit.week.perYear

  /// The amount in whole minutes, in which half hours and quarters are exact.
  package let minutes: Int
  /// The unit in which it was declared.
  package let unit: Unit

  /// Makes hours of minutes, such as those that are stored.
  ///
  /// - Throws: `ValueError` of kind `.outOfRange` unless they are more than 0 and at most every hour of the week.
  package init(minutes: Int, per unit: Unit) throws(ValueError) {
    guard (1...unit.mostHours * 60).contains(minutes) else {
      throw ValueError(.outOfRange, "Hours per \(unit.rawValue) are more than 0 and at most \(unit.mostHours).")
    }
    self.minutes = minutes
    self.unit = unit
  }

  /// Reads hours that someone declares, in the steps of the unit.
  ///
  /// - Throws: `ValueError` of kind `.outOfRange` for an amount that is not above 0, too high, or no whole number of steps.
  package init(_ amount: Double, per unit: Unit) throws(ValueError) {
    let steps = amount * Double(unit.stepsPerHour)
    guard steps > 0, steps <= Double(unit.mostHours * unit.stepsPerHour), steps == steps.rounded() else {
      let step = unit.stepsPerHour == 2 ? "half an hour" : "a quarter of an hour"
      throw ValueError(.outOfRange, "is not between \(step) and \(unit.mostHours) hours in steps of \(step)")
    }
    try self.init(minutes: Int(steps) * 60 / unit.stepsPerHour, per: unit)
  }

  /// Minutes a year, in which hours of all units are exact: for sums and comparisons.
  package var minutesPerYear: Int { minutes * unit.perYear }

  /// The field of the messages that hours of this unit are declared in.
  package var field: String { unit == .week ? "hours_per_week" : "hours.per_\(unit.rawValue)" }

  /// The hours in a unit. In the declared unit they are what was declared; another unit follows from the rule above, and is
  /// exact wherever a `Double` can hold it.
  package func amount(per unit: Unit) -> Double { Double(minutesPerYear) / Double(60 * unit.perYear) }
}
