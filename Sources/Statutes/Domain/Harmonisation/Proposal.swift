package import CareTypes

/// What is asked of a proposal.
package struct ProposalRequest: Sendable {
  /// How the values are chosen.
  package var strategy: HarmonisationStrategy
  /// The day on which the regulations are read.
  package var date: CalendarDate
  /// The first day of the proposal in force.
  package var validFrom: CalendarDate
  /// The amount in euro cents a year in the place of the one that the strategy chooses.
  package var centsPerYear: Int64?

  /// Reads the regulations of a day, for a proposal that is in force from another.
  package init(
    _ strategy: HarmonisationStrategy,
    date: CalendarDate,
    validFrom: CalendarDate,
    centsPerYear: Int64? = nil
  ) {
    (self.strategy, self.date, self.validFrom, self.centsPerYear) = (strategy, date, validFrom, centsPerYear)
  }
}

/// A regulation of a municipality, as it is read for a proposal.
package struct MunicipalRegulation: Sendable {
  /// NIS code of the municipality.
  package let municipality: NISCode
  /// The provision, and where in the municipality it holds.
  package let held: ApplicableProvision

  /// The provision.
  package var provision: Provision { held.provision }
  /// The title and whose it is, for people.
  var title: String { "\(provision.titleNL) (\(municipality))" }
}

/// How a parameter was chosen.
package struct ParameterChoice: Sendable, Hashable {
  /// What one regulation has.
  package struct Value: Sendable, Hashable {
    /// NIS code.
    package let municipality: NISCode
    /// Id of the provision.
    package let provision: String
    /// The value; empty: the regulation does not tell.
    package let value: String
  }

  /// The parameter.
  package let parameter: Parameter
  /// The value that was chosen.
  package var chosen: String
  /// What was read from each regulation.
  package let read: [Value]
}

/// A proposal to harmonise the regulations of municipalities (harmonisatievoorstel).
package struct Proposal: Sendable {
  /// How each parameter was chosen.
  package let parameters: [ParameterChoice]
  /// Ids of the regulations that it would take the place of.
  package let replaced: [String]
  /// What the model cannot say of the regulations that were read.
  package let lost: [BilingualText]
  /// The pack of each municipality, with the versions as they would be decided on; none for a pack that is not correct.
  package let packs: [ProposedPack]
}

/// A regulation pack that a municipality could draft.
package struct ProposedPack: Sendable {
  /// NIS code.
  package let municipality: NISCode
  /// The pack, as YAML.
  package let text: String
  /// The versions as they would be published; none when the pack is not correct.
  package let provisions: [Provision]
}

extension LawBook {
  /// The regulations of a kind that municipalities have, those of former territories included.
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
