import GatewayDomain
import CareTypes
import GRPCCore
import GRPCProtobuf
import HealthAPI
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Gateway

@Suite("Methods that Registration answers")
struct ForwardedMethodTests {
  private typealias Persons = Mantel_Registration_V1_PersonService
  private typealias Signals = Mantel_Registration_V1_SignalService

  private let aalter = key(of: "aalter")

  @Test("Is tested for each method of the services that are passed on")
  func complete() throws {
    let methods =
      Persons.Method.descriptors + Mantel_Registration_V1_CareService.Method.descriptors + Signals.Method.descriptors
      + Mantel_Registration_V1_BankAccountService.Method.descriptors.filter { $0.method != "GetPayees" }
    #expect(Set(methods) == Set(ForwardedCall.ofRegistration.map(\.method)))
    #expect(methods.count == ForwardedCall.ofRegistration.count)
  }

  @Test("Passes a request and its answer as they are, and audits the call", arguments: ForwardedCall.all)
  func passes(call: ForwardedCall) async throws {
    try await withGateway { gateway in
      let answer = try await call.make(gateway, aalter)
      #expect(answer.isEqualTo(message: call.answer))
      #expect(gateway.world.asked.count == (call.isHeldBefore ? 2 : 1))
      #expect(gateway.world.asked.last?.message.isEqualTo(message: call.request) == true)
      let trail = try await gateway.store.auditTrail()
      #expect(trail.map(\.client) == ["aalter"])
      #expect(trail.map(\.method) == [call.method.fullyQualifiedMethod])
      #expect(trail.map(\.resource) == [call.resource])
      #expect(trail.map(\.shown) == [call.shown])
      for name in call.shown {
        let found = try await gateway.store.auditTrail(of: name).map(\.entry)
        #expect(found.map(\.method) == trail.map(\.method) && found.map(\.shown) == trail.map(\.shown))
      }
      #expect(trail.map(\.outcome) == ["ok"])
    }
  }

  @Test("Is open to the kinds of client that each method is for, and to no other", arguments: ForwardedCall.all)
  func kinds(call: ForwardedCall) async throws {
    try await withGateway { gateway in
      for client in ForwardedCall.everyone {
        let seen = try await refusal { try await call.make(gateway, key(of: client)) }
        let isAllowed = call.callers.contains(client)
        #expect(seen == (isAllowed ? nil : SeenError(.permissionDenied, "OUT_OF_SCOPE")), "\(client)")
      }
      #expect(call.asked(in: gateway.world).map(\.client) == call.callers)
      let trail = try await gateway.store.auditTrail()
      #expect(trail.map(\.client) == ForwardedCall.everyone)
      #expect(
        trail.map(\.outcome) == ForwardedCall.everyone.map { call.callers.contains($0) ? "ok" : "permissionDenied" }
      )
    }
  }

  @Test("Is closed to who sends no valid key")
  func unauthenticated() async throws {
    try await withGateway { gateway in
      for call in ForwardedCall.all {
        let seen = try await refusal { try await call.make(gateway, key(of: "nobody")) }
        #expect(seen == SeenError(.unauthenticated, "UNAUTHENTICATED"), "\(call)")
      }
      #expect(gateway.world.asked.isEmpty)
    }
  }

  @Test("Says for whom a method is")
  func message() async throws {
    try await withGateway { gateway in
      let client = Signals.Client(wrapping: gateway.client)
      let signal = try await status { try await client.sendSignal(.init(), metadata: key(of: "zorgraad")) }
      #expect(signal?.message == "This method is for municipalities, partners, hospitals")
      let draft = try await status { try await client.getDraft(.init(), metadata: key(of: "huisarts")) }
      #expect(draft?.message == "This method is for municipalities")
    }
  }

  @Test("Tells the scope of the client, whatever the caller says of itself", arguments: [nil, "44021;read"])
  func scope(claimed: String?) async throws {
    try await withGateway { gateway in
      let check = try #require(ForwardedCall.all.first { $0.method.method == "CheckCaregiver" })
      for client in ForwardedCall.everyone + ["maldegem"] {
        var metadata = key(of: client)
        if let claimed { metadata.addString(claimed, forKey: CallScope.key) }
        _ = try await check.make(gateway, metadata)
      }
      #expect(
        gateway.world.asked.map(\.scope?.text) == ["44084;none"] + Array(repeating: ";none", count: 4) + ["43010;find"]
      )
    }
  }

  @Test("Knows better than a partner or a hospital what kind of sender it is")
  func senderKind() async throws {
    try await withGateway { gateway in
      let client = Signals.Client(wrapping: gateway.client)
      for sender in ["huisarts", "de-linde", "aalter"] {
        _ = try await client.sendSignal(
          .with {
            $0.requestID = "5cf1f9be-37b3-4d6b-8f4c-0e7f2f7f9f10"
            $0.signal.municipality = "44021"
            $0.signal.senderKind = .socialWelfareCentre
          },
          metadata: key(of: sender)
        )
      }
      _ = try await client.sendSignal(.init(), metadata: key(of: "huisarts"))
      let asked = gateway.world.asked(Mantel_Registration_V1_SendSignalRequest.self)
      #expect(
        asked.prefix(3).map(\.signal.senderKind) == [
          .generalPractitioner, .hospitalSocialService, .socialWelfareCentre,
        ]
      )
      #expect(asked.prefix(3).allSatisfy { $0.signal.municipality == "44021" && !$0.requestID.isEmpty })
      // What is missing stays missing, for Registration to name.
      #expect(asked.last?.hasSignal == false)
    }
  }

  @Test("Audits the municipality of a search that finds nobody, and what a refused call was about")
  func auditedRequests() async throws {
    try await withGateway { gateway in
      let search = try #require(ForwardedCall.all.first { $0.method.method == "SearchPersons" })
      gateway.world.fail(Mantel_Registration_V1_SearchPersonsRequest.self, Refusal.invalid("insz", "is required"))
      _ = try await refusal { try await search.make(gateway, aalter) }
      gateway.world.fail(
        Mantel_Registration_V1_SendSignalRequest.self,
        Refusal.invalid("signal.caregiver_agreed", "is required")
      )
      let signal = try #require(ForwardedCall.all.first { $0.method.method == "SendSignal" })
      _ = try await refusal { try await signal.make(gateway, key(of: "huisarts")) }
      let trail = try await gateway.store.auditTrail()
      #expect(trail.map(\.resource) == ["44084", "44084"])
      #expect(trail.map(\.outcome) == ["invalidArgument", "invalidArgument"])
    }
  }

  @Test("Audits evidence under the person whom it is about, where the request names one")
  func auditedEvidence() async throws {
    try await withGateway { gateway in
      let client = Mantel_Registration_V1_CareService.Client(wrapping: gateway.client)
      let person = "persons/\(World.inside)"
      _ = try await client.recordEvidence(.with { $0.person = person }, metadata: aalter)
      #expect(gateway.world.asked(Mantel_Registration_V1_RecordEvidenceRequest.self).map(\.person) == [person])
      #expect(try await gateway.store.auditTrail().map(\.resource) == [person])
    }
  }

  @Test(
    "Audits nothing that is no resource name: it could be a national number",
    arguments: [
      "76072296223", "persons/76072296223", "Mieke De Fictieve", "imports/76.07.22-962.23", "imports/76072296223",
      "imports/lijst-760722-962-23", "",
    ]
  )
  func auditedNames(name: String) async throws {
    try await withGateway { gateway in
      let client = Persons.Client(wrapping: gateway.client)
      _ = try await client.getPerson(.with { $0.name = name }, metadata: aalter)
      #expect(gateway.world.asked(Mantel_Registration_V1_GetPersonRequest.self).map(\.name) == [name])
      #expect(try await gateway.store.auditTrail().map(\.resource) == [""])
    }
  }

  @Test("Passes a refusal with its words and details", arguments: ForwardedCall.all.filter { !$0.isHeldBefore })
  func refusals(call: ForwardedCall) async throws {
    try await withGateway { gateway in
      gateway.world.fail(Refusal.invalid([FieldViolation(field: "details.phone", description: "is too long")]))
      let invalid = try await refusal { try await call.make(gateway, aalter) }
      #expect(invalid == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["details.phone"]))
      gateway.world.fail(Refusal.notFound("persons/x"))
      let missing = try #require(try await status { try await call.make(gateway, aalter) })
      #expect(missing.code == .notFound && missing.message == "persons/x does not exist")
      #expect(missing.details == [.errorInfo(reason: "RESOURCE_NOT_FOUND", domain: "behind.mantel", metadata: [:])])
      let trail = try await gateway.store.auditTrail()
      #expect(trail.map(\.outcome) == ["invalidArgument", "notFound"])
    }
  }

  @Test(
    "Tells a service that does not answer as such",
    arguments: ForwardedCall.all,
    [RPCError.Code.unavailable, .deadlineExceeded, .cancelled]
  )
  func unavailable(call: ForwardedCall, code: RPCError.Code) async throws {
    try await withGateway { gateway in
      gateway.world.fail(RPCError(code: code, message: "connection refused to 10.0.0.7"))
      let seen = try #require(try await status { try await call.make(gateway, aalter) })
      #expect(seen.code == .unavailable && !seen.message.contains("10.0.0.7"))
      #expect(seen.details.compactMap(\.errorInfo?.reason) == ["UPSTREAM_UNAVAILABLE"])
    }
  }

  @Test("Tells a fault as one, without its words")
  func fault() async throws {
    try await withGateway { gateway in
      gateway.world.fail(RPCError(code: .dataLoss, message: "row of Mieke De Fictieve"))
      let client = Persons.Client(wrapping: gateway.client)
      let seen = try #require(try await status { try await client.getPerson(.init(), metadata: aalter) })
      #expect(seen.code == .internalError && !seen.message.contains("Mieke"))
    }
  }

  @Test("Answers nothing that cannot be audited")
  func cannotBeAudited() async throws {
    try await withGateway { gateway in
      try await gateway.store.database.write { try $0.connection.script("DROP TABLE audit") }
      for call in ForwardedCall.all {
        let seen = try await refusal { try await call.make(gateway, aalter) }
        #expect(seen == SeenError(.internalError, "INTERNAL"), "\(call)")
      }
    }
  }

  @Test("Refuses a message over 4 MiB")
  func tooLarge() async throws {
    try await withGateway { gateway in
      let client = Signals.Client(wrapping: gateway.client)
      let seen = try await refusal {
        try await client.updateDraft(
          .with { $0.careSituation.caregiver.streetLine = String(repeating: "x", count: 5 << 20) },
          metadata: aalter
        )
      }
      #expect(seen == SeenError(.resourceExhausted, "REQUEST_TOO_LARGE"))
      #expect(gateway.world.asked.isEmpty)
    }
  }

  @Test("Is told by the health protocol", arguments: ["Person", "Care", "Signal", "Import"])
  func health(service: String) async throws {
    try await withGateway { gateway in
      let answer = try await gateway.health.check(.with { $0.service = "mantel.registration.v1.\(service)Service" })
      #expect(answer.status == .serving)
    }
  }

  @Test("Does not lead to what is Registration's own", arguments: ["RegistrationService", "KeyService"])
  func closed(service: String) async throws {
    try await withGateway { gateway in
      let health = try await refusal {
        try await gateway.health.check(.with { $0.service = "mantel.registration.v1.\(service)" })
      }
      #expect(health?.code == .notFound)
      let name = ServiceDescriptor(fullyQualifiedService: "mantel.registration.v1.\(service)")
      let method = service == "KeyService" ? "RewrapDataKeys" : "GetTerritory"
      let seen = try await refusal {
        try await gateway.client.unary(
          request: ClientRequest(message: Mantel_Registration_V1_GetTerritoryRequest(), metadata: aalter),
          descriptor: MethodDescriptor(service: name, method: method),
          serializer: ProtobufSerializer<Mantel_Registration_V1_GetTerritoryRequest>(),
          deserializer: ProtobufDeserializer<Mantel_Registration_V1_GetTerritoryResponse>(),
          options: .defaults
        ) { try $0.message }
      }
      #expect(seen?.code == .unimplemented)
      #expect(gateway.world.asked.isEmpty)
    }
  }
}
