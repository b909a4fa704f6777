import CareTypes
import ServiceRuntime
import StatutesAPI
import TypeAPI

@testable import StatutesDomain

extension HarmonisationFixture {
  static func date(_ iso: String) throws -> Mantel_Type_V1_Date { Mantel_Type_V1_Date(try CalendarDate(iso: iso)) }
}

extension ServedStatutes {
  /// Publishes packs in their order.
  func publish(_ packs: [String]) async throws {
    for pack in packs { _ = try await statutes.publish(pack) }
  }

  /// Asks for a proposal of the small model for Aalter and Kaprijke, with changes.
  func propose(
    _ strategy: Mantel_Statutes_V1_HarmonisationStrategy,
    _ change: (inout Mantel_Statutes_V1_ProposeHarmonisationRequest) throws -> Void = { _ in }
  ) async throws -> Mantel_Statutes_V1_ProposeHarmonisationResponse {
    var request = Mantel_Statutes_V1_ProposeHarmonisationRequest()
    request.model = HarmonisationFixture.modelName
    request.municipalities = ["44084", "43007"]
    request.strategy = strategy
    try change(&request)
    return try await harmonisation.proposeHarmonisation(request)
  }
}

extension Mantel_Statutes_V1_ProposeHarmonisationResponse {
  /// By parameter, what was chosen.
  var chosen: [String: String] { Dictionary(parameters.map { ($0.parameter, $0.chosen) }) { first, _ in first } }

  /// What was read for a parameter, in the order of the regulations.
  func read(_ parameter: String) -> [String] {
    parameters.first { $0.parameter == parameter }?.read.map(\.value) ?? []
  }
}
