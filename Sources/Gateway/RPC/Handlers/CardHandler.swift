import CareTypes
import GRPCCore
import GatewayDomain
import RegistrationAPI
import RightsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf

/// Answers the methods of `mantel.rights.v1.CardService` that need names: reads them from Registration, and passes them on
/// to Rights, which does not know them.
struct CardHandler: Sendable {
  /// The services behind the gateway.
  let services: ServicesBehind

  /// The person whom a request names, as far as the client sees them.
  ///
  /// - Throws: `Refusal` naming the field for a malformed name; what Registration answers.
  func person(_ name: String, _ options: CallOptions) async throws -> Mantel_Registration_V1_Person {
    _ = try ResourceCollection.persons.id(ofField: "person", name)
    return try await services.persons.getPerson(.with { $0.name = name }, options: options).person
  }

  /// Issues a card.
  func issueCard(
    _ request: Mantel_Rights_V1_IssueCardRequest,
    _ person: Mantel_Registration_V1_Person,
    _ options: CallOptions
  ) async throws -> Mantel_Rights_V1_IssueCardResponse {
    var request = request
    request.holder = try Self.holder(person)
    return try await services.cards.issueCard(request, options: options)
  }

  /// Makes an attest.
  func issueAttest(
    _ request: Mantel_Rights_V1_IssueAttestRequest,
    _ person: Mantel_Registration_V1_Person,
    _ options: CallOptions
  ) async throws -> Mantel_Rights_V1_IssueAttestResponse {
    var request = request
    request.holder = try Self.holder(person)
    return try await services.cards.issueAttest(request, options: options)
  }

  /// The names of a person, if they may be put into a proof.
  private static func holder(_ person: Mantel_Registration_V1_Person) throws -> Mantel_Rights_V1_ProofHolder {
    if person.unconfirmed {
      throw Refusal(.personUnconfirmed, "The municipality where the person lives has not confirmed the record")
    }
    if person.restricted { throw Refusal(.personRestricted, "The processing of the person's data is restricted") }
    return .with {
      $0.givenNames = person.details.givenNames
      $0.familyName = person.details.familyName
      if person.hasBirthDate { $0.birthDate = person.birthDate }
    }
  }
}
