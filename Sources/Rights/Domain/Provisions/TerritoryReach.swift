package import CareTypes

/// The municipalities of a territory on a day, taking account of mergers of municipalities (fusies).
///
/// A residence is recorded with the NIS code of that time, and a territory with the codes of the first day of its
/// provision. Municipalities may have merged between the two.
package struct TerritoryReach: Sendable, Hashable {
  /// Whether someone lives in the territory.
  package enum Standing: Sendable, Hashable {
    /// In the territory.
    case inside
    /// Not in it.
    case outside
    /// Not known: only a part of the municipality is in it, and it is not known in which part they live.
    case unclear
  }

  private let isEverywhere: Bool
  private let inside: Set<String>
  private let unclear: Set<String>

  /// The reach of a territory on a day.
  ///
  /// - Parameters:
  ///   - territory: NIS codes; empty for all of Belgium, as for Flemish and federal provisions, whose conditions say who
  ///     they are for.
  ///   - date: The day.
  ///   - table: The municipalities and their mergers.
  package init(_ territory: [String], on date: CalendarDate, in table: MunicipalityTable) {
    isEverywhere = territory.isEmpty
    let former = Mergers(table, on: date)
    let known = Set(territory)
    // People who are recorded under a former code live in the municipality that it became.
    var inside = known.union(territory.flatMap(former.predecessors))
    var unclear: Set<String> = []
    for code in Set(territory.flatMap(former.successors)).subtracting(inside) {
      let areas = former.areas(of: code)
      let held = areas.filter(inside.contains)
      if held.isEmpty { continue }
      if held.count == areas.count { inside.insert(code) } else { unclear.insert(code) }
    }
    self.inside = inside
    self.unclear = unclear
  }

  /// Whether someone who lives in a place lives in the territory.
  package func standing(of place: Place) -> Standing {
    if isEverywhere { return place.country == nil ? .inside : .outside }
    if inside.contains(place.text) { return .inside }
    return unclear.contains(place.text) ? .unclear : .outside
  }

  /// The codes of the municipalities that are in the territory as a whole or in part; empty for all of Belgium.
  package var codes: Set<String> { inside.union(unclear) }

  /// All codes under which the residence of someone in a territory may be recorded, on any day.
  package static func codes(of territory: [String], in table: MunicipalityTable) -> Set<String> {
    guard let last = try? CalendarDate(year: CalendarDate.years.upperBound, month: 12, day: 31) else {
      return Set(territory)
    }
    let mergers = Mergers(table, on: last)
    return Set(territory).union(territory.flatMap(mergers.predecessors)).union(territory.flatMap(mergers.successors))
  }
}

/// The mergers of municipalities up to a day.
private struct Mergers {
  private let table: MunicipalityTable
  private let date: CalendarDate

  init(_ table: MunicipalityTable, on date: CalendarDate) {
    self.table = table
    self.date = date
  }

  /// The former codes whose area became part of the municipality of a code.
  func predecessors(of code: String) -> [String] {
    guard let code = try? NISCode(code) else { return [] }
    return table.predecessors(of: code, at: date).map(\.digits)
  }

  /// The later codes of the municipalities that the area of a code became part of, in order.
  func successors(of code: String) -> [String] {
    guard let nis = try? NISCode(code), let last = try? table.successor(of: nis, at: date), last.code != nis else {
      return []
    }
    let between = predecessors(of: last.code.digits).filter { predecessors(of: $0).contains(code) }
    return between + [last.code.digits]
  }

  /// The oldest codes that the area of a code consists of. A code that is older than the table is an area of its own.
  func areas(of code: String) -> Set<String> {
    Set(predecessors(of: code) + [code]).filter(isOlderThanTable)
  }

  private func isOlderThanTable(_ code: String) -> Bool {
    guard let code = try? NISCode(code), let first = try? CalendarDate(year: 1900, month: 1, day: 1) else {
      return false
    }
    return (try? table.municipality(code, at: first)) != nil
  }
}

extension TerritoryReach {
  /// Whether someone lives in the territory, as a fact for conditions; nil when that is not known.
  package func residence(in place: Place) -> Bool? {
    switch standing(of: place) {
    case .inside: true
    case .outside: false
    case .unclear: nil
    }
  }
}
