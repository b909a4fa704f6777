package import CareTypes

/// Which provisions are asked for.
package struct ProvisionFilter: Sendable, Hashable {
  /// Only those that hold there, higher authorities included.
  package var municipality: NISCode?
  /// Only those of this authority.
  package var authority: String?
  /// Only those of these kinds; empty: all.
  package var kinds: Set<ProvisionKind> = []
  /// Only those that serve this support area.
  package var area: SupportArea?

  /// Everything.
  package init() {}

  /// Whether a provision is asked for, wherever it holds.
  package func matches(_ provision: Provision) -> Bool {
    (authority == nil || provision.authority.id == authority) && (kinds.isEmpty || kinds.contains(provision.kind))
      && area.map { provision.supportAreas.contains($0) } ?? true
  }
}

extension ProvisionFilter: CustomStringConvertible {
  package var description: String {
    "\(municipality?.digits ?? "") \(authority ?? "") \(kinds.map(\.rawValue).sorted()) \(area?.rawValue ?? "")"
  }
}

extension LawBook {
  /// The provisions in force that are asked for, by authority and id.
  package func provisions(
    _ filter: ProvisionFilter,
    on date: CalendarDate,
    _ municipalities: MunicipalityTable
  ) -> [PublishedProvision] {
    let held = filter.municipality.map { applicable(in: $0, on: date, municipalities).map(\.published) }
    return (held ?? inForce(on: date.daysSinceEpoch)).filter { filter.matches($0.provision) }
  }

  /// The provisions that are asked for, whose newest version that has begun has ended.
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
  /// By authority and id: the space comes before whatever else is in an id.
  package var sortKey: String { "\(provision.authority.id) \(provision.id)" }
}
