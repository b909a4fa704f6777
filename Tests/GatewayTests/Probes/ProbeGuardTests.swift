import GatewayDomain
import CareTypes
import Foundation
import GRPCCore
import GRPCProtobuf
import GatewayAPI
import Logging
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing

@testable import Gateway

@Suite("Asking about people by number", .timeLimit(.minutes(2)))
struct ProbeGuardTests {
  private typealias Part = Mantel_Registration_V1_ImportCareSituationsRequest
  private typealias Result = Mantel_Registration_V1_ImportResult
  private typealias Search = Mantel_Registration_V1_SearchPersonsRequest

  private static let number = Samples.recipientINSZ
  private static let caregiver = Samples.caregiverINSZ
  private static let differs = Refusal(.identityDiffers, "The number and what is told do not fit together")

  private let aalter = key(of: "aalter")

  // MARK: - Calls

  private func search(_ gateway: ServedGateway, _ insz: String = number, by client: String = "aalter") async throws {
    let persons = Mantel_Registration_V1_PersonService.Client(wrapping: gateway.client)
    _ = try await persons.searchPersons(
      .with {
        $0.municipality = "44084"
        $0.insz = insz
      },
      metadata: key(of: client)
    )
  }

  private func register(_ gateway: ServedGateway, by client: String = "aalter") async throws {
    var situation = Samples.careSituation()
    if client == "maldegem" { situation.caregiver.municipality = "43010" }
    _ = try await gateway.municipality.registerCareSituation(
      .with { $0.careSituation = situation },
      metadata: key(of: client)
    )
  }

  private func send(_ gateway: ServedGateway, rows: Int64) async throws -> Int {
    try await gateway.imports.importCareSituations(metadata: aalter) { writer in
      try await writer.write(.with { $0.header.listID = "premie" })
      for number in 0..<rows {
        try await writer.write(
          .with {
            $0.row.number = number + 1
            $0.row.careSituation.caregiver.insz = Self.caregiver
            $0.row.careSituation.recipient.insz = Self.number
          }
        )
      }
    }.results.count
  }

  private func status(_ call: () async throws -> Void) async throws -> GoogleRPCStatus {
    try #require(try await GatewayTests.status(call))
  }

  // MARK: - The audit trail

  @Test("The audit trail holds about whom each row of a list asked, and what was answered, and no number")
  func rows() async throws {
    let file = DatabaseFile()
    try await withGateway(file: file) { gateway in
      gateway.world.answerRows { number in
        number == 2
          ? .with {
            $0.number = number
            $0.outcome = .rejected
            $0.reason = "IDENTITY_DIFFERS"
          }
          : .with {
            $0.number = number
            $0.outcome = .registered
            $0.careSituation = "careSituations/\(World.inside)"
          }
      }
      _ = try await gateway.imports.importCareSituations(metadata: aalter) { writer in
        try await writer.write(.with { $0.header.listID = "premie" })
        for (row, insz) in [(1, Samples.otherINSZ), (2, "48.03.17-951.53"), (3, "")] as [(Int64, String)] {
          try await writer.write(
            .with {
              $0.row.number = row
              $0.row.careSituation.caregiver.insz = Self.caregiver
              $0.row.careSituation.recipient.insz = insz
            }
          )
        }
      }
      let entry = try #require(try await gateway.store.auditTrail().first)
      #expect(entry.resource == "imports/premie" && entry.shown == ["careSituations/\(World.inside)"])
      #expect(entry.asked.map(\.row) == [1, 1, 2, 2, 3])
      #expect(Set(entry.asked.filter { $0.row == 2 }.map(\.answer)) == ["IDENTITY_DIFFERS"])
      let asked = try await gateway.store.asked(about: try #require(gateway.hash(Self.number)))
      #expect(asked.map(\.row) == [2] && asked.map(\.answer) == ["IDENTITY_DIFFERS"])
      #expect(asked.map(\.entry.client) == ["aalter"])
      let caregiver = try await gateway.store.asked(about: try #require(gateway.hash(Self.caregiver)))
      #expect(caregiver.map(\.answer) == ["REGISTERED", "IDENTITY_DIFFERS", "REGISTERED"])
    }
    for suffix in ["", "-wal"] {
      guard let bytes = FileManager.default.contents(atPath: file.path + suffix) else { continue }
      for number in [Self.number, Self.caregiver, Samples.otherINSZ] {
        #expect(bytes.range(of: Data(number.utf8)) == nil)
      }
    }
  }

  @Test("It holds whom a search asked about, found or not, and a refused registration")
  func answers() async throws {
    try await withGateway { gateway in
      gateway.world.answer(Search.self, Mantel_Registration_V1_SearchPersonsResponse())
      try await search(gateway)
      gateway.world.answer(
        Search.self,
        Mantel_Registration_V1_SearchPersonsResponse.with {
          $0.persons = [.with { $0.name = "persons/\(World.inside)" }]
        }
      )
      try await search(gateway)
      gateway.world.fail(Mantel_Registration_V1_RegisterCareSituationRequest.self, Self.differs)
      _ = try await status { try await register(gateway) }
      let asked = try await gateway.store.asked(about: try #require(gateway.hash(Self.number)))
      #expect(asked.map(\.answer) == ["NOBODY", "FOUND", "IDENTITY_DIFFERS"])
      #expect(asked.map(\.entry.shown) == [[], ["persons/\(World.inside)"], []])
      #expect(asked.map(\.entry.outcome) == ["ok", "ok", "failedPrecondition"])
    }
  }

  @Test("Whoever told a number in a draft, read or confirmed it is found by the number")
  func drafts() async throws {
    try await withGateway { gateway in
      let signals = Mantel_Registration_V1_SignalService.Client(wrapping: gateway.client)
      let draft = "drafts/\(World.inside)"
      _ = try await signals.updateDraft(
        .with {
          $0.name = draft
          $0.careSituation.recipient.insz = Self.number
        },
        metadata: aalter
      )
      _ = try await signals.getDraft(.with { $0.name = draft }, metadata: aalter)
      _ = try await signals.confirmDraft(.with { $0.name = draft }, metadata: aalter)
      _ = try await signals.confirmDraft(.with { $0.name = "drafts/\(World.outside)" }, metadata: aalter)
      let asked = try await gateway.store.asked(about: try #require(gateway.hash(Self.number)))
      #expect(asked.map { $0.entry.method.split(separator: "/").last } == ["UpdateDraft", "GetDraft", "ConfirmDraft"])
    }
  }

  @Test(
    "The numbers of the audit trail never change nor go",
    arguments: ["UPDATE audit_asked SET row = 9", "DELETE FROM audit_asked"]
  )
  func appendOnly(sql: String) async throws {
    try await withGateway { gateway in
      try await search(gateway)
      await #expect(throws: (any Error).self) {
        try await gateway.store.database.write { try $0.connection.script(sql) }
      }
      #expect(try await gateway.store.asked(about: try #require(gateway.hash(Self.number))).count == 1)
    }
  }

  @Test(
    "Numbers and counts are found without a scan",
    arguments: [GatewayStore.askedSQL, GatewayStore.usedSQL, GatewayStore.probesSQL]
  )
  func queryPlans(sql: String) async throws {
    try await withGateway { gateway in
      let plan = try await gateway.store.database.queryPlan(of: sql)
      #expect(!plan.isEmpty && !plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
    }
  }

  // MARK: - Limits

  private static let limits = ProbeLimits(
    mismatches: ProbeLimits.Limit(freePerHour: 2, mostPerDay: 5),
    misses: ProbeLimits.Limit(freePerHour: 1, mostPerDay: 3),
    longestPause: .milliseconds(250)
  )

  @Test("Mismatches are slowed step by step, then refused until a day has passed, whatever the way in")
  func mismatches() async throws {
    try await withGateway(limits: Self.limits) { gateway in
      gateway.clock.set(seconds: 1_750_000_000)
      gateway.world.fail(Mantel_Registration_V1_RegisterCareSituationRequest.self, Self.differs)
      gateway.world.fail(Mantel_Registration_V1_ConfirmDraftRequest.self, Self.differs)
      gateway.world.fail(Mantel_Registration_V1_ReplaceNumberRequest.self, Refusal(.numberInUse, "In use"))
      let signals = Mantel_Registration_V1_SignalService.Client(wrapping: gateway.client)
      let persons = Mantel_Registration_V1_PersonService.Client(wrapping: gateway.client)
      func replace() async throws {
        _ = try await persons.replaceNumber(.with { $0.insz = Self.number }, metadata: aalter)
      }
      #expect(try await status { try await register(gateway) }.code == .failedPrecondition)
      #expect(
        try await status { _ = try await signals.confirmDraft(.init(), metadata: aalter) }.code == .failedPrecondition
      )
      #expect(gateway.pauses.all == [])
      #expect(try await status { try await replace() }.code == .alreadyExists)
      #expect(try await status { try await register(gateway) }.code == .failedPrecondition)
      #expect(try await status { try await register(gateway) }.code == .failedPrecondition)
      #expect(gateway.pauses.all == [.milliseconds(100), .milliseconds(200), .milliseconds(250)])

      let before = gateway.world.asked.count
      let refused = try await status { try await register(gateway) }
      #expect(refused.code == .resourceExhausted)
      #expect(refused.details.compactMap(\.errorInfo?.reason) == ["TOO_MANY_MISMATCHES"])
      let delay = try #require(refused.details.compactMap(\.retryInfo).first?.delay)
      #expect(delay > .seconds(86_400 - 120) && delay <= .seconds(86_400))
      for call in [{ try await search(gateway) }, { try await replace() }, { _ = try await send(gateway, rows: 1) }] {
        #expect(try await status(call).code == .resourceExhausted)
      }
      #expect(gateway.world.asked.count == before)
      // Who asks by name, and another client, are answered.
      _ = try await persons.searchPersons(.with { $0.familyName = "Bedachtzaam" }, metadata: aalter)
      try await search(gateway, by: "maldegem")
      let trail = try await gateway.store.asked(about: try #require(gateway.hash(Self.number)))
      #expect(trail.count { $0.answer == "TOO_MANY_MISMATCHES" } == 3)

      gateway.clock.set(seconds: 1_750_000_000 + delay.components.seconds)
      gateway.world.fail(Mantel_Registration_V1_RegisterCareSituationRequest.self, nil)
      try await register(gateway)
    }
  }

  @Test("A mismatch that becomes a draft instead of a refusal, and a draft that shows one, count as well")
  func mismatchesOfDrafts() async throws {
    try await withGateway(limits: Self.limits) { gateway in
      gateway.world.answer(
        Mantel_Registration_V1_RegisterCareSituationRequest.self,
        Mantel_Registration_V1_RegisterCareSituationResponse.with { $0.draft = "drafts/\(World.inside)" }
      )
      for fits in [true, false] {
        gateway.world.answer(
          Mantel_Registration_V1_GetDraftRequest.self,
          Mantel_Registration_V1_GetDraftResponse.with {
            $0.draft.name = "drafts/\(World.inside)"
            $0.draft.knownPersons = [
              .with {
                $0.person.name = "persons/\(World.inside)"
                $0.fits = fits
              }
            ]
          }
        )
        try await register(gateway)
        let signals = Mantel_Registration_V1_SignalService.Client(wrapping: gateway.client)
        _ = try await signals.getDraft(.with { $0.name = "drafts/\(World.inside)" }, metadata: aalter)
      }
      #expect(gateway.pauses.all == [.milliseconds(100)])
      let asked = try await gateway.store.asked(about: try #require(gateway.hash(Self.number)))
      #expect(asked.first?.answer == "IDENTITY_DIFFERS")
      #expect(asked.last?.entry.shown == ["persons/\(World.inside)"])
    }
  }

  @Test("Searches that find nobody are counted apart, and after an hour are free again")
  func misses() async throws {
    try await withGateway(limits: Self.limits) { gateway in
      gateway.clock.set(seconds: 1_750_000_000)
      gateway.world.answer(Search.self, Mantel_Registration_V1_SearchPersonsResponse())
      try await search(gateway)
      try await search(gateway)
      #expect(gateway.pauses.all == [.milliseconds(100)])
      gateway.clock.set(seconds: 1_750_000_000 + 3_660)
      try await search(gateway)
      #expect(gateway.pauses.all == [.milliseconds(100)])
      #expect(try await status { try await search(gateway) }.code == .resourceExhausted)
    }
  }

  @Test("Each limit that a client comes to is one line of the log, without anything of people")
  func alarms() async throws {
    let log = KeptLog()
    try await withLogger(log.logger) { _ in
      try await withGateway(limits: Self.limits) { gateway in
        gateway.world.fail(Mantel_Registration_V1_RegisterCareSituationRequest.self, Self.differs)
        for _ in 1...7 { _ = try await status { try await register(gateway) } }
        #expect(log.alarms.map { String($0.prefix { $0 != " " }) } == ["warning", "error"])
      }
      try await withGateway(limits: Self.limits) { gateway in
        gateway.world.answerRows { number in
          .with {
            $0.number = number
            $0.outcome = .rejected
            $0.reason = "IDENTITY_DIFFERS"
          }
        }
        _ = try await status { _ = try await send(gateway, rows: 10) }
      }
    }
    #expect(log.alarms.map { String($0.prefix { $0 != " " }) } == ["warning", "error", "error"])
    #expect(log.alarms.allSatisfy { $0.contains("client=aalter") && $0.contains("kind=mismatch") })
    #expect(log.alarms.allSatisfy { !$0.contains(Self.number) && !$0.contains(Self.caregiver) })
  }

  @Test("Who is there and who is found is not counted")
  func hits() async throws {
    try await withGateway(limits: Self.limits) { gateway in
      gateway.world.answer(
        Search.self,
        Mantel_Registration_V1_SearchPersonsResponse.with {
          $0.persons = [.with { $0.name = "persons/\(World.inside)" }]
        }
      )
      for _ in 1...10 {
        try await search(gateway)
        try await register(gateway)
      }
      #expect(gateway.pauses.all == [])
    }
  }

  @Test("A restart forgets no count")
  func restart() async throws {
    let file = DatabaseFile()
    for expected in [
      SeenError(.failedPrecondition, "IDENTITY_DIFFERS"), SeenError(.resourceExhausted, "TOO_MANY_MISMATCHES"),
    ] {
      try await withGateway(file: file, limits: Self.limits) { gateway in
        gateway.world.fail(Mantel_Registration_V1_RegisterCareSituationRequest.self, Self.differs)
        for _ in 1...5 {
          let seen = try await refusal { try await register(gateway) }
          #expect(seen == expected)
        }
      }
    }
  }

  @Test("Of a list with too many mismatches nothing is told, nor of calls at once more than are let")
  func lists() async throws {
    try await withGateway(limits: Self.limits) { gateway in
      gateway.world.answerRows { number in
        .with {
          $0.number = number
          $0.outcome = number <= 3 ? .rejected : .acceptable
          $0.reason = number <= 3 ? "IDENTITY_DIFFERS" : ""
        }
      }
      #expect(try await send(gateway, rows: 100) == 100)
      #expect(gateway.pauses.all == [.milliseconds(100)])
      let seen = try await withThrowingTaskGroup(of: SeenError?.self) { group in
        for _ in 1...4 {
          group.addTask { try await refusal { try await send(gateway, rows: 100) } }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(seen.allSatisfy { $0 == SeenError(.resourceExhausted, "TOO_MANY_MISMATCHES") })
    }
  }

  @Test("A list of two thousand rows is one entry")
  func oneEntry() async throws {
    try await withGateway { gateway in
      #expect(try await send(gateway, rows: 2_000) == 2_000)
      let trail = try await gateway.store.auditTrail()
      #expect(trail.map(\.asked.count) == [4_000])
      #expect(gateway.pauses.all == [])
    }
  }

  @Test("A hundred thousand rows without a mismatch are neither slowed nor refused; the few that do not fit are free")
  func manyRows() async throws {
    let (file, pauses) = (DatabaseFile(), Pauses())
    let clock = ManualClock(try CalendarDate(year: 2025, month: 6, day: 1)).clock
    let probes = ProbeGuard(
      store: try GatewayStore(.file(file.path), clock: clock),
      hash: NumberHash(keys: KeyFile()),
      limits: ProbeLimits(),
      pause: { pauses.note($0) }
    )
    let client = APIClient(name: "aalter", scope: .municipality([try NISCode("44084")]))
    let rows = (1...2_000).map { probes.hashed([Self.caregiver, Self.number], row: $0) }
    let fitting = NumberOutcome(text: "ACCEPTABLE", probe: nil)
    for mismatches in Array(repeating: 0, count: 50) + [20] {
      let call = AuthenticatedCall(client: client)
      try await AuthenticatedCall.$current.withValue(call) {
        try await probes.ask(
          { rows },
          outcomes: { count in (0..<2_000).map { $0 < count ? .mismatch : fitting } },
          { mismatches }
        )
      }
      #expect(call.asked.count == 4_000)
      let counted = try await probes.store.probes(of: "aalter").map(\.lastDay)
      #expect(counted == [mismatches, 0])
    }
    #expect(pauses.all == [])
  }
}
