package import CareTypes

/// Which municipalities see a care situation, and on which days: those where its two people live, each for the days of
/// living there.
package enum CareVisibilityPeriods {
  /// Days on which a municipality sees a care situation, in days since 1970-01-01.
  package struct Stay: Sendable, Hashable {
    /// The municipality, by the code of the record.
    package let municipality: NISCode
    /// The days.
    package let days: ClosedRange<Int>

    /// A stay.
    package init(municipality: NISCode, days: ClosedRange<Int>) {
      self.municipality = municipality
      self.days = days
    }
  }

  /// Wider than the days that a date can be.
  package static let always = -1_000_000...1_000_000

  /// The stays of a care situation.
  ///
  /// On days on which neither person lives in Flanders, the municipality where either lived last sees it, else the one
  /// where either will live first. If neither ever lives there, it is where they were known to live before.
  ///
  /// - Parameters:
  ///   - residences: Where each of the two lives over time. The first residence of a person is also used for every day
  ///     before, the last one for every day after.
  ///   - earlier: Gives the municipalities in which the two were known to live before.
  package static func stays(
    of residences: [Timeline<Place>],
    earlier: () throws -> Set<NISCode>
  ) rethrows -> [Stay] {
    var stays: [Stay] = []
    for timeline in residences {
      for (index, span) in timeline.spans.enumerated() {
        guard let municipality = span.value.flemishMunicipality else { continue }
        let from = index == 0 ? always.lowerBound : span.start.daysSinceEpoch
        let until = span.end?.daysSinceEpoch ?? always.upperBound
        stays.append(Stay(municipality: municipality, days: from...until))
      }
    }
    if stays.isEmpty { stays = try earlier().map { Stay(municipality: $0, days: always) } }
    return stays + between(stays)
  }

  /// For the days that no stay covers: the stay that ended last, else the one that begins first.
  private static func between(_ stays: [Stay]) -> [Stay] {
    var open: [Stay] = []
    var next = always.lowerBound
    var last: Stay?
    for stay in stays.sorted(by: { $0.days.lowerBound < $1.days.lowerBound }) {
      if stay.days.lowerBound > next {
        let municipality = (last ?? stay).municipality
        open.append(Stay(municipality: municipality, days: next...(stay.days.lowerBound - 1)))
      }
      if stay.days.upperBound >= next {
        next = stay.days.upperBound + 1
        last = stay
      }
    }
    if let last, next <= always.upperBound {
      open.append(Stay(municipality: last.municipality, days: next...always.upperBound))
    }
    return open
  }
}
