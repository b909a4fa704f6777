package import CareTypes

/// The criteria of a search for provisions.
package struct ProvisionFilter: Sendable, Hashable {
  /// Only provisions that apply in this municipality, those of higher authorities included; nil for everywhere.
  package var municipality: NISCode?
  /// Only provisions of this authority; nil for all.
  package var authority: String?
  /// Only provisions of these kinds; empty for all.
  package var kinds: Set<ProvisionKind> = []
  /// Only provisions that serve this support area; nil for all.
  package var area: SupportArea?

  /// Makes a filter that matches everything.
  package init() {}

  /// Whether a provision matches, wherever it applies.
  package func matches(_ provision: Provision) -> Bool {
    (authority == nil || provision.authority.id == authority) && (kinds.isEmpty || kinds.contains(provision.kind))
      && area.map { provision.supportAreas.contains($0) } ?? true
  }
}

extension ProvisionFilter: CustomStringConvertible {
  /// The filter as a text, by which the query of a page token is recognised.
  package var description: String {
    "\(municipality?.digits ?? "") \(authority ?? "") \(kinds.map(\.rawValue).sorted()) \(area?.rawValue ?? "")"
  }
}

extension LawBook {
  /// The provisions in force that match, by authority and id.
  package func provisions(
    _ filter: ProvisionFilter,
    on date: CalendarDate,
    _ municipalities: MunicipalityTable
  ) -> [PublishedProvision] {
    let held = filter.municipality.map { applicable(in: $0, on: date, municipalities).map(\.published) }
    return (held ?? inForce(on: date.daysSinceEpoch)).filter { filter.matches($0.provision) }
  }

  /// The provisions that match and whose highest version that has begun has ended.
  package func lapsed(
    _ filter: ProvisionFilter,
    on date: CalendarDate,
    _ municipalities: MunicipalityTable
  ) -> [PublishedProvision] {
    lapsed(on: date.daysSinceEpoch).filter { published in
      let holds = filter.municipality.map {
        published.provision.authority.coverage(of: $0, on: date, municipalities) != .none
      }
      return holds ?? true && filter.matches(published.provision)
    }
  }
}

extension PublishedProvision {
  /// A key that sorts by authority and id: a space sorts before every character of an id.
  package var sortKey: String { "\(provision.authority.id) \(provision.id)" }
}
