import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Registration
@testable import RegistrationDomain

@Suite("Signals, and the drafts that come of them")
struct SignalTests {
  private static let missing = SeenError(.notFound, "RESOURCE_NOT_FOUND")
  private static let stale = SeenError(.aborted, "STALE_ETAG")
  private static let closed = SeenError(.failedPrecondition, "DRAFT_CLOSED")

  private static func wrong(_ fields: String...) -> SeenError {
    SeenError(.invalidArgument, "INVALID_FIELD", fields: fields)
  }

  /// A signal in Aalter that tells a whole care situation.
  private static func signal() -> Mantel_Registration_V1_Signal {
    .with {
      $0.municipality = "44084"
      $0.caregiverAgreed = true
      $0.careSituation = Samples.careSituation()
      $0.remark = "Belt liefst na 17 uur"
      $0.senderKind = .homeNurse
    }
  }

  /// A signal that tells nothing but where.
  private static func bareSignal(_ municipality: String = "44084") -> Mantel_Registration_V1_Signal {
    .with {
      $0.municipality = municipality
      $0.caregiverAgreed = true
    }
  }

  private func send(
    _ registry: Registry,
    _ signal: Mantel_Registration_V1_Signal = Self.signal(),
    requestID: String = UUID().uuidString
  ) async throws -> Mantel_Registration_V1_SendSignalResponse {
    try await registry.signals.sendSignal(
      .with {
        $0.requestID = requestID
        $0.signal = signal
      }
    )
  }

  private func draft(_ registry: Registry, _ name: String) async throws -> Mantel_Registration_V1_Draft {
    try await registry.signals.getDraft(.with { $0.name = name }).draft
  }

  private func list(_ registry: Registry, _ municipality: String = "44084") async throws -> [String] {
    try await registry.signals.listDrafts(.with { $0.municipality = municipality }).drafts.map(\.name)
  }

  private func update(
    _ registry: Registry,
    _ name: String,
    etag: String,
    _ situation: Mantel_Registration_V1_NewCareSituation,
    requestID: String = UUID().uuidString
  ) async throws -> Mantel_Registration_V1_UpdateDraftResponse {
    try await registry.signals.updateDraft(
      .with {
        $0.requestID = requestID
        $0.name = name
        $0.etag = etag
        $0.careSituation = situation
      }
    )
  }

  private func confirm(
    _ registry: Registry,
    _ name: String,
    etag: String = "\"1\"",
    requestID: String = UUID().uuidString
  ) async throws -> Mantel_Registration_V1_ConfirmDraftResponse {
    try await registry.signals.confirmDraft(
      .with {
        $0.requestID = requestID
        $0.name = name
        $0.etag = etag
      }
    )
  }

  private func drop(
    _ registry: Registry,
    _ name: String,
    etag: String = "\"1\"",
    reason: Mantel_Registration_V1_DropReason = .notReached,
    requestID: String = UUID().uuidString
  ) async throws -> Mantel_Registration_V1_DropDraftResponse {
    try await registry.signals.dropDraft(
      .with {
        $0.requestID = requestID
        $0.name = name
        $0.etag = etag
        $0.reason = reason
      }
    )
  }

  // MARK: - Sending

  @Test("A signal is read back on the list as it was sent, with its sender")
  func roundTrip() async throws {
    try await withRegistry(client: "thuisverpleging") { registry in
      let sent = try await send(registry)
      let listed = try await registry.signals.listDrafts(.with { $0.municipality = "44084" }).drafts
      let read = try await draft(registry, sent.draft)
      #expect(listed == [read])
      #expect(read.name == sent.draft && read.etag == "\"1\"" && read.state == .open)
      #expect(read.signal == Self.signal())
      #expect(read.sender == "thuisverpleging" && read.receiveTime == sent.receiveTime)
      #expect(read.missingFields.isEmpty)
    }
  }

  @Test("Anything may be missing but where, and all that is missing is named")
  func bare() async throws {
    try await withRegistry { registry in
      let sent = try await send(registry, Self.bareSignal())
      let all = ["caregiver", "recipient", "relation", "hours_per_week", "dwelling", "start_date"]
      #expect(try await draft(registry, sent.draft).missingFields == all)

      var half = Self.bareSignal()
      half.careSituation.caregiver.familyName = "De Fictieve"
      half.careSituation.caregiver.channel = .sms
      half.careSituation.hoursPerWeek = 10
      half.careSituation.caregiverDeclaration = .init()
      let other = try await send(registry, half)
      #expect(
        try await draft(registry, other.draft).missingFields == [
          "caregiver.insz", "caregiver.given_names", "caregiver.postal_code", "caregiver.municipality",
          "caregiver.phone", "recipient", "relation", "dwelling", "start_date", "caregiver_declaration.signed_date",
          "caregiver_declaration.given_by",
        ]
      )
    }
  }

  struct WrongField: Sendable, CustomTestStringConvertible {
    let field: String
    let change: @Sendable (inout Mantel_Registration_V1_Signal) -> Void
    var testDescription: String { field }
    init(_ field: String, _ change: @escaping @Sendable (inout Mantel_Registration_V1_Signal) -> Void) {
      self.field = field
      self.change = change
    }
  }

  static let wrongFields = [
    WrongField("municipality") { $0.municipality = "" },
    WrongField("municipality") { $0.municipality = "4408" },
    WrongField("municipality") { $0.municipality = "99999" },
    // Lochristi, merged on 1 January 2025.
    WrongField("municipality") { $0.municipality = "44034" },
    WrongField("caregiver_agreed") { $0.caregiverAgreed = false },
    WrongField("remark") { $0.remark = String(repeating: "x", count: 501) },
    WrongField("remark") { $0.remark = "a\u{0}b" },
    WrongField("sender_kind") { $0.senderKind = .UNRECOGNIZED(99) },
    WrongField("care_situation.caregiver.insz") { $0.careSituation.caregiver.insz = "76072296224" },
    WrongField("care_situation.caregiver.birth_date") {
      $0.careSituation.caregiver.birthDate = Samples.date(1976, 7, 23)
    },
    WrongField("care_situation.caregiver.email") { $0.careSituation.caregiver.email = "nobody" },
    WrongField("care_situation.caregiver.municipality") { $0.careSituation.caregiver.municipality = "44034" },
    WrongField("care_situation.recipient.insz") { $0.careSituation.recipient.insz = Samples.caregiverINSZ },
    WrongField("care_situation.recipient.local_number") {
      $0.careSituation.recipient.insz = ""
      $0.careSituation.recipient.localNumber = "1"
    },
    WrongField("care_situation.recipient.family_name") {
      $0.careSituation.recipient.familyName = String(repeating: "x", count: 101)
    },
    WrongField("care_situation.recipient.postal_code") { $0.careSituation.recipient.postalCode = "98800" },
    WrongField("care_situation.relation") { $0.careSituation.relation = .UNRECOGNIZED(77) },
    WrongField("care_situation.hours_per_week") { $0.careSituation.hoursPerWeek = 0.3 },
    WrongField("care_situation.hours_per_week") { $0.careSituation.hoursPerWeek = -.infinity },
    WrongField("care_situation.tasks[1]") { $0.careSituation.tasks = [.household, .household] },
    WrongField("care_situation.tasks") { $0.careSituation.tasks = [.transport] + many },
    WrongField("care_situation.start_date") { $0.careSituation.startDate = Samples.date(2025, 2, 30) },
    WrongField("care_situation.start_date") { $0.careSituation.startDate = Samples.date(2026, 7, 1) },
    WrongField("care_situation.end_date") { $0.careSituation.endDate = Samples.date(2024, 2, 29) },
    WrongField("care_situation.evidence[0].fact") { $0.careSituation.evidence[0].fact = "caregiver.age" },
    // A number may have separators, but not a list full of them.
    WrongField("care_situation") {
      $0.careSituation.caregiver.phone += String(repeating: " ", count: 100_000)
    },
    WrongField("care_situation.recipient_declaration.signed_date") {
      $0.careSituation.recipientDeclaration.signedDate = Samples.date(2025, 6, 2)
    },
    WrongField("care_situation.recipient_consents[0].given_date") {
      $0.careSituation.recipientConsents[0].givenDate = Samples.date(2025, 6, 2)
    },
  ]

  /// Eight tasks, all but the first of them other than transport.
  private static let many: [Mantel_Type_V1_CareTask] = [
    .personalCare, .household, .administration, .medication, .supervision, .emotionalSupport, .coordination, .transport,
  ]

  @Test("Each field that is given and wrong is refused by its name, and nothing goes on a list", arguments: wrongFields)
  func wrongField(_ wrong: WrongField) async throws {
    try await withRegistry { registry in
      var signal = Self.signal()
      wrong.change(&signal)
      let sent = signal
      let seen = try await refusal { try await send(registry, sent) }
      #expect(seen == Self.wrong("signal.\(wrong.field)"))
      #expect(try await list(registry).isEmpty)
      #expect(try await registry.told().isEmpty)
    }
  }

  @Test("Fields that nobody knows do not fill the list")
  func unknownFields() async throws {
    try await withRegistry { registry in
      // Field 1000, of 100000 bytes.
      let unknown = Data([0xC2, 0x3E, 0xA0, 0x8D, 0x06]) + Data(repeating: 7, count: 100_000)
      let sent = try Mantel_Registration_V1_Signal(serializedBytes: Self.signal().serializedData() + unknown)
      let name = try await send(registry, sent).draft
      #expect(try await draft(registry, name).signal == Self.signal())
      var inner = Self.signal()
      inner.careSituation = try .init(serializedBytes: inner.careSituation.serializedData() + unknown)
      let within = inner
      let seen = try await refusal { try await send(registry, within) }
      #expect(seen == Self.wrong("signal.care_situation"))
      let situation = within.careSituation
      let updated = try await refusal { try await update(registry, name, etag: "\"1\"", situation) }
      #expect(updated == Self.wrong("care_situation"))
    }
  }

  @Test("All wrong fields are told at once; a request without a signal or request id is refused by that")
  func allWrongFields() async throws {
    try await withRegistry { registry in
      let none = try await refusal { try await registry.signals.sendSignal(.with { $0.requestID = UUID().uuidString }) }
      #expect(none == Self.wrong("signal"))
      let nobody = try await refusal { try await send(registry, requestID: "7") }
      #expect(nobody == Self.wrong("request_id"))
      let seen = try await refusal {
        try await send(
          registry,
          .with {
            $0.careSituation.caregiver.insz = "1"
            $0.careSituation.hoursPerWeek = 169
          }
        )
      }
      #expect(
        seen
          == Self.wrong(
            "signal.municipality",
            "signal.caregiver_agreed",
            "signal.care_situation.caregiver.insz",
            "signal.care_situation.hours_per_week"
          )
      )
    }
  }

  @Test("The same request id is one signal, also when it is sent ten times at once; another body is refused")
  func replay() async throws {
    try await withRegistry { registry in
      let id = UUID().uuidString
      let answers = try await withThrowingTaskGroup(of: Mantel_Registration_V1_SendSignalResponse.self) { group in
        for _ in 0..<10 { group.addTask { try await send(registry, requestID: id) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(Set(answers.map(\.draft)).count == 1)
      #expect(try await list(registry) == [answers[0].draft])
      var other = Self.signal()
      other.remark = ""
      let sent = other
      let seen = try await refusal { try await send(registry, sent, requestID: id) }
      #expect(seen == SeenError(.alreadyExists, "REQUEST_ID_REUSED"))
      let elsewhere = try await registry.seeing(client: "andere praktijk") { try await send(registry, requestID: id) }
      #expect(elsewhere.draft != answers[0].draft)
    }
  }

  // MARK: - Who sees it

  @Test("A draft is there for the municipality whose list it is on, and for no other")
  func scope() async throws {
    try await withRegistry { registry in
      // The recipient lives in Kaprijke, and still the draft is for Aalter alone.
      var signal = Self.signal()
      signal.careSituation.recipient.municipality = "43007"
      let sent = signal
      let name = try await registry.seeing(client: "praktijk") { try await send(registry, sent) }.draft
      try await registry.seeing("43007") { () async throws in
        #expect(try await list(registry, "43007").isEmpty)
        let listed = try await refusal { try await list(registry, "44084") }
        #expect(listed == Self.missing)
        let read = try await refusal { try await draft(registry, name) }
        #expect(read == Self.missing)
        let updated = try await refusal { try await update(registry, name, etag: "\"1\"", Samples.careSituation()) }
        #expect(updated == Self.missing)
        let confirmed = try await refusal { try await confirm(registry, name) }
        #expect(confirmed == Self.missing)
        let dropped = try await refusal { try await drop(registry, name) }
        #expect(dropped == Self.missing)
      }
      // Its sender is told what came of it, and reads nothing of it.
      try await registry.seeing(client: "praktijk") { () async throws in
        let read = try await refusal { try await draft(registry, name) }
        #expect(read == Self.missing)
        let dropped = try await refusal { try await drop(registry, name) }
        #expect(dropped == Self.missing)
      }
      try await registry.seeing("44084", "11002") { () async throws in
        #expect(try await list(registry) == [name])
        #expect(try await list(registry, "11002").isEmpty)
        #expect(try await draft(registry, name).etag == "\"1\"")
      }
    }
  }

  @Test("After a merger the drafts of both are on the list of the new municipality", .tags(.mergers))
  func merger() async throws {
    // 44034 Lochristi and 44073 Wachtebeke became 44087 Lochristi on 1 January 2025.
    try await withRegistry(date: CalendarDate(year: 2024, month: 11, day: 1)) { registry in
      var names: [String] = []
      for municipality in ["44073", "44034", "44073"] {
        var signal = Self.signal()
        signal.municipality = municipality
        signal.careSituation.caregiver.municipality = municipality
        signal.careSituation.recipient.municipality = municipality
        names.append(try await send(registry, signal).draft)
      }
      #expect(try await list(registry, "44073") == [names[0], names[2]])
      try registry.clock.set(CalendarDate(year: 2025, month: 1, day: 1))
      let seen = names
      try await registry.seeing("44034") { () async throws in
        let read = try await refusal { try await draft(registry, seen[1]) }
        #expect(read == Self.missing)
      }
      let ended = try await refusal { try await list(registry, "44034") }
      #expect(ended == Self.wrong("municipality"))
      try await registry.seeing("44087") { () async throws in
        var (listed, token) = ([String](), "")
        repeat {
          let asked = token
          let page = try await registry.signals.listDrafts(
            .with {
              $0.municipality = "44087"
              $0.pageSize = 1
              $0.pageToken = asked
            }
          )
          listed += page.drafts.map(\.name)
          token = page.nextPageToken
        } while !token.isEmpty
        #expect(listed == seen)
        // Where the two live has to be told by the new code.
        let codes = ["caregiver.municipality", "recipient.municipality"]
        #expect(try await draft(registry, seen[0]).missingFields == codes)
        let unready = try await refusal { try await confirm(registry, seen[0]) }
        #expect(unready?.fields == codes.map { "care_situation.\($0)" })
        var situation = Samples.careSituation()
        situation.caregiver.municipality = "44087"
        situation.recipient.municipality = "44087"
        let updated = try await update(registry, seen[0], etag: "\"1\"", situation)
        #expect(updated.missingFields.isEmpty)
        let confirmed = try await confirm(registry, seen[0], etag: updated.etag)
        #expect(try await registry.situation(confirmed.careSituation).caregiver.details.municipality == "44087")
      }
    }
  }

  @Test("Pages neither repeat nor hide a draft while others come in and go; a token fits its own list alone")
  func pages() async throws {
    try await withRegistry { registry in
      var names: [String] = []
      for _ in 0..<5 { names.append(try await send(registry, Self.bareSignal()).draft) }
      func page(_ token: String, municipality: String = "44084", size: Int32 = 2) async throws
        -> Mantel_Registration_V1_ListDraftsResponse
      {
        try await registry.signals.listDrafts(
          .with {
            $0.municipality = municipality
            $0.pageSize = size
            $0.pageToken = token
          }
        )
      }
      let first = try await page("")
      #expect(first.drafts.map(\.name) == Array(names[0...1]))
      names.append(try await send(registry, Self.bareSignal()).draft)
      _ = try await drop(registry, names[0])
      let second = try await page(first.nextPageToken)
      let third = try await page(second.nextPageToken)
      #expect((second.drafts + third.drafts).map(\.name) == Array(names[2...]))
      #expect(third.nextPageToken.isEmpty)
      let foreign = try await refusal { try await page(first.nextPageToken, municipality: "43007") }
      #expect(foreign == Self.wrong("page_token"))
      let garbage = try await refusal { try await page("AAAAAAAAAAAAAAAA") }
      #expect(garbage == Self.wrong("page_token"))
      let negative = try await refusal { try await page("", size: -1) }
      #expect(negative == Self.wrong("page_size"))
    }
  }

  @Test("A sender hears where its signal stands, and of those of others nothing")
  func getSignal() async throws {
    try await withRegistry { registry in
      @Sendable func state(_ name: String) async throws -> Mantel_Registration_V1_DraftState {
        try await registry.signals.getSignal(.with { $0.name = name }).state
      }
      let (first, second) = try await registry.seeing(client: "huisarts") {
        (try await send(registry).draft, try await send(registry, Self.bareSignal()).draft)
      }
      try await registry.seeing(client: "ziekenhuis") { () async throws in
        let seen = try await refusal { try await state(first) }
        #expect(seen == Self.missing)
      }
      // Not even the municipality asks in this way.
      try await registry.seeing("44084") { () async throws in
        let seen = try await refusal { try await state(first) }
        #expect(seen == Self.missing)
        _ = try await confirm(registry, first)
      }
      try await registry.seeing(client: "huisarts") { () async throws in
        #expect(try await state(first) == .confirmed)
        #expect(try await state(second) == .open)
        let unknown = try await refusal { try await state(ResourceCollection.drafts.name(.random())) }
        #expect(unknown == Self.missing)
        for name in ["", "drafts/1", "persons/\(OpaqueID.random())"] {
          let malformed = try await refusal { try await state(name) }
          #expect(malformed == Self.wrong("name"))
        }
      }
    }
  }

  // MARK: - Completing

  @Test("A draft is completed in steps; each replaces what was told, and keeps the remark and the sender")
  func completing() async throws {
    try await withRegistry { registry in
      let name = try await registry.seeing(client: "praktijk") { try await send(registry) }.draft
      var half = Mantel_Registration_V1_NewCareSituation()
      half.caregiver = Samples.caregiver()
      let first = try await update(registry, name, etag: "\"1\"", half)
      #expect(first.missingFields == ["recipient", "relation", "hours_per_week", "dwelling", "start_date"])
      let read = try await draft(registry, name)
      #expect(read.signal.careSituation == half && read.etag == first.etag && first.etag != "\"1\"")
      #expect(read.signal.remark == "Belt liefst na 17 uur" && read.signal.senderKind == .homeNurse)
      #expect(read.sender == "praktijk" && read.missingFields == first.missingFields)
      let second = try await update(registry, name, etag: first.etag, Samples.careSituation())
      #expect(second.missingFields.isEmpty)
      #expect(try await draft(registry, name).signal == Self.signal())
    }
  }

  @Test("Each wrong update is refused by its name, and leaves the draft as it was")
  func wrongUpdates() async throws {
    try await withRegistry { registry in
      let name = try await send(registry).draft
      func seen(
        _ change: @Sendable (inout Mantel_Registration_V1_UpdateDraftRequest) -> Void
      ) async throws -> SeenError? {
        var request = Mantel_Registration_V1_UpdateDraftRequest.with {
          $0.requestID = UUID().uuidString
          $0.name = name
          $0.etag = "\"1\""
          $0.careSituation = Samples.careSituation()
        }
        change(&request)
        let sent = request
        return try await refusal { try await registry.signals.updateDraft(sent) }
      }
      #expect(try await seen { $0.requestID = "" } == Self.wrong("request_id"))
      #expect(try await seen { $0.name = "drafts/x" } == Self.wrong("name"))
      #expect(try await seen { $0.etag = "" } == Self.wrong("etag"))
      #expect(try await seen { $0.etag = String(repeating: "1", count: 41) } == Self.wrong("etag"))
      #expect(try await seen { $0.etag = "1" } == Self.stale)
      #expect(try await seen { $0.etag = "\"2\"" } == Self.stale)
      #expect(try await seen { $0.clearCareSituation() } == Self.wrong("care_situation"))
      #expect(
        try await seen {
          $0.careSituation.hoursPerWeek = 200
          $0.careSituation.recipient.insz = Samples.caregiverINSZ
          $0.careSituation.caregiver.phone = "12"
        } == Self.wrong("care_situation.caregiver.phone", "care_situation.hours_per_week")
      )
      #expect(
        try await seen { $0.careSituation.recipient.insz = Samples.caregiverINSZ }
          == Self.wrong("care_situation.recipient.insz")
      )
      let unknown = try await seen { $0.name = ResourceCollection.drafts.name(.random()) }
      #expect(unknown == Self.missing)
      let read = try await draft(registry, name)
      #expect(read.etag == "\"1\"" && read.signal == Self.signal())
    }
  }

  @Test("Of ten clerks who complete one draft at once, one succeeds")
  func clerks() async throws {
    try await withRegistry { registry in
      let name = try await send(registry, Self.bareSignal()).draft
      let outcomes = try await withThrowingTaskGroup(of: (Double, SeenError?).self) { group in
        for clerk in 1...10 {
          group.addTask {
            var situation = Mantel_Registration_V1_NewCareSituation()
            situation.hoursPerWeek = Double(clerk)
            let sent = situation
            return (Double(clerk), try await refusal { try await update(registry, name, etag: "\"1\"", sent) })
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let winners = outcomes.filter { $0.1 == nil }.map(\.0)
      #expect(winners.count == 1)
      #expect(outcomes.count { $0.1 == Self.stale } == 9)
      let read = try await draft(registry, name)
      #expect([read.signal.careSituation.hoursPerWeek] == winners && read.etag == "\"2\"")
    }
  }

  @Test("An update that is sent again is answered as the first time, also once the draft is closed")
  func repeatedUpdate() async throws {
    try await withRegistry { registry in
      let name = try await send(registry).draft
      let id = UUID().uuidString
      var situation = Samples.careSituation()
      situation.clearStartDate()
      let first = try await update(registry, name, etag: "\"1\"", situation, requestID: id)
      #expect(first.missingFields == ["start_date"])
      _ = try await drop(registry, name, etag: first.etag)
      let again = try await update(registry, name, etag: "\"1\"", situation, requestID: id)
      #expect(again == first)
      let other = try await refusal {
        try await update(registry, name, etag: first.etag, Samples.careSituation(), requestID: id)
      }
      #expect(other == SeenError(.alreadyExists, "REQUEST_ID_REUSED"))
    }
  }

  // MARK: - Confirming

  @Test("An incomplete draft is not confirmed: each missing field is named")
  func incomplete() async throws {
    try await withRegistry { registry in
      let name = try await send(registry, Self.bareSignal()).draft
      let seen = try await refusal { try await confirm(registry, name) }
      #expect(
        seen
          == Self.wrong(
            "care_situation.caregiver",
            "care_situation.recipient",
            "care_situation.relation",
            "care_situation.hours_per_week",
            "care_situation.dwelling",
            "care_situation.start_date"
          )
      )
      let etag = try await refusal { try await confirm(registry, name, etag: "") }
      #expect(etag == Self.wrong("etag"))
      let stale = try await refusal { try await confirm(registry, name, etag: "\"3\"") }
      #expect(stale == Self.stale)
      #expect(try await draft(registry, name).state == .open)
    }
  }

  @Test("A complete draft becomes the care situation that it tells, once")
  func confirming() async throws {
    try await withRegistry { registry in
      let name = try await send(registry).draft
      let id = UUID().uuidString
      let confirmed = try await confirm(registry, name, requestID: id)
      let situation = try await registry.situation(confirmed.careSituation)
      #expect(situation.etag == confirmed.etag && situation.hoursPerWeek == 16 && situation.relation == .otherFamily)
      #expect(situation.caregiver.name == confirmed.caregiver && situation.recipient.name == confirmed.recipient)
      #expect(situation.caregiver.details.insz == Samples.caregiverINSZ && situation.evidence.count == 1)
      #expect(situation.recipient.consents == Samples.careSituation().recipientConsents)

      let again = try await confirm(registry, name, requestID: id)
      #expect(again == confirmed)
      let second = try await refusal { try await confirm(registry, name) }
      #expect(second == Self.closed)
      let updated = try await refusal { try await update(registry, name, etag: "\"2\"", Samples.careSituation()) }
      #expect(updated == Self.closed)
      let dropped = try await refusal { try await drop(registry, name, etag: "\"2\"") }
      #expect(dropped == Self.closed)
      let other = try await send(registry, Self.bareSignal()).draft
      let reused = try await refusal { try await confirm(registry, other, requestID: id) }
      #expect(reused == SeenError(.alreadyExists, "REQUEST_ID_REUSED"))

      let read = try await draft(registry, name)
      #expect(read.state == .confirmed && !read.signal.hasCareSituation && read.signal.remark.isEmpty)
      #expect(read.missingFields.isEmpty && read.etag != "\"1\"")
      #expect(try await list(registry) == [other])
    }
  }

  @Test(
    "A confirmation that the records stand against leaves nothing behind: the draft stays, and nobody is registered"
  )
  func refusedConfirmation() async throws {
    try await withRegistry { registry in
      var first = Samples.careSituation()
      first.role = .primary
      _ = try await registry.register(first)
      let pair = try await send(registry).draft
      let exists = try await refusal { try await confirm(registry, pair) }
      #expect(exists == SeenError(.alreadyExists, "CARE_SITUATION_EXISTS"))

      var second = Self.signal()
      second.careSituation.caregiver = Samples.caregiver(insz: Samples.otherINSZ)
      second.careSituation.role = .primary
      let primary = try await send(registry, second).draft
      let before = try await registry.told().count
      let refused = try await refusal { try await confirm(registry, primary) }
      #expect(refused == SeenError(.failedPrecondition, "PRIMARY_CAREGIVER_EXISTS"))
      let found = try await registry.persons.searchPersons(
        .with {
          $0.municipality = "44084"
          $0.insz = Samples.otherINSZ
        }
      )
      #expect(found.persons.isEmpty)
      #expect(try await registry.told().count == before)
      #expect(try await list(registry) == [pair, primary])
      #expect(try await draft(registry, primary).etag == "\"1\"")
    }
  }

  @Test("A clerk cannot confirm a draft about people who live elsewhere")
  func foreignPeople() async throws {
    try await withRegistry { registry in
      var signal = Self.signal()
      signal.careSituation.caregiver.municipality = "43007"
      signal.careSituation.recipient.municipality = "43007"
      let name = try await send(registry, signal).draft
      let seen = try await registry.seeing("44084") { try await refusal { try await confirm(registry, name) } }
      #expect(seen == SeenError(.permissionDenied, "OUT_OF_SCOPE"))
      // Saying that someone who is known elsewhere lives here gives the clerk a record of their own.
      var known = Samples.careSituation()
      known.caregiver.municipality = "43007"
      known.recipient = Samples.recipient(insz: Samples.otherINSZ, municipality: "43007")
      let held = try await registry.register(known)
      let claim = try await send(registry).draft
      let claimed = try await registry.seeing("44084") { try await confirm(registry, claim) }
      #expect(claimed.caregiver != held.caregiver)
    }
  }

  @Test("Sent twice at once, a confirmation has one answer; of several confirmations one succeeds")
  func confirmingAtOnce() async throws {
    try await withRegistry { registry in
      for insz in try fictionalNumbers(12) {
        var signal = Self.signal()
        signal.careSituation.caregiver = Samples.caregiver(insz: insz)
        let name = try await send(registry, signal).draft
        let ids = [UUID().uuidString, UUID().uuidString]
        let answers = try await withThrowingTaskGroup(of: (care: String, seen: SeenError?).self) { group in
          for id in ids + ids + ids {
            group.addTask {
              var care = ""
              let seen = try await refusal { care = try await confirm(registry, name, requestID: id).careSituation }
              return (care, seen)
            }
          }
          return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count { $0.seen == nil } == 3)
        #expect(answers.count { $0.seen == Self.closed } == 3)
        #expect(Set(answers.map(\.care)).count == 2)
      }
    }
  }

  // MARK: - Dropping

  @Test("A draft is dropped for a reason that people give, once")
  func dropping() async throws {
    try await withRegistry { registry in
      let name = try await send(registry).draft
      let none = try await refusal { try await drop(registry, name, reason: .unspecified) }
      #expect(none == Self.wrong("reason"))
      let expired = try await refusal { try await drop(registry, name, reason: .expired) }
      #expect(expired == Self.wrong("reason"))
      let unknown = try await refusal { try await drop(registry, name, etag: "", reason: .UNRECOGNIZED(99)) }
      #expect(unknown == Self.wrong("etag", "reason"))
      let stale = try await refusal { try await drop(registry, name, etag: "\"2\"") }
      #expect(stale == Self.stale)
      #expect(try await draft(registry, name).state == .open)

      let id = UUID().uuidString
      let dropped = try await drop(registry, name, reason: .doesNotWant, requestID: id)
      try registry.clock.set(CalendarDate(year: 2025, month: 6, day: 3))
      let again = try await drop(registry, name, reason: .doesNotWant, requestID: id)
      #expect(again == dropped)
      let second = try await refusal { try await drop(registry, name, etag: "\"2\"") }
      #expect(second == Self.closed)
      let confirmed = try await refusal { try await confirm(registry, name, etag: "\"2\"") }
      #expect(confirmed == Self.closed)
      let read = try await draft(registry, name)
      #expect(read.state == .dropped && !read.signal.hasCareSituation && read.signal.remark.isEmpty)
      #expect(try await list(registry).isEmpty)
    }
  }

  @Test("What a closed draft told is destroyed with its key, and nothing finds its people any more")
  func destroyed() async throws {
    try await withRegistryAndStore { registry, store in
      @Sendable func rows() async throws -> [String: Int] {
        try await store.database.read { db in
          var counts: [String: Int] = [:]
          for (name, sql) in [
            ("keys", "SELECT count(*) FROM data_key"), ("people", "SELECT count(*) FROM draft_person"),
            ("told", "SELECT count(*) FROM draft WHERE content IS NOT NULL OR data_key IS NOT NULL"),
            ("drafts", "SELECT count(*) FROM draft"),
          ] { counts[name] = try db.value(Int.self, sql) }
          return counts
        }
      }
      let dropped = try await send(registry).draft
      let confirmed = try await send(registry).draft
      let people = try await rows()["people"] ?? 0
      #expect(people > 0)
      #expect(try await rows() == ["keys": 2, "people": people, "told": 2, "drafts": 2])
      _ = try await drop(registry, dropped)
      #expect(try await rows() == ["keys": 1, "people": people / 2, "told": 1, "drafts": 2])
      _ = try await confirm(registry, confirmed)
      // The keys of the two people.
      #expect(try await rows() == ["keys": 2, "people": 0, "told": 0, "drafts": 2])
    }
  }

  @Test("The feed tells that a draft came and what it became, and nothing of its people")
  func events() async throws {
    try await withRegistry { registry in
      let dropped = try await send(registry, Self.bareSignal("43007")).draft
      let confirmed = try await send(registry).draft
      _ = try await drop(registry, dropped)
      let care = try await confirm(registry, confirmed).careSituation
      let events = try await registry.told()
      let received = events.compactMap { event -> Mantel_Events_V1_SignalReceived? in
        if case .signalReceived(let received) = event.payload { received } else { nil }
      }
      #expect(received.map(\.draft) == [dropped, confirmed])
      #expect(received.map(\.municipality) == ["43007", "44084"])
      #expect(received.map(\.senderKind) == [.unspecified, .homeNurse])
      let closed = events.compactMap { event -> Mantel_Events_V1_DraftClosed? in
        if case .draftClosed(let closed) = event.payload { closed } else { nil }
      }
      #expect(closed.map(\.draft) == [dropped, confirmed])
      #expect(closed.map(\.careSituation) == ["", care])
      for event in events {
        let bytes = try event.serializedData()
        for secret in [Samples.caregiverINSZ, "Fictieve", "Bedachtzaam", "example.org", "17 uur"] {
          #expect(bytes.range(of: Data(secret.utf8)) == nil)
        }
      }
    }
  }

  // MARK: - Am I a caregiver?

  @Test("The self-check answers whatever is filled in, in two languages, and names the parts")
  func selfCheck() async throws {
    try await withRegistry { registry in
      func check(
        _ fill: @Sendable (inout Mantel_Registration_V1_CheckCaregiverRequest) -> Void
      ) async throws -> Mantel_Registration_V1_CheckCaregiverResponse {
        var request = Mantel_Registration_V1_CheckCaregiverRequest()
        fill(&request)
        let sent = request
        return try await registry.seeing(client: "burger") { try await registry.signals.checkCaregiver(sent) }
      }
      let nothing = try await check { _ in }
      #expect(nothing.outcome == .open)
      #expect(
        nothing.parts == ["helps_in_daily_life", "out_of_a_bond", "not_professionally", "more_than_occasionally"]
      )
      #expect(nothing.textNl.contains("4 vragen") && nothing.textEn.contains("4 questions"))

      let yes: @Sendable (inout Mantel_Registration_V1_CheckCaregiverRequest) -> Void = {
        $0.helpsInDailyLife = true
        $0.outOfABond = true
        $0.notProfessionally = true
        $0.moreThanOccasionally = true
      }
      let caregiver = try await check(yes)
      #expect(caregiver.outcome == .caregiver && caregiver.parts.isEmpty)
      #expect(caregiver.textNl.hasPrefix("U bent mantelzorger."))
      #expect(caregiver.textEn.hasPrefix("You are a caregiver."))
      let burdened = try await check {
        yes(&$0)
        $0.hoursPerWeek = 40
      }
      #expect(burdened.textNl.contains("respijtzorg") && burdened.textEn.contains("respite care"))
      for hours in [Double.nan, -1, .infinity, 1e300] {
        let odd = try await check {
          yes(&$0)
          $0.hoursPerWeek = hours
        }
        #expect(odd.outcome == .caregiver)
      }

      let open = try await check {
        yes(&$0)
        $0.clearOutOfABond()
      }
      #expect(open.outcome == .open && open.parts == ["out_of_a_bond"])
      #expect(open.textNl.contains("één vraag is") && open.textEn.contains("One question is"))

      let professional = try await check {
        $0.notProfessionally = false
        $0.moreThanOccasionally = false
        $0.helpsInDailyLife = true
      }
      #expect(professional.outcome == .notACaregiver)
      #expect(professional.parts == ["not_professionally", "more_than_occasionally"])
      #expect(professional.textNl.contains("georganiseerd vrijwilliger") && professional.textNl.contains("af en toe"))
      #expect(professional.textEn.contains("organised volunteer") && professional.textEn.contains("once in a while"))
      #expect(try await registry.told().isEmpty)
    }
  }
}
