/// The classes of age in which caregivers are counted (leeftijdsklasse).
///
/// Under 18 is a young caregiver (jonge mantelzorger).
package enum AgeBand: String, Sendable, Hashable, CaseIterable {
  /// Younger than 18.
  case under18 = "under_18"
  /// 18 to 24.
  case from18To24 = "18_24"
  /// 25 to 44.
  case from25To44 = "25_44"
  /// 45 to 64.
  case from45To64 = "45_64"
  /// 65 to 79.
  case from65To79 = "65_79"
  /// 80 and older.
  case from80 = "80_and_over"

  /// The class of an age in full years, as `CalendarDate.fullYears(until:)` gives it.
  package init(age: Int) {
    self =
      switch age {
      case ..<18: .under18
      case ..<25: .from18To24
      case ..<45: .from25To44
      case ..<65: .from45To64
      case ..<80: .from65To79
      default: .from80
      }
  }
}
