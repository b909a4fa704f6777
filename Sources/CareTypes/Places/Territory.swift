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
  ///
  /// - Parameters:
  ///   - code: The code of the municipality, also one that ended before the day.
  ///   - date: The day.
  ///   - municipalities: The municipalities and their mergers.
  package func coverage(
    of code: NISCode,
    on date: CalendarDate,
    _ municipalities: MunicipalityTable
  ) -> TerritoryCoverage {
    if codes.contains(code.digits) { return .whole }
    let covered = nisCodes.reduce(into: Set<NISCode>()) { covered, own in
      covered.insert(own)
      covered.formUnion(municipalities.predecessors(of: own, at: date))
    }
    if covered.contains(code) { return .whole }
    let former = municipalities.predecessors(of: code, at: date)
    let coveredFormer = former.filter(covered.contains)
    if coveredFormer.isEmpty { return .none }
    // The oldest municipalities make up the whole area. A municipality that kept its own code when it took in others is
    // one of them.
    let oldest = (former + [code]).filter { municipalities[$0]?.validFrom == nil }
    return oldest.allSatisfy(covered.contains) ? .whole : .part(coveredFormer)
  }

  /// All codes under which the residence of someone in the territory may be recorded up to a day: its own, those that
  /// were merged into it, and those into which it was merged.
  package func recordedCodes(until date: CalendarDate, _ municipalities: MunicipalityTable) -> Set<String> {
    nisCodes.reduce(into: Set(codes)) { recorded, code in
      recorded.formUnion(municipalities.predecessors(of: code, at: date).map(\.digits))
      recorded.formUnion(municipalities.successors(of: code, at: date).map(\.digits))
    }
  }

  /// The municipalities of a day to which the territory belongs: for a former municipality, the one it merged into.
  package func current(on date: CalendarDate, _ municipalities: MunicipalityTable) -> Set<NISCode> {
    Set(nisCodes.map { municipalities.current($0, on: date) })
  }

  private var nisCodes: [NISCode] { codes.compactMap { try? NISCode($0) } }
}
