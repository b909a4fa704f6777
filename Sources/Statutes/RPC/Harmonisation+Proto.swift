import CareTypes
import ServiceRuntime
import StatutesAPI
import StatutesDomain
import SwiftProtobuf
import TypeAPI

extension HarmonisationStrategy {
  /// The strategy of a message; nil when it is unspecified or unknown.
  init?(_ message: Mantel_Statutes_V1_HarmonisationStrategy) {
    switch message {
    case .mostGenerous: self = .mostGenerous
    case .strictest: self = .strictest
    case .median: self = .median
    case .unspecified, .UNRECOGNIZED: return nil
    }
  }
}

extension Mantel_Statutes_V1_ProposeHarmonisationResponse {
  /// A proposal.
  ///
  /// - Parameters:
  ///   - proposal: The proposal.
  ///   - standing: The versions in force, whose holders need not show again what those versions prove.
  ///   - equivalences: Finds what they prove.
  /// - Throws: `ValueError` for a day outside the calendar.
  init(_ proposal: Proposal, standing: [Provision], _ equivalences: EquivalenceFinder) throws {
    self.init()
    parameters = proposal.parameters.map(Mantel_Statutes_V1_ParameterReading.init)
    packs = proposal.packs.map { pack in
      .with {
        $0.municipality = pack.municipality.digits
        $0.pack = pack.text
      }
    }
    executable = try proposal.packs.flatMap(\.provisions).map { provision in
      let found = equivalences.found(for: provision, among: standing)
      return try Mantel_Type_V1_ExecutableProvision(provision, found: found)
    }
    replaced = proposal.replaced.map(ProvisionName.text(_:))
    lost = proposal.lost.map(Mantel_Statutes_V1_BilingualText.init)
  }
}

extension Mantel_Statutes_V1_ParameterReading {
  init(_ reading: ParameterChoice) {
    self.init()
    parameter = reading.parameter.name
    labelNl = reading.parameter.labelNL
    labelEn = reading.parameter.labelEN
    chosen = reading.chosen
    read = reading.read.map { value in
      .with {
        $0.municipality = value.municipality.digits
        $0.provision = ProvisionName.text(value.provision)
        $0.value = value.value
      }
    }
  }
}

extension Mantel_Statutes_V1_Adoption {
  /// - Throws: `ValueError` for a day outside the calendar.
  init(_ adoption: ModelAdoption, name: String) throws {
    self.init()
    municipality = adoption.municipality.digits
    municipalityName = name
    if let adopting = adoption.provision {
      provision = ProvisionName.text(adopting.id, version: adopting.version)
      validFromDate = Mantel_Type_V1_Date(try CalendarDate(daysSinceEpoch: adopting.validFrom))
    }
    own = adoption.own.map { ProvisionName.text($0.id) }
    relations = adoption.relations.map(Mantel_Statutes_V1_ConditionRelation.init)
  }
}

extension Mantel_Statutes_V1_Unharmonised {
  /// - Throws: `ValueError` for a day outside the calendar.
  init(_ unharmonised: RemainingHarmonisation) throws {
    self.init()
    municipality = unharmonised.municipality.code.digits
    municipalityName = unharmonised.municipality.nameNL
    if let date = unharmonised.mergeDate { mergeDate = Mantel_Type_V1_Date(date) }
    regulations = try unharmonised.regulations.map { regulation in
      try .with {
        $0.formerMunicipality = regulation.former.code.digits
        $0.formerMunicipalityName = regulation.former.nameNL
        $0.provision = try Mantel_Statutes_V1_Provision(regulation.published)
      }
    }
    without = unharmonised.gaps.map { "\($0.former.nameNL): \($0.kind.rawValue)" }
  }
}

extension Mantel_Statutes_V1_OpenTerm {
  init(_ term: OpenTerm) {
    self.init()
    provision = ProvisionName.text(term.law.id)
    parameter = Mantel_Type_V1_ProvisionParameter(term.parameter)
    value = term.value
    if let filling = term.filling { filledBy = ProvisionName.text(filling.id, version: filling.version) }
  }
}
