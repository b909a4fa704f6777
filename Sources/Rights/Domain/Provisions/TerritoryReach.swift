package import CareTypes

/// Which municipalities a territory holds on a day. Residences are told under the code of the day on which they were
/// recorded, and territories as they were on the first day of a provision: a merger lies between the two at times.
package struct TerritoryReach: Sendable, Hashable {
  /// Whether someone who lives in a municipality lives in the territory.
  package enum Standing: Sendable, Hashable {
    /// In the territory.
    case inside
    /// Not in it.
    case outside
    /// A part of the municipality is in it, and it is not told which part they live in.
    case unclear
  }

  private let isEverywhere: Bool
  private let inside: Set<String>
  private let unclear: Set<String>

  /// The reach of a territory on a day; an empty one is all of Belgium: conditions tell whom a Flemish or federal
  /// provision is for.
  package init(_ territory: [String], on date: CalendarDate, in table: MunicipalityTable) {
    isEverywhere = territory.isEmpty
    let former = Mergers(table, on: date)
    let known = Set(territory)
    // Who is recorded under a former code lives in what it became.
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

  /// Whether someone who lives somewhere lives in the territory.
  package func standing(of place: Place) -> Standing {
    if isEverywhere { return place.country == nil ? .inside : .outside }
    if inside.contains(place.text) { return .inside }
    return unclear.contains(place.text) ? .unclear : .outside
  }

  /// The codes of which some part is in the territory; none for all of Belgium.
  package var codes: Set<String> { inside.union(unclear) }

  /// Every code under which someone of a territory may be recorded, on whatever day.
  package static func codes(of territory: [String], in table: MunicipalityTable) -> Set<String> {
    guard let last = try? CalendarDate(year: CalendarDate.years.upperBound, month: 12, day: 31) else {
      return Set(territory)
    }
    let mergers = Mergers(table, on: last)
    return Set(territory).union(territory.flatMap(mergers.predecessors)).union(territory.flatMap(mergers.successors))
  }
}

/// The mergers that have taken place by a day.
private struct Mergers {
  private let table: MunicipalityTable
  private let date: CalendarDate

  init(_ table: MunicipalityTable, on date: CalendarDate) {
    self.table = table
    self.date = date
  }

  /// The codes whose area came to a code.
  func predecessors(of code: String) -> [String] {
    guard let code = try? NISCode(code) else { return [] }
    return table.predecessors(of: code, at: date).map(\.digits)
  }

  /// The codes that the area of a code came to, one after the other.
  func successors(of code: String) -> [String] {
    guard let nis = try? NISCode(code), let last = try? table.successor(of: nis, at: date), last.code != nis else {
      return []
    }
    let between = predecessors(of: last.code.digits).filter { predecessors(of: $0).contains(code) }
    return between + [last.code.digits]
  }

  /// The oldest codes that the area of a code is made of; a code that is older than the table has an area of its own.
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
  /// Whether someone who lives somewhere lives in the territory; nothing when it cannot be told.
  package func residence(in place: Place) -> Bool? {
    switch standing(of: place) {
    case .inside: true
    case .outside: false
    case .unclear: nil
    }
  }
}
