package import CareTypes

extension Authority {
  /// How much of a municipality its provisions apply to on a day.
  package func coverage(of code: NISCode, on date: CalendarDate, _ municipalities: MunicipalityTable)
    -> TerritoryCoverage
  {
    if territory.isEmpty { return country == Authority.belgium ? .whole : .none }
    return Territory(territory).coverage(of: code, on: date, municipalities)
  }

  /// The municipalities of a day to which its territory belongs; empty for an authority of all of Flanders.
  package func territory(on date: CalendarDate, _ municipalities: MunicipalityTable) -> Set<NISCode> {
    Territory(territory).current(on: date, municipalities)
  }
}

/// A provision that applies in a municipality.
package struct ApplicableProvision: Sendable, Hashable {
  /// The version in force.
  package let published: PublishedProvision
  /// The part of the municipality in which it applies; never `none`.
  package let coverage: TerritoryCoverage

  /// The provision.
  package var provision: Provision { published.provision }
}

extension LawBook {
  /// The provisions that apply in a municipality on a day, those of higher authorities included, by authority and id. A
  /// provision is left out where another one overrides it.
  package func applicable(
    in code: NISCode,
    on date: CalendarDate,
    _ municipalities: MunicipalityTable
  ) -> [ApplicableProvision] {
    let applicable = inForce(on: date.daysSinceEpoch).compactMap { published -> ApplicableProvision? in
      let coverage = published.provision.authority.coverage(of: code, on: date, municipalities)
      return coverage == .none ? nil : ApplicableProvision(published: published, coverage: coverage)
    }
    return applicable.filter { one in
      !applicable.contains { $0.provision.overrides.contains(one.provision.id) && $0.coverage.covers(one.coverage) }
    }
  }
}
