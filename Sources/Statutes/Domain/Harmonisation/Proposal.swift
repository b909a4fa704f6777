package import CareTypes

/// A proposal to harmonise the regulations of municipalities (harmonisatievoorstel).
package struct Proposal: Sendable {
  /// How each parameter was chosen.
  package let parameters: [ParameterChoice]
  /// The ids of the regulations that it would override.
  package let replaced: [String]
  /// What the regulations contain and the proposal loses, in words.
  package let lost: [BilingualText]
  /// The pack of each municipality, with its versions as Rights would decide on them; without versions if the pack has
  /// mistakes.
  package let packs: [ProposedPack]
}

extension LawBook {
  /// The municipalities' own regulations of a kind, also those for former territories.
  package func regulations(
    _ kind: ProvisionKind,
    in municipalities: [NISCode],
    on date: CalendarDate,
    _ table: MunicipalityTable
  ) -> [MunicipalRegulation] {
    municipalities.flatMap { code in
      applicable(in: code, on: date, table)
        .filter { $0.provision.authority.level == .municipal && $0.provision.kind == kind && $0.provision.isDecided }
        .map { MunicipalRegulation(municipality: code, held: $0) }
    }
  }
}
