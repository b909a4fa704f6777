import GatewayDomain
import GRPCCore
import GRPCProtobuf
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf
import Testing

/// A method that the gateway passes on: a request, the answer behind, and what must come of it.
struct ForwardedCall: Sendable, CustomTestStringConvertible {
  let method: MethodDescriptor
  /// The clients of these tests that may call it.
  let callers: [String]
  /// What the audit trail tells when it succeeds.
  let resource: String
  /// What the audit trail tells beside that.
  let shown: [String]
  let request: any Message
  let answer: any Message
  /// The method as the service behind has it.
  let fake: @Sendable (World) -> any RegistrableRPCService
  /// Calls it through the gateway.
  let make: @Sendable (ServedGateway, Metadata) async throws -> any Message

  var testDescription: String { method.method }

  /// Whether the gateway itself asks Registration first whether the client sees what the call is about.
  var isHeldBefore: Bool {
    ["PreviewMove", "GetCard", "RevokeCard"].contains(method.method)
      || method.service.fullyQualifiedService == "mantel.rights.v1.AwardService"
        && !["ListNonTakeUp", "CountNonTakeUp"].contains(method.method)
  }

  /// The calls of this method that came to the service behind.
  func asked(in world: World) -> [World.Asked] {
    world.asked.filter { type(of: $0.message) == type(of: request) }
  }

  init<Request: Message, Answer: Message>(
    _ method: MethodDescriptor,
    _ request: Request,
    _ answer: Answer,
    resource: String,
    showing shown: [String] = [],
    callers: [String] = ["aalter"]
  ) {
    self.method = method
    self.callers = callers
    self.resource = resource
    self.shown = shown
    self.request = request
    self.answer = answer
    fake = { world in
      FakeMethod(method: method) { (request: Request) in
        try world.take(request)
        return world.answer(to: request) ?? answer
      }
    }
    make = { gateway, metadata in
      try await gateway.client.unary(
        request: ClientRequest(message: request, metadata: metadata),
        descriptor: method,
        serializer: ProtobufSerializer<Request>(),
        deserializer: ProtobufDeserializer<Answer>(),
        options: .defaults
      ) { try $0.message }
    }
  }

  /// All clients of these tests, one of each kind.
  static let everyone = ["aalter", "de-linde", "zorgraad", "huisarts", "rechtenverkenner"]
  private static let senders = ["aalter", "de-linde", "huisarts"]

  private typealias Persons = Mantel_Registration_V1_PersonService.Method
  private typealias Care = Mantel_Registration_V1_CareService.Method
  private typealias Signals = Mantel_Registration_V1_SignalService.Method

  /// One call of each unary method.
  static let all = ofRegistration + ofStatutes + ofRights
  static let ofRegistration = ofPersons + ofCare + ofSignals

  private static let ofPersons: [ForwardedCall] = [
    ForwardedCall(
      Persons.GetPerson.descriptor,
      Persons.GetPerson.Input.with { $0.name = "persons/\(World.inside)" },
      Persons.GetPerson.Output.with { $0.person.name = "persons/\(World.outside)" },
      resource: "persons/\(World.inside)",
      showing: ["persons/\(World.outside)"]
    ),
    ForwardedCall(
      Persons.SearchPersons.descriptor,
      Persons.SearchPersons.Input.with { $0.municipality = "44084" },
      Persons.SearchPersons.Output.with {
        $0.persons = [.with { $0.name = "persons/\(World.outside)" }, .with { $0.name = "persons/\(World.inside)" }]
      },
      resource: "44084",
      showing: ["persons/\(World.inside)", "persons/\(World.outside)"]
    ),
    ForwardedCall(
      Persons.UpdatePerson.descriptor,
      Persons.UpdatePerson.Input.with { $0.name = "persons/\(World.inside)" },
      Persons.UpdatePerson.Output.with { $0.etag = "2" },
      resource: "persons/\(World.inside)"
    ),
    ForwardedCall(
      Persons.MovePerson.descriptor,
      Persons.MovePerson.Input.with { $0.name = "persons/\(World.inside)" },
      Persons.MovePerson.Output.with { $0.etag = "2" },
      resource: "persons/\(World.inside)"
    ),
    ForwardedCall(
      Persons.ReplaceNumber.descriptor,
      Persons.ReplaceNumber.Input.with { $0.name = "persons/\(World.inside)" },
      Persons.ReplaceNumber.Output.with { $0.etag = "2" },
      resource: "persons/\(World.inside)"
    ),
    ForwardedCall(
      Persons.SealPerson.descriptor,
      Persons.SealPerson.Input.with { $0.name = "persons/\(World.inside)" },
      Persons.SealPerson.Output.with { $0.etag = "2" },
      resource: "persons/\(World.inside)"
    ),
    ForwardedCall(
      Persons.RestrictPerson.descriptor,
      Persons.RestrictPerson.Input.with { $0.name = "persons/\(World.inside)" },
      Persons.RestrictPerson.Output.with { $0.etag = "2" },
      resource: "persons/\(World.inside)"
    ),
    ForwardedCall(
      Persons.ExportPerson.descriptor,
      Persons.ExportPerson.Input.with { $0.name = "persons/\(World.inside)" },
      Persons.ExportPerson.Output.with { $0.mediaType = "application/json" },
      resource: "persons/\(World.inside)"
    ),
    ForwardedCall(
      Persons.ErasePerson.descriptor,
      Persons.ErasePerson.Input.with { $0.name = "persons/\(World.inside)" },
      Persons.ErasePerson.Output.with { $0.eraseTime.seconds = 30 },
      resource: "persons/\(World.inside)"
    ),
    ForwardedCall(
      Persons.ListDuplicates.descriptor,
      Persons.ListDuplicates.Input.with { $0.municipality = "44084" },
      Persons.ListDuplicates.Output.with {
        $0.duplicates = [
          .with {
            $0.first.name = "persons/\(World.inside)"
            $0.second.name = "persons/\(World.outside)"
          }
        ]
      },
      resource: "44084",
      showing: ["persons/\(World.inside)", "persons/\(World.outside)"]
    ),
    ForwardedCall(
      Persons.ListUnconfirmedPersons.descriptor,
      Persons.ListUnconfirmedPersons.Input.with { $0.municipality = "44084" },
      Persons.ListUnconfirmedPersons.Output.with {
        $0.persons = [.with { $0.person.name = "persons/\(World.inside)" }]
      },
      resource: "44084",
      showing: ["persons/\(World.inside)"]
    ),
    ForwardedCall(
      Persons.ConfirmPerson.descriptor,
      Persons.ConfirmPerson.Input.with { $0.name = "persons/\(World.inside)" },
      Persons.ConfirmPerson.Output.with { $0.etag = "2" },
      resource: "persons/\(World.inside)"
    ),
    ForwardedCall(
      Persons.GetConsents.descriptor,
      Persons.GetConsents.Input.with { $0.person = "persons/\(World.inside)" },
      Persons.GetConsents.Output.with { $0.declarations = [.with { $0.given = true }] },
      resource: "persons/\(World.inside)"
    ),
    ForwardedCall(
      Persons.DismissDuplicate.descriptor,
      Persons.DismissDuplicate.Input.with { $0.name = "duplicates/\(World.inside)" },
      Persons.DismissDuplicate.Output.with { $0.dismissTime.seconds = 30 },
      resource: "duplicates/\(World.inside)"
    ),
    ForwardedCall(
      Persons.MergePersons.descriptor,
      Persons.MergePersons.Input.with {
        $0.kept = "persons/\(World.inside)"
        $0.merged = "persons/\(World.outside)"
      },
      Persons.MergePersons.Output.with { $0.etag = "2" },
      resource: "persons/\(World.inside)",
      showing: ["persons/\(World.outside)"]
    ),
    ForwardedCall(
      Persons.UnmergePersons.descriptor,
      Persons.UnmergePersons.Input.with { $0.merged = "persons/\(World.inside)" },
      Persons.UnmergePersons.Output.with { $0.kept = "persons/\(World.outside)" },
      resource: "persons/\(World.inside)",
      showing: ["persons/\(World.outside)"]
    ),
  ]

  private static let ofCare: [ForwardedCall] = [
    ForwardedCall(
      Care.UpdateCareSituation.descriptor,
      Care.UpdateCareSituation.Input.with { $0.name = "careSituations/\(World.inside)" },
      Care.UpdateCareSituation.Output.with { $0.etag = "2" },
      resource: "careSituations/\(World.inside)"
    ),
    ForwardedCall(
      Care.CorrectCareSpan.descriptor,
      Care.CorrectCareSpan.Input.with { $0.name = "careSituations/\(World.inside)" },
      Care.CorrectCareSpan.Output.with { $0.etag = "2" },
      resource: "careSituations/\(World.inside)"
    ),
    ForwardedCall(
      Care.ListCareRevisions.descriptor,
      Care.ListCareRevisions.Input.with { $0.name = "careSituations/\(World.inside)" },
      Care.ListCareRevisions.Output.with { $0.nextPageToken = "next" },
      resource: "careSituations/\(World.inside)"
    ),
    ForwardedCall(
      Care.RecordDeclaration.descriptor,
      Care.RecordDeclaration.Input.with { $0.name = "careSituations/\(World.inside)" },
      Care.RecordDeclaration.Output.with { $0.etag = "2" },
      resource: "careSituations/\(World.inside)"
    ),
    ForwardedCall(
      Care.RecordContactPoint.descriptor,
      Care.RecordContactPoint.Input.with { $0.name = "careSituations/\(World.inside)" },
      Care.RecordContactPoint.Output.with { $0.etag = "2" },
      resource: "careSituations/\(World.inside)"
    ),
    ForwardedCall(
      Care.RecordEvidence.descriptor,
      Care.RecordEvidence.Input.with { $0.careSituation = "careSituations/\(World.inside)" },
      Care.RecordEvidence.Output.with { $0.evidence = "evidence/\(World.inside)" },
      resource: "careSituations/\(World.inside)"
    ),
    ForwardedCall(
      Care.WithdrawEvidence.descriptor,
      Care.WithdrawEvidence.Input.with { $0.name = "evidence/\(World.inside)" },
      Care.WithdrawEvidence.Output.with { $0.recordTime.seconds = 30 },
      resource: "evidence/\(World.inside)"
    ),
    ForwardedCall(
      Care.ListExpiringEvidence.descriptor,
      Care.ListExpiringEvidence.Input.with { $0.municipality = "44084" },
      Care.ListExpiringEvidence.Output.with {
        $0.evidence = [
          .with {
            $0.careSituation = "careSituations/\(World.inside)"
            $0.person = "persons/\(World.inside)"
          }
        ]
      },
      resource: "44084",
      showing: ["careSituations/\(World.inside)", "persons/\(World.inside)"]
    ),
    ForwardedCall(
      Care.ListIncompleteConsents.descriptor,
      Care.ListIncompleteConsents.Input.with { $0.municipality = "44084" },
      Care.ListIncompleteConsents.Output.with {
        $0.careSituations = [.with { $0.careSituation = "careSituations/\(World.inside)" }]
      },
      resource: "44084",
      showing: ["careSituations/\(World.inside)"]
    ),
    ForwardedCall(
      Care.RecordAssessment.descriptor,
      Care.RecordAssessment.Input.with { $0.person = "persons/\(World.inside)" },
      Care.RecordAssessment.Output.with { $0.overloaded = true },
      resource: "persons/\(World.inside)"
    ),
    ForwardedCall(
      Care.ListAssessments.descriptor,
      Care.ListAssessments.Input.with { $0.person = "persons/\(World.inside)" },
      Care.ListAssessments.Output.with { $0.nextPageToken = "next" },
      resource: "persons/\(World.inside)"
    ),
    ForwardedCall(
      Care.RecordNeeds.descriptor,
      Care.RecordNeeds.Input.with { $0.person = "persons/\(World.inside)" },
      Care.RecordNeeds.Output.with { $0.recordTime.seconds = 30 },
      resource: "persons/\(World.inside)"
    ),
    ForwardedCall(
      Care.RecordGap.descriptor,
      Care.RecordGap.Input.with { $0.gap.municipality = "44084" },
      Care.RecordGap.Output.with { $0.recordTime.seconds = 30 },
      resource: "44084"
    ),
    ForwardedCall(
      Care.ListGaps.descriptor,
      Care.ListGaps.Input.with { $0.municipality = "44084" },
      Care.ListGaps.Output.with { $0.nextPageToken = "next" },
      resource: "44084"
    ),
  ]

  private static let ofSignals: [ForwardedCall] = [
    ForwardedCall(
      Signals.SendSignal.descriptor,
      Signals.SendSignal.Input.with { $0.signal.municipality = "44084" },
      Signals.SendSignal.Output.with { $0.draft = "drafts/\(World.inside)" },
      resource: "44084",
      showing: ["drafts/\(World.inside)"],
      callers: senders
    ),
    ForwardedCall(
      Signals.GetSignal.descriptor,
      Signals.GetSignal.Input.with { $0.name = "drafts/\(World.inside)" },
      Signals.GetSignal.Output.with { $0.state = .confirmed },
      resource: "drafts/\(World.inside)",
      callers: senders
    ),
    ForwardedCall(
      Signals.ListDrafts.descriptor,
      Signals.ListDrafts.Input.with { $0.municipality = "44084" },
      Signals.ListDrafts.Output.with { $0.drafts = [.with { $0.name = "drafts/\(World.inside)" }] },
      resource: "44084",
      showing: ["drafts/\(World.inside)"]
    ),
    ForwardedCall(
      Signals.GetDraft.descriptor,
      Signals.GetDraft.Input.with { $0.name = "drafts/\(World.inside)" },
      Signals.GetDraft.Output.with { $0.draft.etag = "2" },
      resource: "drafts/\(World.inside)"
    ),
    ForwardedCall(
      Signals.UpdateDraft.descriptor,
      Signals.UpdateDraft.Input.with { $0.name = "drafts/\(World.inside)" },
      Signals.UpdateDraft.Output.with { $0.etag = "2" },
      resource: "drafts/\(World.inside)"
    ),
    ForwardedCall(
      Signals.ConfirmDraft.descriptor,
      Signals.ConfirmDraft.Input.with { $0.name = "drafts/\(World.inside)" },
      Signals.ConfirmDraft.Output.with { $0.careSituation = "careSituations/\(World.inside)" },
      resource: "drafts/\(World.inside)",
      showing: ["careSituations/\(World.inside)"]
    ),
    ForwardedCall(
      Signals.DropDraft.descriptor,
      Signals.DropDraft.Input.with { $0.name = "drafts/\(World.inside)" },
      Signals.DropDraft.Output.with { $0.dropTime.seconds = 30 },
      resource: "drafts/\(World.inside)"
    ),
    ForwardedCall(
      Signals.CheckCaregiver.descriptor,
      Signals.CheckCaregiver.Input.with { $0.helpsInDailyLife = true },
      Signals.CheckCaregiver.Output.with { $0.outcome = .open },
      resource: "",
      callers: everyone
    ),
  ]
}

/// One method of a service behind the gateway.
private struct FakeMethod<Request: Message, Answer: Message>: RegistrableRPCService {
  let method: MethodDescriptor
  let answer: @Sendable (Request) throws -> Answer

  func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
    router.registerHandler(
      forMethod: method,
      deserializer: ProtobufDeserializer<Request>(),
      serializer: ProtobufSerializer<Answer>()
    ) { request, _ in
      try await StreamingServerResponse(
        single: ServerResponse(message: answer(ServerRequest(stream: request).message))
      )
    }
  }
}

/// ImportService as the gateway sees it: registers every row.
struct FakeImports: Mantel_Registration_V1_ImportService.SimpleServiceProtocol {
  let world: World

  func importCareSituations(
    request: RPCAsyncSequence<Mantel_Registration_V1_ImportCareSituationsRequest, any Error>,
    context: ServerContext
  ) async throws -> Mantel_Registration_V1_ImportCareSituationsResponse {
    var response = Mantel_Registration_V1_ImportCareSituationsResponse()
    for try await message in request {
      try world.take(message)
      guard case .row(let row) = message.part else { continue }
      response.results.append(world.result(ofRow: row.number))
    }
    return response
  }
}
