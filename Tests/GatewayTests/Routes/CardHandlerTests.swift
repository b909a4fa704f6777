import CareTypes
import GRPCCore
import GRPCInProcessTransport
import GatewayDomain
import RegistrationAPI
import RightsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Gateway

@Suite("Proofs with names")
struct CardHandlerTests {
  private typealias Cards = Mantel_Rights_V1_CardService
  private typealias GetPerson = Mantel_Registration_V1_PersonService.Method.GetPerson

  private let aalter = key(of: "aalter")
  private static let name = "persons/\(World.inside)"

  /// What Registration has of the person.
  private static func person(
    change: (inout Mantel_Registration_V1_Person) -> Void = { _ in }
  ) -> Mantel_Registration_V1_GetPersonResponse {
    .with {
      $0.person.name = name
      $0.person.details.givenNames = "Mieke"
      $0.person.details.familyName = "De Fictieve"
      $0.person.details.insz = "76072296223"
      $0.person.birthDate = Samples.date(1976, 7, 22)
      change(&$0.person)
    }
  }

  @Test("The names come from the registry, whatever the client sends, and nothing else does")
  func names() async throws {
    try await withGateway { gateway in
      gateway.world.answer(GetPerson.Input.self, Self.person())
      let cards = Cards.Client(wrapping: gateway.client)
      let expected = Mantel_Rights_V1_ProofHolder.with {
        $0.givenNames = "Mieke"
        $0.familyName = "De Fictieve"
        $0.birthDate = Samples.date(1976, 7, 22)
      }
      _ = try await cards.issueCard(
        .with {
          $0.person = Self.name
          $0.holder.familyName = "Peeters"
          $0.holderKeyJwk = "key"
        },
        metadata: aalter
      )
      let asked = try #require(gateway.world.asked(Cards.Method.IssueCard.Input.self).last)
      #expect(asked.holder == expected && asked.holderKeyJwk == "key")
      _ = try await cards.issueAttest(
        .with {
          $0.person = Self.name
          $0.kind = .school
          $0.holder.familyName = "Peeters"
        },
        metadata: aalter
      )
      let attested = try #require(gateway.world.asked(Cards.Method.IssueAttest.Input.self).last)
      #expect(attested.holder == expected && attested.kind == .school)
      let trail = try await gateway.store.auditTrail()
      #expect(trail.map(\.resource) == [Self.name, Self.name])
      #expect(trail.allSatisfy { $0.shown.isEmpty && $0.outcome == "ok" })
    }
  }

  @Test("Names that are not confirmed, or may not be processed, are put into no proof")
  func withheld() async throws {
    try await withGateway { gateway in
      let cards = Cards.Client(wrapping: gateway.client)
      for (reason, change) in [
        ("PERSON_UNCONFIRMED", { (person: inout Mantel_Registration_V1_Person) in person.unconfirmed = true }),
        ("PERSON_RESTRICTED", { $0.restricted = true }),
      ] {
        gateway.world.answer(GetPerson.Input.self, Self.person(change: change))
        let card = try await refusal { try await cards.issueCard(.with { $0.person = Self.name }, metadata: aalter) }
        #expect(card == SeenError(.failedPrecondition, reason))
        let attest = try await refusal {
          try await cards.issueAttest(.with { $0.person = Self.name }, metadata: aalter)
        }
        #expect(attest == SeenError(.failedPrecondition, reason))
      }
      #expect(gateway.world.asked(Cards.Method.IssueCard.Input.self).isEmpty)
      #expect(gateway.world.asked(Cards.Method.IssueAttest.Input.self).isEmpty)
    }
  }

  @Test("Someone whom the client does not see is answered like nobody, and a name that is no name is told")
  func outOfSight() async throws {
    try await withGateway { gateway in
      let cards = Cards.Client(wrapping: gateway.client)
      gateway.world.answer(GetPerson.Input.self, Self.person { $0.name = "persons/\(World.outside)" })
      let outside = try await refusal {
        try await cards.issueCard(.with { $0.person = "persons/\(World.outside)" }, metadata: aalter)
      }
      #expect(outside == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
      for name in ["", "persons/", "careSituations/\(World.inside)"] {
        let malformed = try await refusal { try await cards.issueCard(.with { $0.person = name }, metadata: aalter) }
        #expect(malformed == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["person"]))
        let attest = try await refusal { try await cards.issueAttest(.with { $0.person = name }, metadata: aalter) }
        #expect(attest == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["person"]))
      }
      #expect(gateway.world.asked(Cards.Method.IssueCard.Input.self).isEmpty)
    }
  }
}
