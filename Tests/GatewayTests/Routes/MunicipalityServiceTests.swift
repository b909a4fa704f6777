import GatewayDomain
import GRPCCore
import GRPCProtobuf
import GatewayAPI
import MomentsAPI
import RegistrationAPI
import RightsAPI
import ServiceCore
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Gateway

@Suite("MunicipalityService")
struct MunicipalityServiceTests {
  private let id = World.inside
  private let requestID = "5cf1f9be-37b3-4d6b-8f4c-0e7f2f7f9f10"
  private let aalter = key(of: "aalter")

  @Test("Passes on the commands about care situations and consents, and their answers")
  func commands() async throws {
    try await withGateway { gateway in
      let client = gateway.municipality
      let registered = try await client.registerCareSituation(
        .with {
          $0.requestID = requestID
          $0.careSituation = Samples.careSituation()
        },
        metadata: aalter
      )
      #expect(
        registered
          == .with {
            $0.careSituation = "careSituations/\(World.inside)"
            $0.caregiver = "persons/\(World.inside)"
            $0.recipient = "persons/\(World.outside)"
            $0.etag = "1"
            $0.createTime.seconds = 17
          }
      )
      let ended = try await client.endCareSituation(
        .with {
          $0.requestID = requestID
          $0.name = "careSituations/\(id)"
          $0.endDate = Samples.date(2025, 5, 1)
          $0.reason = .caregiverStops
          $0.etag = "1"
        },
        metadata: aalter
      )
      #expect(ended.name == "careSituations/\(id)" && ended.etag == "2")
      let recorded = try await client.recordConsent(
        .with {
          $0.requestID = requestID
          $0.person = "persons/\(id)"
          $0.consent = Samples.consent(.hospital)
        },
        metadata: aalter
      )
      #expect(recorded.recordTime.seconds == 18 && recorded.stands)
      let withdrawn = try await client.withdrawConsent(
        .with {
          $0.requestID = requestID
          $0.person = "persons/\(id)"
          $0.purpose = .hospital
          $0.withdrawDate = Samples.date(2025, 5, 2)
          $0.withdrawnBy = .legalRepresentative
          $0.channel = .letter
        },
        metadata: aalter
      )
      #expect(withdrawn.recordTime.seconds == 19)
      let acknowledged = try await client.acknowledgeNotice(
        .with {
          $0.requestID = requestID
          $0.name = "notices/\(id)"
        },
        metadata: aalter
      )
      #expect(acknowledged.acknowledgeTime.seconds == 21)
      expectCommands(in: gateway.world)
    }
  }

  private func expectCommands(in world: World) {
    #expect(
      world.asked(Mantel_Registration_V1_RegisterCareSituationRequest.self) == [
        .with {
          $0.requestID = requestID
          $0.careSituation = Samples.careSituation()
        }
      ]
    )
    #expect(
      world.asked(Mantel_Registration_V1_EndCareSituationRequest.self) == [
        .with {
          $0.requestID = requestID
          $0.name = "careSituations/\(id)"
          $0.endDate = Samples.date(2025, 5, 1)
          $0.reason = .caregiverStops
          $0.etag = "1"
        }
      ]
    )
    #expect(
      world.asked(Mantel_Registration_V1_RecordConsentRequest.self) == [
        .with {
          $0.requestID = requestID
          $0.person = "persons/\(id)"
          $0.consent = Samples.consent(.hospital)
        }
      ]
    )
    #expect(
      world.asked(Mantel_Registration_V1_WithdrawConsentRequest.self) == [
        .with {
          $0.requestID = requestID
          $0.person = "persons/\(id)"
          $0.purpose = .hospital
          $0.withdrawDate = Samples.date(2025, 5, 2)
          $0.withdrawnBy = .legalRepresentative
          $0.channel = .letter
        }
      ]
    )
    #expect(
      world.asked(Mantel_Moments_V1_AcknowledgeNoticeRequest.self) == [
        .with {
          $0.requestID = requestID
          $0.name = "notices/\(id)"
          $0.municipalities = ["44084"]
        }
      ]
    )
  }

  @Test("Passes on the queries, and their answers")
  func queries() async throws {
    try await withGateway { gateway in
      let client = gateway.municipality
      let situation = try await client.getCareSituation(.with { $0.name = "careSituations/\(id)" }, metadata: aalter)
      #expect(situation.careSituation.name == "careSituations/\(id)")
      let page = try await client.listCareSituations(
        .with {
          $0.municipality = "44084"
          $0.pageSize = 3
          $0.pageToken = "token"
        },
        metadata: aalter
      )
      #expect(page.careSituations.map(\.name) == ["careSituations/\(id)"] && page.nextPageToken == "next")
      let decisions = try await client.listDecisions(
        .with {
          $0.careSituation = "careSituations/\(id)"
          $0.pageSize = 3
          $0.pageToken = "token"
        },
        metadata: aalter
      )
      #expect(decisions.decisions.count == 1 && decisions.nextPageToken == "next")
      let comparison = Mantel_Statutes_V1_ComparisonService.Client(wrapping: gateway.client)
      let compared = try await comparison.compareAuthorities(
        .with {
          $0.left = "aalter"
          $0.right = "maldegem"
          $0.date = Samples.date(2025, 1, 1)
        },
        metadata: aalter
      )
      #expect(compared.rows.map(\.kind) == [.premium])
      expectQueries(in: gateway.world)
    }
  }

  private func expectQueries(in world: World) {
    #expect(
      world.asked(Mantel_Registration_V1_ListCareSituationsRequest.self) == [
        .with {
          $0.municipality = "44084"
          $0.pageSize = 3
          $0.pageToken = "token"
        }
      ]
    )
    #expect(
      world.asked(Mantel_Rights_V1_ListDecisionsRequest.self) == [
        .with {
          $0.careSituation = "careSituations/\(id)"
          $0.pageSize = 3
          $0.pageToken = "token"
        }
      ]
    )
    #expect(
      world.asked(Mantel_Statutes_V1_CompareAuthoritiesRequest.self) == [
        .with {
          $0.left = "aalter"
          $0.right = "maldegem"
          $0.date = Samples.date(2025, 1, 1)
        }
      ]
    )
  }

  @Test("Reads a care situation as it was on a day, as it was known on another")
  func getCareSituation() async throws {
    try await withGateway { gateway in
      for (asOf, known) in [(true, true), (true, false), (false, true), (false, false)] {
        _ = try await gateway.municipality.getCareSituation(
          .with {
            $0.name = "careSituations/\(id)"
            if asOf { $0.asOfDate = Samples.date(2025, 3, 1) }
            if known { $0.knownDate = Samples.date(2025, 4, 1) }
          },
          metadata: aalter
        )
      }
      let asked = gateway.world.asked(Mantel_Registration_V1_GetCareSituationRequest.self)
      #expect(asked.map(\.hasAsOfDate) == [true, true, false, false])
      #expect(asked.map(\.hasKnownDate) == [true, false, true, false])
      #expect(asked.first?.asOfDate == Samples.date(2025, 3, 1))
      #expect(asked.first?.knownDate == Samples.date(2025, 4, 1))
    }
  }

  private func withdrawal(
    _ gateway: ServedGateway,
    _ purpose: Mantel_Type_V1_ConsentPurpose
  ) async throws -> Mantel_Gateway_V1_WithdrawConsentResponse {
    try await gateway.municipality.withdrawConsent(
      .with {
        $0.requestID = requestID
        $0.person = "persons/\(id)"
        $0.purpose = purpose
      },
      metadata: aalter
    )
  }

  @Test("Acknowledges the withdrawal of a consent to hospital notices when they are stopped, of another at once")
  func withdrawStops() async throws {
    try await withGateway { gateway in
      let purposes: [Mantel_Type_V1_ConsentPurpose] = [
        .hospital, .generalPractitioner, .municipality, .automaticRights,
      ]
      for purpose in purposes {
        let answer = try await withdrawal(gateway, purpose)
        #expect(answer.recordTime.seconds == 19)
      }
      let stops = gateway.world.asked(Mantel_Moments_V1_StopNoticesRequest.self)
      #expect(
        stops == [
          .with {
            $0.person = "persons/\(id)"
            $0.sequence = 23
          }
        ]
      )
      // Registration first: what it withdrew is what HingeMoments may no longer use.
      let kinds = gateway.world.asked.prefix(2).map { type(of: $0.message).protoMessageName }
      #expect(kinds.last == Mantel_Moments_V1_StopNoticesRequest.protoMessageName)
    }
  }

  @Test(
    "Does not acknowledge a withdrawal whose notices may go on; repeated, it stops them",
    arguments: [RPCError.Code.unavailable, .deadlineExceeded, .cancelled]
  )
  func withdrawalRepeated(code: RPCError.Code) async throws {
    try await withGateway { gateway in
      let stop = Mantel_Moments_V1_StopNoticesRequest.self
      gateway.world.fail(stop, RPCError(code: code, message: ""))
      let seen = try await refusal { try await withdrawal(gateway, .hospital) }
      #expect(seen == SeenError(.unavailable, "UPSTREAM_UNAVAILABLE"))
      gateway.world.fail(stop, nil)
      let answer = try await withdrawal(gateway, .hospital)
      #expect(answer.recordTime.seconds == 19)
      let withdrawn = gateway.world.asked(Mantel_Registration_V1_WithdrawConsentRequest.self)
      #expect(withdrawn.count == 2 && Set(withdrawn).count == 1)
      let stops = gateway.world.asked(stop)
      #expect(stops.count == 2 && Set(stops).count == 1)
      #expect(try await gateway.store.auditTrail().map(\.outcome) == ["unavailable", "ok"])
    }
  }

  @Test("Stops no notices when the consent was not withdrawn")
  func withdrawalRefused() async throws {
    try await withGateway { gateway in
      gateway.world.fail(
        Mantel_Registration_V1_WithdrawConsentRequest.self,
        Refusal(.noConsent, "There is no consent to withdraw")
      )
      let seen = try await refusal { try await withdrawal(gateway, .hospital) }
      #expect(seen == SeenError(.failedPrecondition, "NO_CONSENT"))
      #expect(gateway.world.asked(Mantel_Moments_V1_StopNoticesRequest.self).isEmpty)
    }
  }

  // Of moments, Registration alone says who is in sight.
  @Test(
    "What the service behind does not show, though it lies within the scope, is answered as what does not exist",
    arguments: AnyCall.ofResources.filter { $0.method != "RecordMoment" }
  )
  func hiddenBehind(call: AnyCall) async throws {
    try await withGateway { gateway in
      let nowhere = try #require(try await status { try await call.make(gateway, World.nowhere, aalter) })
      gateway.world.hide()
      let hidden = try #require(try await status { try await call.make(gateway, World.inside, aalter) })
      #expect(hidden.message.replacing(World.inside, with: World.nowhere) == nowhere.message)
      #expect(hidden.code == nowhere.code && hidden.details == nowhere.details)
    }
  }

  @Test("Explains a decision with the provision version that was applied")
  func explainDecision() async throws {
    try await withGateway { gateway in
      let answer = try await gateway.municipality.explainDecision(
        .with { $0.name = "decisions/\(id)" },
        metadata: aalter
      )
      #expect(answer.decision.name == "decisions/\(id)")
      #expect(answer.lines.map(\.textEn) == ["Lives in Aalter"])
      #expect(answer.provision.name == "provisions/aalter-premium/versions/3")
    }
  }

  @Test("What lies outside the scope is answered as what does not exist, to the letter", arguments: AnyCall.ofResources)
  func outsideAsNowhere(call: AnyCall) async throws {
    try await withGateway { gateway in
      let outside = try #require(
        try await status { try await call.make(gateway, World.outside, aalter) }
      )
      let nowhere = try #require(
        try await status { try await call.make(gateway, World.nowhere, aalter) }
      )
      #expect(outside.code == .notFound)
      #expect(outside.message.hasSuffix("/\(World.outside) does not exist"))
      #expect(outside.message.replacing(World.outside, with: World.nowhere) == nowhere.message)
      #expect(outside.details == nowhere.details)
      #expect(outside.code == nowhere.code)
      // Services that do not know what is in sight were not asked about the resource.
      #expect(gateway.world.asked(Mantel_Rights_V1_ListDecisionsRequest.self).isEmpty)
      #expect(gateway.world.asked(Mantel_Statutes_V1_GetProvisionRequest.self).isEmpty)
    }
  }

  @Test("A municipality outside the scope is answered as an unknown one")
  func municipalityOutside() async throws {
    try await withGateway { gateway in
      let outside = try #require(
        try await status {
          try await gateway.municipality.listCareSituations(.with { $0.municipality = "44021" }, metadata: aalter)
        }
      )
      let unknown = try #require(
        try await status {
          try await gateway.municipality.listCareSituations(.with { $0.municipality = "99999" }, metadata: aalter)
        }
      )
      #expect(outside.code == .notFound)
      #expect(outside.message.replacing("44021", with: "99999") == unknown.message)
      #expect(outside.details == unknown.details)
    }
  }

  @Test(
    "Holds what a client asks for to its scope in one place: nothing is asked twice",
    arguments: AnyCall.ofResources
  )
  func askedOnce(call: AnyCall) async throws {
    try await withGateway { gateway in
      try await call.make(gateway, World.inside, aalter)
      let kinds = gateway.world.asked.map { type(of: $0.message).protoMessageName }
      #expect(Set(kinds).count == kinds.count)
      let territories = gateway.world.asked(Mantel_Registration_V1_GetTerritoryRequest.self)
      #expect(
        territories.count == (["ListDecisions", "ExplainDecision", "RecordMoment"].contains(call.method) ? 1 : 0)
      )
      #expect(gateway.world.asked.allSatisfy { $0.scope?.text == "44084;none" })
    }
  }

  @Test("Names the field of a malformed name", arguments: AnyCall.ofResources)
  func malformedName(call: AnyCall) async throws {
    let field =
      switch call.method {
      case "RecordConsent", "WithdrawConsent", "RecordMoment": "person"
      case "ListDecisions": "care_situation"
      default: "name"
      }
    try await withGateway { gateway in
      let seen = try await refusal { try await call.make(gateway, "76072296223", aalter) }
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: [field]))
    }
  }

  @Test("Takes a registration of which one of the two lives within the scope", arguments: [true, false])
  func registrationWithin(caregiver: Bool) async throws {
    try await withGateway { gateway in
      var situation = Samples.careSituation()
      if caregiver { situation.recipient.municipality = "44021" } else { situation.caregiver.municipality = "44021" }
      let request = Mantel_Gateway_V1_RegisterCareSituationRequest.with { $0.careSituation = situation }
      let answer = try await gateway.municipality.registerCareSituation(request, metadata: aalter)
      #expect(answer.etag == "1")
      let seen = try await refusal {
        try await gateway.municipality.registerCareSituation(request, metadata: key(of: "maldegem"))
      }
      #expect(seen == SeenError(.permissionDenied, "OUT_OF_SCOPE"))
      // Registration refuses it, by the scope that travels with the call.
      #expect(gateway.world.asked.map(\.scope?.text) == ["44084;none", "43010;find"])
    }
  }

  @Test("Leaves it to Registration to name what is wrong with a registration without municipality")
  func registrationWithout() async throws {
    try await withGateway { gateway in
      gateway.world.fail(Refusal.invalid("care_situation", "is required"))
      let seen = try await refusal { try await gateway.municipality.registerCareSituation(.init(), metadata: aalter) }
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["care_situation"]))
      let asked = gateway.world.asked(Mantel_Registration_V1_RegisterCareSituationRequest.self)
      #expect(asked.map(\.hasCareSituation) == [false])
    }
  }

  @Test("Streams the notices of the scope, again where the stream behind breaks off for its renewal")
  func watchNotices() async throws {
    let world = World()
    world.notices = (1...2).map { sequence in .with { $0.sequence = sequence } }
    try await withGateway(world, watchRenewal: .milliseconds(100)) { gateway in
      try await gateway.municipality.watchNotices(.init(), metadata: aalter) { response in
        var seen: [Int64] = []
        for try await message in response.messages {
          seen.append(message.notice.sequence)
          if seen.count == 2 { gateway.world.notices.append(.with { $0.sequence = 3 }) }
          if seen.count == 3 { break }
        }
        #expect(seen == [1, 2, 3])
      }
      let asked = gateway.world.asked(Mantel_Moments_V1_WatchNoticesRequest.self)
      #expect(asked.first == .with { $0.municipalities = ["44084"] })
      #expect(
        asked.last
          == .with {
            $0.municipalities = ["44084"]
            $0.afterSequence = 2
          }
      )
    }
  }
}
