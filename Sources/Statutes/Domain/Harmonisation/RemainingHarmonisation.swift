package import CareTypes

/// A regulation that is only in force in the territory of a former municipality.
package struct FormerRegulation: Sendable, Hashable {
  /// The former municipality.
  package let former: Municipality
  /// The provision.
  package let published: PublishedProvision
}

/// What a municipality still has to harmonise after a merger.
package struct RemainingHarmonisation: Sendable, Hashable {
  /// A kind of which a former municipality has no regulation although another has one.
  package struct Gap: Sendable, Hashable {
    /// The former municipality.
    package let former: Municipality
    /// The kind.
    package let kind: ProvisionKind
  }

  /// The municipality.
  package let municipality: Municipality
  /// The first day after the merger; nil when it is older than the table of municipalities.
  package let mergeDate: CalendarDate?
  /// The regulations that are only in force in a former territory.
  package let regulations: [FormerRegulation]
  /// The former municipalities without a regulation of a kind of which another has one.
  package let gaps: [Gap]
}

extension LawBook {
  /// What a municipality still has to harmonise on a day; nil when nothing is left.
  package func unharmonised(
    _ municipality: Municipality,
    on date: CalendarDate,
    _ municipalities: MunicipalityTable
  ) -> RemainingHarmonisation? {
    let former = municipalities.predecessors(of: municipality.code, at: date).compactMap { municipalities[$0] }
    if former.isEmpty { return nil }
    let held = applicable(in: municipality.code, on: date, municipalities).filter {
      $0.provision.authority.level == .municipal && $0.provision.isDecided
    }
    let regulations = former.flatMap { one in
      held.filter { $0.coverage.isPart(with: one.code) }.map { FormerRegulation(former: one, published: $0.published) }
    }
    if regulations.isEmpty { return nil }
    let gaps = ProvisionKind.allCases.flatMap { kind -> [RemainingHarmonisation.Gap] in
      let ofKind = regulations.filter { $0.published.provision.kind == kind }
      let holdsEverywhere = held.contains { $0.coverage == .whole && $0.provision.kind == kind }
      if ofKind.isEmpty || holdsEverywhere { return [] }
      return former.filter { one in !ofKind.contains { $0.former == one } }.map { .init(former: $0, kind: kind) }
    }
    return RemainingHarmonisation(
      municipality: municipality,
      mergeDate: municipality.validFrom ?? former.compactMap(\.validTo).max().flatMap { try? $0.adding(days: 1) },
      regulations: regulations,
      gaps: gaps
    )
  }
}

extension TerritoryCoverage {
  /// Whether it is a part that includes a former municipality.
  fileprivate func isPart(with code: NISCode) -> Bool {
    if case .part(let codes) = self { codes.contains(code) } else { false }
  }
}
