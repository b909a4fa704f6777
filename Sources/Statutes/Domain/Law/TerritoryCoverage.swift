package import CareTypes

/// Where a provision holds (grondgebied), seen from one municipality on a day.
package enum TerritoryCoverage: Sendable, Hashable {
  /// In the whole of it.
  case whole
  /// In the former municipalities with these codes alone: it merged, and the regulation was made before.
  case part([NISCode])
  /// Nowhere in it.
  case none
}

extension Authority {
  /// Where its provisions hold in a municipality on a day. After a merger a regulation holds on for the territory that it
  /// was made for.
  package func coverage(of code: NISCode, on date: CalendarDate, _ municipalities: MunicipalityTable)
    -> TerritoryCoverage
  {
    if territory.isEmpty { return country == Authority.belgium ? .whole : .none }
    if territory.contains(code.digits) { return .whole }
    let former = municipalities.predecessors(of: code, at: date)
    let covered = former.filter { territory.contains($0.digits) }
    if covered.isEmpty { return .none }
    // A municipality that kept its own code when it took in others is not covered by the others.
    return covered.count == former.count && !keepsOwnCode(code, municipalities) ? .whole : .part(covered)
  }

  private func keepsOwnCode(_ code: NISCode, _ municipalities: MunicipalityTable) -> Bool {
    guard let municipality = municipalities[code] else { return true }
    return municipality.validFrom == nil
  }

  /// The codes of its territory as they are on a day: those that merged are told as what they merged into.
  package func territory(on date: CalendarDate, _ municipalities: MunicipalityTable) -> Set<NISCode> {
    Set(
      territory.compactMap { digits in
        (try? NISCode(digits)).map { code in
          (try? municipalities.successor(of: code, at: date))?.code ?? code
        }
      }
    )
  }
}

/// A provision as it holds in a municipality.
package struct ApplicableProvision: Sendable, Hashable {
  /// The version in force.
  package let published: PublishedProvision
  /// Where in the municipality; never nowhere.
  package let match: TerritoryCoverage

  /// The provision.
  package var provision: Provision { published.provision }
}

extension LawBook {
  /// The provisions that hold in a municipality on a day, higher authorities included, by authority and id; those that
  /// another one stands in for there are left out.
  package func applicable(
    in code: NISCode,
    on date: CalendarDate,
    _ municipalities: MunicipalityTable
  ) -> [ApplicableProvision] {
    let held = inForce(on: date.daysSinceEpoch).compactMap { published -> ApplicableProvision? in
      let match = published.provision.authority.coverage(of: code, on: date, municipalities)
      return match == .none ? nil : ApplicableProvision(published: published, match: match)
    }
    return held.filter { one in
      !held.contains { $0.provision.overrides.contains(one.provision.id) && $0.match.covers(one.match) }
    }
  }
}

extension TerritoryCoverage {
  /// Whether everything of the other is part of this.
  func covers(_ other: TerritoryCoverage) -> Bool {
    switch (self, other) {
    case (.whole, _): true
    case (.part(let all), .part(let some)): Set(some).isSubset(of: all)
    default: false
    }
  }
}
