/// The classes of hours a week in which caregivers are counted (the classes of the Zorgenquête).
///
/// The survey asks for whole hours: under 10, 10 to 20, 21 to 60, over 60. Here each class ends right after
/// its last whole hour, so that every value falls in exactly one: 20 hours is still in 10 to 20; 20.5 is more
/// than 20 and so in 21 to 60; 60.5 is over 60. Hours of all units are compared exactly, as minutes of a year.
package enum HoursBand: String, Sendable, Hashable, CaseIterable {
  /// Less than 10 hours.
  case under10 = "under_10"
  /// From 10 hours up to and including 20.
  case from10To20 = "10_20"
  /// More than 20 hours, up to and including 60.
  case from21To60 = "21_60"
  /// More than 60 hours.
  case over60 = "over_60"

  /// The class of hours of care.
  ///
  /// - Parameter minutesPerYear: Minutes a year, as in `CareHours.minutesPerYear`; a sum may be more than a week has.
  package init(minutesPerYear: Int) {
    func year(ofWeek hours: Int) -> Int { hours * 60 * CareHours.Unit.week.perYear }
    self =
      switch minutesPerYear {
      case ..<year(ofWeek: 10): .under10
      case ...year(ofWeek: 20): .from10To20
      case ...year(ofWeek: 60): .from21To60
      default: .over60
      }
  }
}
