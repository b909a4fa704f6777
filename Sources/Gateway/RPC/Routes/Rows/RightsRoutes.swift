import TypeAPI
import CareTypes
import RightsAPI

/// The rows of the methods of Rights that clients call through the gateway: what a change of the law or of someone's
/// home would do. Its other methods are for the gateway alone.
struct RightsRoutes {
  private typealias Methods = Mantel_Rights_V1_RightsService.Method

  /// The services behind the gateway.
  let services: ServicesBehind

  /// The rows.
  var all: [any Route] {
    [
      // For municipalities alone, each about its own people: whoever writes the conditions can ask about one person.
      UnaryRoute(
        Methods.SimulateRegulation.descriptor,
        scope: .byRights,
        deadline: .simulation,
        about: .named { $0.municipalities.joined(separator: " ") },
        showing: { request, _ in Set(request.drafts.map(\.provision)).sorted() }
      ) { try await services.rights.simulateRegulation($0, options: $1) },
      UnaryRoute(
        Methods.PreviewMove.descriptor,
        scope: .record(in: .careSituations, field: "care_situation", \.careSituation),
        about: .named(\.careSituation),
        missing: \.careSituation
      ) { try await services.rights.previewMove($0, options: $1) },
    ]
  }
}
