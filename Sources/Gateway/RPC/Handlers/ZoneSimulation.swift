import GatewayDomain
import CareTypes
import Disclosure
import GRPCCore
import GatewayAPI
import RightsAPI
import ServiceCore
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TypeAPI

/// Tries out what a model regulation (modelreglement) would change in a zone: Statutes proposes the parameters, and Rights
/// simulates the proposal on the registered care situations. The conditions are always those of the model, because a care
/// council that wrote its own could ask about a single person.
struct ZoneSimulation: Sendable {
  /// The services behind the gateway.
  let services: ServicesBehind
  /// The zone.
  let area: ZoneArea

  /// Proposes and simulates.
  ///
  /// - Throws: `Refusal` for a wrong request, for a zone of a single municipality, and if a service does not answer; what
  ///   Statutes refuses.
  func run(
    _ request: Mantel_Gateway_V1_SimulateProposalRequest
  ) async throws -> Mantel_Gateway_V1_SimulateProposalResponse {
    try Self.check(request)
    guard area.current.count >= 2 else {
      throw Refusal(.nothingToHarmonise, "The zone has a single municipality: there is nothing to harmonise")
    }
    let proposal = try await Upstream.ask(atMost: .longestSimulation) { options in
      try await services.harmonisation.proposeHarmonisation(
        .with {
          $0.model = request.model
          $0.municipalities = area.current.map(\.digits)
          $0.strategy = request.strategy
          $0.centsPerYear = request.centsPerYear
          // The proposal is tried out as if it were in force today.
          $0.date = Mantel_Type_V1_Date(area.date)
          $0.validFromDate = Mantel_Type_V1_Date(area.date)
        },
        options: options
      )
    }
    let effect = try await effect(of: proposal)
    return .with {
      $0.parameters = proposal.parameters
      $0.lost = proposal.lost
      $0.effect = Self.visible(effect)
    }
  }

  private static func check(_ request: Mantel_Gateway_V1_SimulateProposalRequest) throws(Refusal) {
    var validation = Validation()
    if request.model.isEmpty {
      validation.missing("model")
    } else {
      validation.require(ProvisionName.isName(request.model), "model", "is not of the form provisions/{id}")
    }
    switch request.strategy {
    case .mostGenerous, .strictest, .median: break
    case .unspecified: validation.missing("strategy")
    case .UNRECOGNIZED: validation.reject("strategy", "is not a known word")
    }
    validation.require(request.centsPerYear >= 0, "cents_per_year", "is negative")
    try validation.finish()
  }

  private func effect(
    of proposal: Mantel_Statutes_V1_ProposeHarmonisationResponse
  ) async throws -> Mantel_Rights_V1_SimulateRegulationResponse {
    let drafted = Set(proposal.executable.map(\.provision))
    var zone = CallContext.current
    zone.scope = area.scope
    do {
      return try await CallContext.$current.withValue(zone) {
        try await Upstream.ask(atMost: .longestSimulation) { options in
          try await services.rights.simulateRegulation(
            .with {
              $0.drafts = proposal.executable
              // A provision that is drafted anew is replaced by its draft, not withdrawn.
              $0.withdrawn = proposal.replaced.filter { !drafted.contains($0) }
              $0.municipalities = area.current.map(\.digits)
              $0.date = Mantel_Type_V1_Date(area.date)
            },
            options: options
          )
        }
      }
    } catch let error as RPCError where error.code == .invalidArgument {
      // The drafts come from Statutes: the fields that are wrong are not those of the client's request.
      throw Refusal(.internal, "Rights does not take a proposal of Statutes")
    }
  }

  /// The part of a simulation that a care council may see: not whether someone in a small group loses, nor how many care
  /// situations there are if they are few.
  static func visible(
    _ answer: Mantel_Rights_V1_SimulateRegulationResponse
  ) -> Mantel_Rights_V1_SimulateRegulationResponse {
    var answer = answer
    for index in answer.protectedGroups.indices where answer.protectedGroups[index].withheld {
      answer.protectedGroups[index].anyLoses = false
    }
    answer.protectedLose = answer.protectedGroups.contains(where: \.anyLoses)
    if SmallCountRule.groups.isSmall(answer.careSituations) || answer.total.withheld { answer.careSituations = 0 }
    return answer
  }
}
