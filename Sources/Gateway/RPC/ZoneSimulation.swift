import CareTypes
import GRPCCore
import GatewayAPI
import RightsAPI
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TypeAPI

/// What one model regulation would do to a zone: Statutes proposes it, and Rights tries it out on who is registered.
struct ZoneSimulation: Sendable {
  let harmonisation: any Mantel_Statutes_V1_HarmonisationService.ClientProtocol
  let rights: any Mantel_Rights_V1_RightsService.ClientProtocol
  let area: ZoneArea

  /// The smallest group of which figures are told.
  private static let smallestGroup = 10

  /// Proposes and simulates.
  ///
  /// - Throws: What the services answer; `Refusal` when one does not.
  func run(
    _ request: Mantel_Gateway_V1_SimulateProposalRequest
  ) async throws -> Mantel_Gateway_V1_SimulateProposalResponse {
    let proposal = try await Upstream.ask { options in
      try await harmonisation.proposeHarmonisation(
        .with {
          $0.model = request.model
          $0.municipalities = area.current.map(\.digits)
          $0.strategy = request.strategy
          $0.date = Mantel_Type_V1_Date(area.date)
          $0.centsPerYear = request.centsPerYear
        },
        options: options
      )
    }
    let drafted = Set(proposal.executable.map(\.provision))
    var zone = CallContext.current
    zone.scope = area.scope
    let effect = try await CallContext.$current.withValue(zone) {
      try await Upstream.ask(within: .upstream(longest: .longestSimulation)) { options in
        try await rights.simulateRegulation(
          .with {
            $0.drafts = proposal.executable
            // Of those that are drafted anew the draft takes the place.
            $0.withdrawn = proposal.replaced.filter { !drafted.contains($0) }
            $0.municipalities = area.current.map(\.digits)
            $0.date = Mantel_Type_V1_Date(area.date)
          },
          options: options
        )
      }
    }
    return .with {
      $0.parameters = proposal.parameters
      $0.lost = proposal.lost
      $0.effect = Self.told(effect)
    }
  }

  /// What of a simulation is told to a council: not that someone of a small group loses, nor how many a small one is.
  static func told(
    _ answer: Mantel_Rights_V1_SimulateRegulationResponse
  ) -> Mantel_Rights_V1_SimulateRegulationResponse {
    var answer = answer
    for index in answer.protectedGroups.indices where answer.protectedGroups[index].withheld {
      answer.protectedGroups[index].anyLoses = false
    }
    answer.protectedLose = answer.protectedGroups.contains(where: \.anyLoses)
    if answer.careSituations < Self.smallestGroup || answer.total.withheld { answer.careSituations = 0 }
    return answer
  }
}
