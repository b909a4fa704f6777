/// The unit of a number. Quantities of different units cannot be compared with each other.
package enum FactUnit: String, Sendable, Equatable, CaseIterable, Codable {
  /// Not a quantity, or a bare number that goes with any unit.
  case none
  case years
  case months
  case days
  case hoursPerWeek
  case hoursPerMonth
  case hoursPerYear
  /// Points on an assessment scale.
  case points
  case percent
  /// Euro cents.
  case cents
  /// Euro cents a year.
  case centsPerYear
  case kilometres
  /// A number of persons or things.
  case count

  /// Whether quantities of both units may be compared and added.
  func goes(with other: FactUnit) -> Bool {
    self == other || self == .none || other == .none
  }
}
