/// How much of a municipality belongs to a territory.
package enum TerritoryCoverage: Sendable, Hashable {
  /// All of it.
  case whole
  /// Only the former municipalities with these codes, which became part of it by a merger.
  case part([NISCode])
  /// None of it.
  case none

  /// Whether this includes everything that the other includes.
  package func covers(_ other: TerritoryCoverage) -> Bool {
    switch (self, other) {
    case (.whole, _): true
    case (.part(let all), .part(let some)): Set(some).isSubset(of: all)
    default: false
    }
  }

  /// Whether the two have a part of the municipality in common.
  package func overlaps(_ other: TerritoryCoverage) -> Bool {
    switch (self, other) {
    case (.none, _), (_, .none): false
    case (.part(let one), .part(let other)): !Set(one).isDisjoint(with: other)
    default: true
    }
  }
}

/// The municipalities for which a regulation was made, under the codes of that time (grondgebied).
///
/// After a merger a regulation stays in force in the territory for which it was made.
package struct Territory: Sendable, Hashable {
  /// The digits of the NIS codes.
  package let codes: [String]

  /// Makes a territory of NIS codes.
  package init(_ codes: [String]) {
    self.codes = codes
  }

  /// How much of a municipality belongs to the territory on a day.
  package func coverage(
    of code: NISCode,
    on date: CalendarDate,
    _ municipalities: MunicipalityTable
  ) -> TerritoryCoverage {
    if codes.contains(code.digits) { return .whole }
    let former = municipalities.predecessors(of: code, at: date)
    let covered = former.filter { codes.contains($0.digits) }
    if covered.isEmpty { return .none }
    // A municipality that kept its own code when it took in others has a part that belongs to none of those.
    let keptItsCode = municipalities[code].map { $0.validFrom == nil } ?? true
    return covered.count == former.count && !keptItsCode ? .whole : .part(covered)
  }

  /// The municipalities of a day to which the territory belongs: for a former municipality, the one it merged into.
  package func current(on date: CalendarDate, _ municipalities: MunicipalityTable) -> Set<NISCode> {
    Set(codes.compactMap { try? NISCode($0) }.map { municipalities.current($0, on: date) })
  }
}
