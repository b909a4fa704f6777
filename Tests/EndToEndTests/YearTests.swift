import CareTypes
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import GatewayAPI
import RegistrationAPI
import RightsAPI
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import Synchronization
import TestSupport
import Testing
import TypeAPI

/// How many care situations: `MANTEL_YEAR_SITUATIONS`, for longer runs than that of the suite.
@Suite("A year in minutes", .serialized)
struct YearTests {
  private static let count = ProcessInfo.processInfo.environment["MANTEL_YEAR_SITUATIONS"].flatMap(Int.init) ?? 120

  @Test(
    "Killed at random moments, it ends with the same awards and decisions as undisturbed, each of which can be replayed"
  )
  func killed() async throws {
    let life = try YearOfLife(count: Self.count)
    let undisturbed = try await YearRun(life, kills: 0).live()
    let disturbed = try await YearRun(life, kills: 8).live()
    #expect(disturbed.kills > 2)
    #expect(undisturbed.awards.count == Self.count && undisturbed.decisions > Self.count)
    for (index, awards) in undisturbed.awards.enumerated() where disturbed.awards[index] != awards {
      Issue.record("Care situation \(index): \(awards) undisturbed, \(disturbed.awards[index]) after kills")
    }
    for run in [undisturbed, disturbed] {
      #expect(run.changed.isEmpty, "not the same when replayed: \(run.changed.prefix(5))")
    }
    // Granted, suspended and ended all occur.
    let states = Set(undisturbed.awards.joined().map { $0.split(separator: " ")[1] })
    #expect(states.count > 2, "\(states)")
  }
}

/// What happens to fictional people in a year, the same each time.
private struct YearOfLife {
  /// What happens to the people of a care situation.
  enum Event {
    case registered
    case admitted(Mantel_Type_V1_PlaceKind)
    case discharged
    case died
    case consentWithdrawn
    case ended
  }

  /// What happens on a day, in no order that matters: to each care situation at most one thing.
  struct Day {
    let date: CalendarDate
    /// By the number of the care situation: what happens, with the id of the request that tells of it.
    var events: [(index: Int, event: Event, requestID: String)] = []
  }

  let count: Int
  private(set) var days: [Day]

  init(count: Int) throws {
    self.count = count
    let start = try CalendarDate(iso: "2026-01-05")
    days = try (0..<24).map { Day(date: try start.adding(days: $0 * 15)) }
    var dice = SystemRandomNumberGenerator()
    for index in 0..<count {
      func add(_ event: Event, on day: Int) {
        days[day].events.append((index, event, UUID().uuidString))
      }
      let first = Int.random(in: 0..<10, using: &dice)
      add(.registered, on: first)
      let admission = Int.random(in: first + 1..<18, using: &dice)
      switch Int.random(in: 0..<6, using: &dice) {
      case 0, 1:
        add(.admitted([.hospital, .residentialCareCentre].randomElement(using: &dice) ?? .hospital), on: admission)
        add(.discharged, on: admission + Int.random(in: 1...5, using: &dice))
      case 2: add(.admitted(.residentialCareCentre), on: admission)
      case 3: add(.ended, on: admission)
      case 4: add(.died, on: admission)
      default: add(.consentWithdrawn, on: admission)
      }
    }
  }

  /// The registration of a care situation: every one is of two other people.
  func careSituation(_ index: Int) throws -> Mantel_Registration_V1_NewCareSituation {
    func number(_ firstBirth: String) throws -> String {
      let birth = try CalendarDate(iso: firstBirth).adding(days: index % 5_000)
      let isFirst = (birth.month, birth.day) == (1, 1)
      return try INSZ.fictional(born: isFirst ? birth.adding(days: 5_100) : birth, serial: 948 + index / 5_000).digits
    }
    var situation = Samples.careSituation()
    situation.recipient.insz = try number("1935-01-05")
    situation.caregiver.insz = try number("1965-01-05")
    situation.recipientConsents = [Samples.consent(.hospital), Samples.consent(.automaticRights)]
    return situation
  }

  /// The regulation of the first half of the year.
  static let pack = pack(version: 1, from: "2020-01-01", cents: 10_000, to: "2026-06-30")

  /// With the amounts of the second half.
  static let indexed =
    pack + """

        - id: test-thuis
          version: 2
          title: {nl: Thuis, en: At home}
          legal_basis: Reglement
          beneficiary: recipient
          kind: premium
          support_areas: [financial]
          condition: recipient.resident && !recipient.admitted_over_90_days && recipient.age >= 80
          benefit: {amount_cents: 10200, frequency: monthly}
          procedure: {suspend_after_days_admitted: 30}
          grant_mode: automatic
          valid_from: 2026-07-01
          sources: [{title: Test}]
      """

  private static func pack(version: Int, from: String, cents: Int, to: String) -> String {
    """
    authority: {id: test, name: {nl: Test, en: Test}, level: municipal, territory: ["44084"]}
    provisions:
      - id: test-premie
        version: 1
        title: {nl: Testpremie, en: Test premium}
        legal_basis: Reglement
        beneficiary: caregiver
        kind: premium
        support_areas: [financial]
        condition: caregiver.resident && situation.months_since_start >= 26
        grant_mode: propose
        valid_from: 2020-01-01
        sources: [{title: Test}]
      - id: test-thuis
        version: \(version)
        title: {nl: Thuis, en: At home}
        legal_basis: Reglement
        beneficiary: recipient
        kind: premium
        support_areas: [financial]
        condition: recipient.resident && !recipient.admitted_over_90_days && recipient.age >= 80
        benefit: {amount_cents: \(cents), frequency: monthly}
        procedure: {suspend_after_days_admitted: 30}
        grant_mode: automatic
        valid_from: \(from)
        valid_to: \(to)
        sources: [{title: Test}]
    """
  }
}

/// Lets people live through a year in an installation of its own.
private final class YearRun: Sendable {
  /// What is there at the end of a year.
  struct Result: Sendable {
    /// By the number of the care situation: its awards, a line each with provision, state and days, in order.
    var awards: [[String]] = []
    /// How many decisions were replayed.
    var decisions = 0
    /// The decisions that do not come out the same when they are replayed.
    var changed: [String] = []
    /// How often the process was killed.
    var kills = 0
  }

  private struct People: Sendable {
    var careSituation: String
    var recipient: String
  }

  private let life: YearOfLife
  private let kills: Int
  private let installation: Installation
  private let process = Mutex<MantelProcess?>(nil)
  private let people = Mutex<[Int: People]>([:])

  init(_ life: YearOfLife, kills: Int) throws {
    self.life = life
    self.kills = kills
    installation = try Installation()
  }

  /// Lives through the year.
  func live() async throws -> Result {
    try await start()
    try await installation.publish(YearOfLife.pack)
    let killed = Set((0..<life.days.count).shuffled().prefix(kills))
    for (number, day) in life.days.enumerated() {
      let clock = try MantelProcess(
        ["clock", "set", "\(day.date.isoText)T12:00:00Z", "--config", "mantel.yaml"],
        in: installation.folder
      )
      let status = await clock.exitStatus(within: .seconds(20))
      #expect(status == 0, "\(clock.errorText)")
      // Before its first day, as the law is.
      if number == 11 { try await installation.publish(YearOfLife.indexed) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { [self] in try await tell(day) }
        if killed.contains(number) {
          group.addTask { [self] in
            try await Task.sleep(for: .milliseconds(Int.random(in: 5...400)))
            process.withLock { $0 }?.killAtOnce()
            try await start()
          }
        }
        try await group.waitForAll()
      }
      try await waitUntilQuiet()
    }
    var result = try await result()
    result.kills = killed.count
    let last = process.withLock { $0 }
    last?.terminate()
    #expect(await last?.exitStatus(within: .seconds(20)) == 0)
    return result
  }

  private func start() async throws {
    let started = try installation.serve("all", ["--clock", "2026-01-05T08:00:00Z"])
    try await installation.waitForStart(of: started)
    process.withLock { $0 = started }
  }

  /// Tells what happens on a day, each thing until it is acknowledged.
  private func tell(_ day: YearOfLife.Day) async throws {
    for start in stride(from: 0, to: day.events.count, by: 32) {
      var open = Array(day.events[start..<min(start + 32, day.events.count)])
      let deadline = ContinuousClock.now + .seconds(120)
      while !open.isEmpty {
        try #require(ContinuousClock.now < deadline, "What happened could not be told")
        let sent = open
        let told = Told()
        do {
          try await installation.withGateway { client in
            try await withThrowingTaskGroup(of: Void.self) { group in
              for (index, event, requestID) in sent {
                group.addTask { [self] in
                  try await tell(event, index, requestID, on: day.date, client)
                  told.add(requestID)
                }
              }
              try await group.waitForAll()
            }
          }
        } catch let error as RPCError
          where [.unavailable, .deadlineExceeded, .cancelled, .unknown].contains(error.code)
        {
          try await Task.sleep(for: .milliseconds(50))
        }
        let done = told.requests
        open.removeAll { done.contains($0.requestID) }
      }
    }
  }

  private func tell(
    _ event: YearOfLife.Event,
    _ index: Int,
    _ requestID: String,
    on date: CalendarDate,
    _ client: GRPCClient<HTTP2ClientTransport.Posix>
  ) async throws {
    let municipality = Mantel_Gateway_V1_MunicipalityService.Client(wrapping: client)
    let (metadata, options) = (installation.key("aalter"), installation.options)
    let known = people.withLock { $0[index] }
    func record(_ kind: Mantel_Type_V1_MomentKind, _ place: Mantel_Type_V1_PlaceKind) async throws {
      _ = try await municipality.recordMoment(
        .with {
          $0.requestID = requestID
          $0.person = known?.recipient ?? ""
          $0.kind = kind
          $0.date = Mantel_Type_V1_Date(date)
          $0.placeKind = place
        },
        metadata: metadata,
        options: options
      )
    }
    switch event {
    case .registered:
      let situation = try life.careSituation(index)
      let answer = try await municipality.registerCareSituation(
        .with {
          $0.requestID = requestID
          $0.careSituation = situation
        },
        metadata: metadata,
        options: options
      )
      let registered = People(careSituation: answer.careSituation, recipient: answer.recipient)
      people.withLock { $0[index] = registered }
    case .admitted(let place): try await record(.admission, place)
    case .discharged: try await record(.discharge, .unspecified)
    case .died: try await record(.death, .unspecified)
    case .consentWithdrawn:
      _ = try await municipality.withdrawConsent(
        .with {
          $0.requestID = requestID
          $0.person = known?.recipient ?? ""
          $0.purpose = .automaticRights
          $0.withdrawnBy = .self_
        },
        metadata: metadata,
        options: options
      )
    case .ended:
      _ = try await municipality.endCareSituation(
        .with {
          $0.requestID = requestID
          $0.name = known?.careSituation ?? ""
          $0.endDate = Mantel_Type_V1_Date(date)
          $0.reason = .noLongerNeeded
        },
        metadata: metadata,
        options: options
      )
    }
  }

  /// Waits until Rights has read everything and decided on it: nothing waits, and nothing comes, for half a second.
  private func waitUntilQuiet() async throws {
    try await withGRPCClient(transport: installation.transport(installation.listeningPorts[3])) { client in
      let rights = Mantel_Rights_V1_RightsService.Client(wrapping: client)
      let deadline = ContinuousClock.now + .seconds(300)
      var (last, same) = (Mantel_Rights_V1_GetProgressResponse(), 0)
      while same < 5 {
        try #require(ContinuousClock.now < deadline, "Rights does not come to rest")
        let progress = try await rights.getProgress(.init(), options: self.installation.options)
        same = progress == last && progress.waiting == 0 ? same + 1 : 0
        last = progress
        try await Task.sleep(for: .milliseconds(100))
      }
    }
  }

  /// Reads all awards and replays all decisions behind them.
  private func result() async throws -> Result {
    let known = people.withLock { $0 }
    let options = installation.options
    return try await installation.withGateway { gateway in
      try await withGRPCClient(transport: self.installation.transport(self.installation.listeningPorts[3])) { direct in
        let awards = Mantel_Rights_V1_AwardService.Client(wrapping: gateway)
        let rights = Mantel_Rights_V1_RightsService.Client(wrapping: direct)
        var result = Result()
        for index in 0..<self.life.count {
          let name = known[index]?.careSituation ?? ""
          let list = try await awards.listAwards(
            .with { $0.careSituation = name },
            metadata: self.installation.key("aalter"),
            options: options
          ).awards
          result.awards.append(
            list.map { award in
              let days = [award.grantFromDate, award.grantUntilDate, award.endDate].map {
                "\($0.year)-\($0.month)-\($0.day)"
              }
              return "\(award.provision) \(award.state) \(days.joined(separator: " "))"
            }.sorted()
          )
          let decisions = try await rights.listDecisions(.with { $0.careSituation = name }, options: options).decisions
          for decision in decisions {
            result.decisions += 1
            let replayed = try await rights.replayDecision(.with { $0.name = decision.name }, options: options)
            if !replayed.same { result.changed.append(decision.name) }
          }
        }
        return result
      }
    }
  }
}

/// The requests that were acknowledged.
private final class Told: Sendable {
  private let state = Mutex<Set<String>>([])
  var requests: Set<String> { state.withLock { $0 } }
  func add(_ request: String) { state.withLock { _ = $0.insert(request) } }
}
