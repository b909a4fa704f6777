package import CareTypes

/// Figures by municipality as they are released: municipalities with small groups share one row.
///
/// **Promise.** Every count of people in a released row, and in the total, is 0 or at least the threshold. The rows add up
/// to the total. A municipality with a small group shares its row with others, and the counts of that row keep to the same
/// rule: so each of its small counts may be any number from 0 to that of the row, which is at least the threshold.
///
/// **Not promised.** Nothing is hidden from someone who subtracts two releases about nearly the same people, and amounts
/// that differ by municipality may reveal who shares a row.
package struct MergedRelease<Figures: MergeableFigures>: Sendable, Equatable {
  /// A row.
  package struct Row: Sendable, Equatable {
    /// The municipality; nil for several municipalities together.
    package let municipality: NISCode?
    /// The number of municipalities that the row is about.
    package let municipalityCount: Int
    /// The figures; nil if they are withheld.
    package let counts: Figures?
  }

  /// The rows in the order of the municipalities' codes, the shared row last; none if the total is withheld.
  package let rows: [Row]
  /// The total.
  package let total: Row

  /// Decides what is released. The same figures always give the same release.
  ///
  /// Municipalities whose figures may not be released share one row. As long as that row may not be released either, or is
  /// about a single municipality, the smallest of the other municipalities joins it. If the total may not be released,
  /// nothing is.
  ///
  /// - Parameters:
  ///   - figures: The exact figures by municipality.
  ///   - rule: The rule that says which counts are small.
  package init(_ figures: [NISCode: Figures], rule: SmallCountRule = .groups) {
    let whole = figures.values.reduce(into: Figures()) { $0.add($1) }
    let isReleased = rule.allows(whole)
    total = Row(municipality: nil, municipalityCount: figures.count, counts: isReleased ? whole : nil)
    rows = isReleased ? Self.rows(of: figures, rule) : []
  }

  private static func rows(of all: [NISCode: Figures], _ rule: SmallCountRule) -> [Row] {
    var alone = all.filter { rule.allows($0.value) }
    var merged = Set(all.keys).subtracting(alone.keys)
    var sum = merged.reduce(into: Figures()) { sum, code in all[code].map { sum.add($0) } }
    if !merged.isEmpty {
      var largestFirst = alone.sorted { ($0.value.size, $0.key) > ($1.value.size, $1.key) }
      while merged.count < 2 || !rule.allows(sum), let next = largestFirst.popLast() {
        alone[next.key] = nil
        merged.insert(next.key)
        sum.add(next.value)
      }
    }
    let rows = alone.sorted { $0.key < $1.key }
      .map { Row(municipality: $0.key, municipalityCount: 1, counts: $0.value) }
    return merged.isEmpty ? rows : rows + [Row(municipality: nil, municipalityCount: merged.count, counts: sum)]
  }
}
