import CareTypes
import GatewayDomain
import RegistrationAPI
import RightsAPI

/// The rows of `mantel.rights.v1.CardService`. The gateway asks Registration whether the client sees the caregiver, and for
/// the names that a proof shows. The keys and the status lists are for everyone.
struct CardRoutes {
  private typealias Methods = Mantel_Rights_V1_CardService.Method

  /// Answers the methods that need names.
  let handler: CardHandler

  private var services: ServicesBehind { handler.services }

  /// The rows.
  var all: [any Route] { proofs + cards + published }

  private var proofs: [any Route] {
    [
      UnaryRoute(
        Methods.IssueCard.descriptor,
        within: .recordFound(by: { try await handler.person($0.person, $1) }, \.name),
        about: .named(\.person),
        missing: \.person,
        handler.issueCard
      ),
      UnaryRoute(
        Methods.IssueAttest.descriptor,
        within: .recordFound(by: { try await handler.person($0.person, $1) }, \.name),
        about: .named(\.person),
        missing: \.person,
        handler.issueAttest
      ),
    ]
  }

  private var cards: [any Route] {
    [
      UnaryRoute(
        Methods.GetCard.descriptor,
        scope: .record(in: .persons, field: "person", \.person),
        about: .named(\.person),
        missing: \.person
      ) { try await services.cards.getCard($0, options: $1) },
      UnaryRoute(
        Methods.RevokeCard.descriptor,
        scope: .record(in: .persons, field: "person", \.person),
        about: .named(\.person),
        missing: \.person
      ) { try await services.cards.revokeCard($0, options: $1) },
    ]
  }

  private var published: [any Route] {
    let everyone = APIClient.Kind.allCases
    return [
      UnaryRoute(Methods.GetKeySet.descriptor, for: everyone, scope: .notNeeded, about: .nothing) {
        try await services.cards.getKeySet($0, options: $1)
      },
      UnaryRoute(Methods.GetStatusList.descriptor, for: everyone, scope: .notNeeded, about: .nothing) {
        try await services.cards.getStatusList($0, options: $1)
      },
    ]
  }
}
