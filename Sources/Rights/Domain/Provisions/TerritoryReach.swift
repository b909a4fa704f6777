package import CareTypes

/// A territory on a day, prepared so that many residences can be looked up in it quickly.
///
/// A residence is recorded with the NIS code of that time, and a territory with the codes of the first day of its
/// provision. Municipalities may have merged between the two (fusies); `Territory` says what that means.
package struct TerritoryReach: Sendable, Hashable {
  private let isEverywhere: Bool
  /// The codes whose whole area is in the territory.
  private let whole: Set<String>
  /// The codes of which only a part is in the territory.
  private let part: Set<String>

  /// The reach of a territory on a day.
  ///
  /// - Parameters:
  ///   - codes: NIS codes; empty for all of Belgium, as for Flemish and federal provisions, whose conditions say who
  ///     they are for.
  ///   - date: The day.
  ///   - table: The municipalities and their mergers.
  package init(_ codes: [String], on date: CalendarDate, in table: MunicipalityTable) {
    isEverywhere = codes.isEmpty
    let territory = Territory(codes)
    var whole = Set(codes)
    var part: Set<String> = []
    for digits in territory.recordedCodes(until: date, table) {
      guard let code = try? NISCode(digits) else { continue }
      switch territory.coverage(of: code, on: date, table) {
      case .whole: whole.insert(digits)
      case .part: part.insert(digits)
      case .none: break
      }
    }
    self.whole = whole
    self.part = part
  }

  /// Whether someone who lives in a place lives in the territory; nil when only a part of their municipality is in it,
  /// because it is not known in which part they live.
  package func residence(in place: Place) -> Bool? {
    if isEverywhere { return place.country == nil }
    if whole.contains(place.text) { return true }
    return part.contains(place.text) ? nil : false
  }

  /// Whether a municipality is in the territory as a whole or in part, by its code; false for all of Belgium.
  func includes(_ code: String) -> Bool { whole.contains(code) || part.contains(code) }

  /// The codes of the municipalities that are in the territory as a whole or in part; empty for all of Belgium.
  package var codes: Set<String> { whole.union(part) }

  /// All codes under which the residence of someone in a territory may be recorded, on any day.
  package static func codes(of territory: [String], in table: MunicipalityTable) -> Set<String> {
    guard let last = try? CalendarDate(year: CalendarDate.years.upperBound, month: 12, day: 31) else {
      return Set(territory)
    }
    return Territory(territory).recordedCodes(until: last, table)
  }
}
