package import CareTypes

/// The request for a proposal.
package struct ProposalRequest: Sendable {
  /// How the values are chosen.
  package var strategy: HarmonisationStrategy
  /// The day whose regulations are compared.
  package var date: CalendarDate
  /// The first day on which the proposal would be in force.
  package var validFrom: CalendarDate
  /// The yearly amount in euro cents that replaces the choice of the strategy; nil for that choice.
  package var centsPerYear: Int64?

  /// Makes a request.
  package init(
    _ strategy: HarmonisationStrategy,
    date: CalendarDate,
    validFrom: CalendarDate,
    centsPerYear: Int64? = nil
  ) {
    (self.strategy, self.date, self.validFrom, self.centsPerYear) = (strategy, date, validFrom, centsPerYear)
  }
}

/// A regulation of a municipality that a proposal compares.
package struct MunicipalRegulation: Sendable {
  /// NIS code of the municipality.
  package let municipality: NISCode
  /// The provision, and the part of the municipality in which it applies.
  package let held: ApplicableProvision

  /// The provision.
  package var provision: Provision { held.provision }
  /// The title with the municipality, for people.
  var title: String { "\(provision.titleNL) (\(municipality))" }
}

/// How a parameter was chosen.
package struct ParameterChoice: Sendable, Hashable {
  /// The value in one regulation.
  package struct Value: Sendable, Hashable {
    /// NIS code.
    package let municipality: NISCode
    /// Id of the provision.
    package let provision: String
    /// The value; empty when it cannot be extracted.
    package let value: String
  }

  /// The parameter.
  package let parameter: Parameter
  /// The value that was chosen.
  package var chosen: String
  /// The values in the regulations.
  package let read: [Value]
}

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

/// A regulation pack that a municipality could draft.
package struct ProposedPack: Sendable {
  /// NIS code.
  package let municipality: NISCode
  /// The pack, as YAML.
  package let text: String
  /// The versions as they would be published; empty when the pack has mistakes.
  package let provisions: [Provision]
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
