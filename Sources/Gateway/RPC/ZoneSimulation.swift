import CareTypes
import GRPCCore
import GatewayAPI
import RightsAPI
import ServiceCore
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TypeAPI

/// What one model regulation would do to a zone: Statutes proposes it, and Rights tries it out on who is registered.
/// The conditions are those of the model: a care council that wrote them itself could ask about one person.
struct ZoneSimulation: Sendable {
  let harmonisation: any Mantel_Statutes_V1_HarmonisationService.ClientProtocol
  let rights: any Mantel_Rights_V1_RightsService.ClientProtocol
  let area: ZoneArea

  /// The smallest group of which figures are told.
  private static let smallestGroup = 10

  /// Proposes and simulates.
  ///
  /// - Throws: `Refusal` for a request that is not right, for a zone of a single municipality, and when a service does not
  ///   answer; what Statutes refuses.
  func run(
    _ request: Mantel_Gateway_V1_SimulateProposalRequest
  ) async throws -> Mantel_Gateway_V1_SimulateProposalResponse {
    try Self.check(request)
    guard area.current.count >= 2 else {
      throw Refusal(.nothingToHarmonise, "The zone has a single municipality: there is nothing to harmonise")
    }
    let proposal = try await Upstream.ask(within: .upstream(longest: .longestSimulation)) { options in
      try await harmonisation.proposeHarmonisation(
        .with {
          $0.model = request.model
          $0.municipalities = area.current.map(\.digits)
          $0.strategy = request.strategy
          $0.centsPerYear = request.centsPerYear
          // It is tried out as if it held today.
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
      $0.effect = Self.told(effect)
    }
  }

  private static func check(_ request: Mantel_Gateway_V1_SimulateProposalRequest) throws(Refusal) {
    var validation = Validation()
    if request.model.isEmpty {
      validation.reject("model", "is required")
    } else {
      validation.require(isProvision(request.model), "model", "is not of the form provisions/{id}")
    }
    switch request.strategy {
    case .mostGenerous, .strictest, .median: break
    case .unspecified: validation.reject("strategy", "is required")
    case .UNRECOGNIZED: validation.reject("strategy", "is not a known word")
    }
    validation.require(request.centsPerYear >= 0, "cents_per_year", "is negative")
    try validation.finish()
  }

  private static func isProvision(_ text: String) -> Bool {
    let id = text.utf8.dropFirst(prefix.utf8.count)
    return text.hasPrefix(prefix) && (1...64).contains(id.count)
      && id.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "-")
      }
  }

  private static let prefix = "provisions/"

  private func effect(
    of proposal: Mantel_Statutes_V1_ProposeHarmonisationResponse
  ) async throws -> Mantel_Rights_V1_SimulateRegulationResponse {
    let drafted = Set(proposal.executable.map(\.provision))
    var zone = CallContext.current
    zone.scope = area.scope
    do {
      return try await CallContext.$current.withValue(zone) {
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
    } catch let error as RPCError where error.code == .invalidArgument {
      // The drafts are not the caller's: there is no field of theirs to name.
      throw Refusal(.internal, "Rights does not take a proposal of Statutes")
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
