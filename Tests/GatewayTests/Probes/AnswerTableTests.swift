import GatewayDomain
import CareTypes
import Foundation
import GRPCCore
import GRPCInProcessTransport
import GRPCProtobuf
import GatewayAPI
import RegistrationAPI
import RightsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Gateway

/// The gateway before a real registry and real moments: what is answered to who tells a national number.
@Suite("The table of answers to who tells a number", .timeLimit(.minutes(5)))
struct AnswerTableTests {
  /// Who has the number that is told.
  enum Holder: String, CaseIterable, Sendable {
    /// Nobody.
    case absent
    /// Someone who lives in another municipality, under the name that is told or another one.
    case foreign, foreignOtherName
    /// Someone of the municipality whose record is sealed.
    case sealed, sealedOtherName
    /// Someone of the municipality who was erased.
    case erased
    /// Someone of another municipality, of a record that a third one made across its border.
    case unconfirmed
  }

  /// The methods whose answer to a clearance differs from that about nobody; all others are the same byte for byte. What
  /// `Visibility` of Registration says in words, in one table.
  private static func differing(_ holder: Holder, _ clearance: CallScope.Clearance) -> Set<String> {
    switch (holder, clearance) {
    case (.absent, _), (.foreign, _), (.foreignOtherName, _), (.erased, _), (.unconfirmed, _): []
    case (.sealed, .none), (.sealedOtherName, .none): []
    // Found, and known by number and name: a row is registered with them, and who may not read them is not told as which.
    case (.sealed, .find): ["SearchPersons", "ReplaceNumber", "ImportCareSituations"]
    case (.sealed, .read): ["SearchPersons", "ReplaceNumber", "GetDraft"]
    case (.sealedOtherName, .find):
      ["SearchPersons", "ReplaceNumber", "RegisterCareSituation", "ImportCareSituations", "ConfirmDraft"]
    case (.sealedOtherName, .read):
      [
        "SearchPersons", "ReplaceNumber", "RegisterCareSituation", "ImportCareSituations", "GetDraft", "ConfirmDraft",
      ]
    }
  }

  @Test(
    "Whoever is out of sight is answered like nobody by every method, byte for byte",
    arguments: [CallScope.Clearance.none, .find, .read]
  )
  func table(clearance: CallScope.Clearance) async throws {
    var answers: [Holder: [String: String]] = [:]
    for holder in Holder.allCases {
      answers[holder] = try await withRig(clearance) { rig in
        try await rig.prepare(holder)
        return try await rig.probe()
      }
    }
    let absent = try #require(answers[.absent])
    // Each comes as far as it can.
    #expect(absent.values.allSatisfy { !$0.contains("GoogleRPCStatus") || $0.contains("CARE_SITUATION_EXISTS") })
    for (holder, answers) in answers {
      #expect(Set(answers.keys) == Set(absent.keys))
      for (method, answer) in answers {
        let mayDiffer = Self.differing(holder, clearance).contains(method)
        #expect((answer != absent[method]) == mayDiffer, "\(holder) \(method): \(answer) | \(absent[method] ?? "")")
      }
    }
  }

  @Test("Every method that takes a number is in the table, and leaves in the audit trail about whom it asked")
  func methods() async throws {
    try await withRig(.none) { rig in
      let taking = try Protos().methods(of: rig.services) { name in
        name == "insz" || name.hasSuffix("_insz") || name == "local_number"
      }
      #expect(taking.contains("mantel.registration.v1.PersonService/SearchPersons") && taking.count >= 8)
      let short = Set(taking.compactMap { $0.split(separator: "/").last.map(String.init) })
      #expect(short == Set(Rig.methods).subtracting(["GetDraft", "ConfirmDraft"]))
      try await rig.prepare(.absent)
      _ = try await rig.probe()
      for (index, method) in Rig.methods.enumerated() {
        let hash = try #require(rig.hash(Rig.number(index)))
        let asked = try await rig.store.asked(about: hash)
        #expect(asked.contains { $0.entry.method.hasSuffix("/\(method)") }, "\(method)")
      }
    }
  }
}

@Suite("What lies out of sight, before a real registry", .timeLimit(.minutes(2)))
struct OutOfSightTests {
  @Test("A record out of sight is answered as one that does not exist, byte for byte, by every method that names one")
  func records() async throws {
    try await withRig(.none) { rig in
      let held = try await rig.foreignCareSituation()
      let absent = OpaqueID.random()
      for method in Rig.methodsOfRecords {
        let outside = try await rig.answer(method, careSituation: held.careSituation, person: held.recipient)
        let nowhere = try await rig.answer(
          method,
          careSituation: "careSituations/\(absent)",
          person: "persons/\(absent)"
        )
        #expect(outside == nowhere, "\(method)")
        #expect(outside.contains("RESOURCE_NOT_FOUND"), "\(method): \(outside)")
      }
    }
  }

  @Test("A client registers no two people of whom it says that both live elsewhere, and lists no other municipality")
  func elsewhere() async throws {
    try await withRig(.none) { rig in
      #expect(try await rig.registerElsewhere().contains("OUT_OF_SCOPE"))
      let outside = try await rig.list("11002")
      #expect(outside.contains("RESOURCE_NOT_FOUND"))
      #expect(try await rig.list("99999") == outside.replacing("11002", with: "99999"))
    }
  }
}

/// A registry of its own behind a gateway, and a municipality, Aalter, that probes it.
private struct Rig: Sendable {
  /// Every method that takes a number, and those by which a number that was told before comes to an answer.
  static let methods = [
    "SearchPersons", "ReplaceNumber", "UpdatePerson", "RegisterCareSituation", "ImportCareSituations", "SendSignal",
    "UpdateDraft", "GetDraft", "ConfirmDraft", "ReportMoment",
  ]

  let gateway: GRPCClient<InProcessTransport.Client>
  let registration: GRPCClient<LocalTransport.Client>
  let services: Set<String>
  let store: GatewayStore
  let hash: NumberHash

  private typealias Persons = Mantel_Registration_V1_PersonService.Method
  private typealias Signals = Mantel_Registration_V1_SignalService.Method
  private typealias Municipality = Mantel_Gateway_V1_MunicipalityService.Method
  private typealias Hospital = Mantel_Gateway_V1_HospitalService.Method

  /// A number for each method, so that what one leaves does not change what another is answered.
  static func number(_ index: Int) -> String {
    (try? INSZ.fictional(born: CalendarDate(year: 1940, month: 2, day: 1 + index), serial: 951))?.digits ?? ""
  }

  /// A care situation of a resident of Aalter with the one who is asked about.
  private func situation(
    _ index: Int,
    caregiver: Int = 0,
    named name: String? = nil,
    in municipality: String = "44084"
  ) throws -> Mantel_Registration_V1_NewCareSituation {
    let born = try CalendarDate(year: 1970, month: 5, day: 1 + index)
    return try .with {
      $0 = Samples.careSituation()
      $0.caregiver = Samples.caregiver(insz: try INSZ.fictional(born: born, serial: 951 + 2 * caregiver).digits)
      $0.caregiver.municipality = municipality
      $0.caregiver.familyName = "Verzonnen\(Self.letters[index])\(Self.letters[caregiver + 12])"
      $0.recipient = Samples.recipient(insz: Self.number(index))
      $0.recipient.familyName = name ?? Self.name(index)
    }
  }

  private static let letters = ["a", "e", "i", "o", "u", "b", "d", "f", "g", "k", "l", "m", "n", "p", "r"]
  private static func name(_ index: Int) -> String { "Bedacht\(letters[index])zaam\(letters[index])" }

  // MARK: - Who has the numbers

  /// Lets someone have the numbers.
  func prepare(_ holder: AnswerTableTests.Holder) async throws {
    let registration = Mantel_Registration_V1_RegistrationService.Client(wrapping: registration)
    let persons = Mantel_Registration_V1_PersonService.Client(wrapping: self.registration)
    for index in Self.methods.indices {
      if holder == .absent { continue }
      var held = try situation(index, caregiver: 1, in: "11002")
      switch holder {
      case .foreign, .foreignOtherName: held.recipient.municipality = "11002"
      case .unconfirmed: held.recipient.municipality = "44021"
      case .absent, .sealed, .sealedOtherName, .erased: break
      }
      if [.foreignOtherName, .sealedOtherName].contains(holder) { held.recipient.familyName = "Van Hecke\(index)" }
      let sent = held
      let scope = holder == .unconfirmed ? CallScope(municipalities: [try NISCode("11002")]) : nil
      let registered = try await CallContext.$current.withValue(CallContext(client: "antwerp", scope: scope)) {
        try await registration.registerCareSituation(
          .with {
            $0.requestID = UUID().uuidString
            $0.careSituation = sent
          }
        )
      }
      guard [.sealed, .sealedOtherName, .erased].contains(holder) else { continue }
      let person = try await persons.getPerson(.with { $0.name = registered.recipient }).person
      if holder == .erased {
        _ = try await persons.erasePerson(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = person.name
            $0.etag = person.etag
          }
        )
      } else {
        _ = try await persons.sealPerson(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = person.name
            $0.etag = person.etag
            $0.sealed = true
          }
        )
      }
    }
  }

  // MARK: - Probing

  /// What each method answers, whole: status, details, messages and trailers, without opaque ids and times.
  func probe() async throws -> [String: String] {
    let own = try await residents()
    var answers: [String: String] = [:]
    for (index, method) in Self.methods.enumerated() {
      answers[method] = try await probe(method, index, own)
    }
    return answers
  }

  private func probe(_ method: String, _ index: Int, _ own: [Mantel_Registration_V1_Person]) async throws -> String {
    let insz = Self.number(index)
    let situation = try situation(index)
    switch method {
    case "SearchPersons":
      return try await whole(
        Persons.SearchPersons.descriptor,
        Persons.SearchPersons.Input.with {
          $0.municipality = "44084"
          $0.insz = insz
        },
        Persons.SearchPersons.Output.self
      )
    case "ReplaceNumber":
      return try await whole(
        Persons.ReplaceNumber.descriptor,
        Persons.ReplaceNumber.Input.with {
          $0.requestID = UUID().uuidString
          $0.name = own[0].name
          $0.etag = own[0].etag
          $0.insz = insz
          $0.confirmedWarnings = [.numberOfAnotherBirthDate]
        },
        Persons.ReplaceNumber.Output.self
      )
    case "UpdatePerson":
      return try await whole(
        Persons.UpdatePerson.descriptor,
        Persons.UpdatePerson.Input.with {
          $0.requestID = UUID().uuidString
          $0.name = own[1].name
          $0.etag = own[1].etag
          $0.details.insz = insz
          $0.details.phone = "09 377 00 00"
          $0.updateMask = .with { $0.paths = ["phone"] }
        },
        Persons.UpdatePerson.Output.self
      )
    case "RegisterCareSituation":
      var answers = ""
      for request in [situation, situation] {
        answers += try await whole(
          Municipality.RegisterCareSituation.descriptor,
          Municipality.RegisterCareSituation.Input.with {
            $0.requestID = UUID().uuidString
            $0.careSituation = request
          },
          Municipality.RegisterCareSituation.Output.self
        )
      }
      return answers
    case "ImportCareSituations":
      return try await importRows(situation, isRehearsal: true) + importRows(situation, isRehearsal: false)
    case "SendSignal": return try await send(situation).answer
    case "UpdateDraft":
      let draft = try await send(self.situation(index, caregiver: 2, named: "Nog Onbekend")).draft
      return try await update(draft, situation).answer
    case "GetDraft":
      let draft = try await send(situation).draft
      return try await whole(
        Signals.GetDraft.descriptor,
        Signals.GetDraft.Input.with { $0.name = draft },
        Signals.GetDraft.Output.self
      )
    case "ConfirmDraft":
      let draft = try await send(situation).draft
      let etag = try await etag(of: draft)
      return try await whole(
        Signals.ConfirmDraft.descriptor,
        Signals.ConfirmDraft.Input.with {
          $0.requestID = UUID().uuidString
          $0.name = draft
          $0.etag = etag
        },
        Signals.ConfirmDraft.Output.self
      )
    default:
      return try await whole(
        Hospital.ReportMoment.descriptor,
        Hospital.ReportMoment.Input.with {
          $0.eventID = "opname-1"
          $0.kind = .admission
          $0.patientInsz = insz
          $0.occurTime.seconds = 1_748_000_000
        },
        Hospital.ReportMoment.Output.self,
        by: "de-linde"
      )
    }
  }

  // MARK: - Records out of sight

  /// Every method of the gateway that names a care situation or a person and is answered by way of their municipality.
  static let methodsOfRecords = [
    "GetCareSituation", "EndCareSituation", "RecordConsent", "WithdrawConsent", "ListDecisions", "PreviewMove",
    "GetPerson",
  ]

  /// A care situation in Antwerp, which Aalter does not see.
  func foreignCareSituation() async throws -> Mantel_Registration_V1_RegisterCareSituationResponse {
    let registration = Mantel_Registration_V1_RegistrationService.Client(wrapping: registration)
    var situation = try situation(0, caregiver: 1, in: "11002")
    situation.recipient.municipality = "11002"
    let sent = situation
    return try await registration.registerCareSituation(
      .with {
        $0.requestID = UUID().uuidString
        $0.careSituation = sent
      }
    )
  }

  /// What Aalter is answered by a method about a record.
  func answer(_ method: String, careSituation: String, person: String) async throws -> String {
    switch method {
    case "GetCareSituation":
      return try await whole(
        Municipality.GetCareSituation.descriptor,
        Municipality.GetCareSituation.Input.with { $0.name = careSituation },
        Municipality.GetCareSituation.Output.self
      )
    case "EndCareSituation":
      return try await whole(
        Municipality.EndCareSituation.descriptor,
        Municipality.EndCareSituation.Input.with {
          $0.requestID = UUID().uuidString
          $0.name = careSituation
          $0.endDate = Samples.date(2025, 5, 1)
          $0.reason = .caregiverStops
          $0.etag = "1"
        },
        Municipality.EndCareSituation.Output.self
      )
    case "RecordConsent":
      return try await whole(
        Municipality.RecordConsent.descriptor,
        Municipality.RecordConsent.Input.with {
          $0.requestID = UUID().uuidString
          $0.person = person
          $0.consent = Samples.consent(.hospital)
        },
        Municipality.RecordConsent.Output.self
      )
    case "WithdrawConsent":
      return try await whole(
        Municipality.WithdrawConsent.descriptor,
        Municipality.WithdrawConsent.Input.with {
          $0.requestID = UUID().uuidString
          $0.person = person
          $0.purpose = .hospital
        },
        Municipality.WithdrawConsent.Output.self
      )
    case "ListDecisions":
      return try await whole(
        Municipality.ListDecisions.descriptor,
        Municipality.ListDecisions.Input.with { $0.careSituation = careSituation },
        Municipality.ListDecisions.Output.self
      )
    case "PreviewMove":
      return try await whole(
        Mantel_Rights_V1_RightsService.Method.PreviewMove.descriptor,
        Mantel_Rights_V1_PreviewMoveRequest.with { $0.careSituation = careSituation },
        Mantel_Rights_V1_PreviewMoveResponse.self
      )
    default:
      return try await whole(
        Persons.GetPerson.descriptor,
        Persons.GetPerson.Input.with { $0.name = person },
        Persons.GetPerson.Output.self
      )
    }
  }

  /// What Aalter is answered when it registers two people of Antwerp.
  func registerElsewhere() async throws -> String {
    var situation = try situation(0, caregiver: 1, in: "11002")
    situation.recipient.municipality = "11002"
    let sent = situation
    return try await whole(
      Municipality.RegisterCareSituation.descriptor,
      Municipality.RegisterCareSituation.Input.with {
        $0.requestID = UUID().uuidString
        $0.careSituation = sent
      },
      Municipality.RegisterCareSituation.Output.self
    )
  }

  /// What Aalter is answered when it lists the care situations of a municipality.
  func list(_ municipality: String) async throws -> String {
    try await whole(
      Municipality.ListCareSituations.descriptor,
      Municipality.ListCareSituations.Input.with { $0.municipality = municipality },
      Municipality.ListCareSituations.Output.self
    )
  }

  /// Two residents of Aalter whom it sees.
  private func residents() async throws -> [Mantel_Registration_V1_Person] {
    let registration = Mantel_Registration_V1_RegistrationService.Client(wrapping: registration)
    let persons = Mantel_Registration_V1_PersonService.Client(wrapping: self.registration)
    let registered = try await registration.registerCareSituation(
      .with {
        $0.requestID = UUID().uuidString
        $0.careSituation = Samples.careSituation()
      }
    )
    return [
      try await persons.getPerson(.with { $0.name = registered.caregiver }).person,
      try await persons.getPerson(.with { $0.name = registered.recipient }).person,
    ]
  }

  private func send(
    _ situation: Mantel_Registration_V1_NewCareSituation
  ) async throws -> (draft: String, answer: String) {
    let request = Signals.SendSignal.Input.with {
      $0.requestID = UUID().uuidString
      $0.signal.municipality = "44084"
      $0.signal.caregiverAgreed = true
      $0.signal.careSituation = situation
    }
    let answer = try await whole(Signals.SendSignal.descriptor, request, Signals.SendSignal.Output.self)
    let signals = Mantel_Registration_V1_SignalService.Client(wrapping: gateway)
    // The same request has the same answer.
    return (try await signals.sendSignal(request, metadata: key(of: "aalter")).draft, answer)
  }

  private func update(
    _ draft: String,
    _ situation: Mantel_Registration_V1_NewCareSituation
  ) async throws -> (draft: String, answer: String) {
    let etag = try await etag(of: draft)
    let answer = try await whole(
      Signals.UpdateDraft.descriptor,
      Signals.UpdateDraft.Input.with {
        $0.requestID = UUID().uuidString
        $0.name = draft
        $0.etag = etag
        $0.careSituation = situation
      },
      Signals.UpdateDraft.Output.self
    )
    return (draft, answer)
  }

  private func etag(of draft: String) async throws -> String {
    let signals = Mantel_Registration_V1_SignalService.Client(wrapping: gateway)
    return try await signals.getDraft(.with { $0.name = draft }, metadata: key(of: "aalter")).draft.etag
  }

  private func importRows(
    _ situation: Mantel_Registration_V1_NewCareSituation,
    isRehearsal: Bool
  ) async throws -> String {
    var other = situation
    other.recipient.familyName = "Iemand Anders"
    let rows = [situation, other]
    let imports = Mantel_Registration_V1_ImportService.Client(wrapping: gateway)
    return try await imports.importCareSituations(metadata: key(of: "aalter")) { writer in
      try await writer.write(
        .with {
          $0.header.listID = "premie"
          $0.header.dryRun = isRehearsal
        }
      )
      for (index, row) in rows.enumerated() {
        try await writer.write(
          .with {
            $0.row.number = Int64(index) + 1
            $0.row.careSituation = row
          }
        )
      }
    } onResponse: {
      Self.text(of: $0)
    }
  }

  private func whole<Request: Message, Answer: Message>(
    _ method: MethodDescriptor,
    _ request: Request,
    _ type: Answer.Type,
    by client: String = "aalter"
  ) async throws -> String {
    try await gateway.unary(
      request: ClientRequest(message: request, metadata: key(of: client)),
      descriptor: method,
      serializer: ProtobufSerializer<Request>(),
      deserializer: ProtobufDeserializer<Answer>(),
      options: .defaults
    ) { Self.text(of: $0) }
  }

  /// All that a client gets, as text.
  private static func text<Answer: Message>(of response: ClientResponse<Answer>) -> String {
    switch response.accepted {
    case .failure(let error): return text(of: error)
    case .success(let contents):
      switch contents.message {
      case .failure(let error): return "\(plain("\(contents.metadata)")) \(text(of: error))"
      case .success(let message):
        return plain("\(contents.metadata) \(message.textFormatString()) \(contents.trailingMetadata)")
      }
    }
  }

  private static func text(of error: RPCError) -> String {
    let details = (try? error.unpackGoogleRPCStatus()).map { "\($0)" } ?? ""
    return plain("\(error.code) \(error.message) \(details) \(error.metadata.map(\.key).sorted())")
  }

  /// A text without opaque ids and times.
  private static func plain(_ text: String) -> String {
    var text = text
    for pattern in [#/[A-Za-z]+\/[0-9a-z]{26}/#, #/seconds: \d+|nanos: \d+/#] {
      text = text.replacing(pattern, with: "~")
    }
    return text
  }
}

/// Serves a gateway before a registry of its own, on 1 June 2025, for Aalter with a clearance.
private func withRig<Value: Sendable>(
  _ clearance: CallScope.Clearance,
  _ body: @Sendable (Rig) async throws -> Value
) async throws -> Value {
  let sealed = clearance == .none ? "" : ", sealed: \(clearance.rawValue)"
  let clients = """
    clients:
      - {name: aalter, key_sha256: \(APIKey("aalter-key").digest), municipality: ["44084"]\(sealed)}
      - name: de-linde
        key_sha256: \(APIKey("de-linde-key").digest)
        hospital: {nihdi: "71099812", name: "Testziekenhuis De Linde"}
    """
  return try await RealServices.serve(clients: clients) { real in
    try await body(
      Rig(
        gateway: real.gateway,
        registration: real.registration,
        services: real.services,
        store: real.store,
        hash: real.hash
      )
    )
  }
}
