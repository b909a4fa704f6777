import CareTypes
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import GatewayAPI
import MomentsAPI
import RegistrationAPI
import RightsAPI
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import Synchronization
import TestSupport
import Testing
import TypeAPI

@Suite("Killed at any instruction", .serialized)
struct CrashTests {
  private static let registrations = 1_000
  private static let admissions = 100

  @Test("After kill -9 everything that was acknowledged is there once, with its decisions and its notices once")
  func killed() async throws {
    let installation = try Installation()
    let requests = try Self.requests()
    var process = try installation.serve("all")
    try await installation.waitForStart(of: process)
    try await installation.publish(Self.pack)

    let acknowledged = Acknowledged()
    let killed = process
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try? await Self.send(requests, to: installation, acknowledged: acknowledged)
        acknowledged.end()
      }
      group.addTask {
        while acknowledged.names.count < Self.registrations / 3, !acknowledged.hasEnded {
          try await Task.sleep(for: .milliseconds(5))
        }
        killed.killAtOnce()
      }
      try await group.waitForAll()
    }
    let before = acknowledged.names
    #expect(before.count >= Self.registrations / 3 && before.count < Self.registrations)

    process = try installation.serve("all")
    try await installation.waitForStart(of: process)
    let after = Acknowledged()
    try await Self.send(requests, to: installation, acknowledged: after)
    for (index, name) in before { #expect(after.names[index] == name) }
    try await installation.withGateway { gateway in
      let municipality = Mantel_Gateway_V1_MunicipalityService.Client(wrapping: gateway)
      let names = try await Self.list(municipality, installation)
      #expect(names.count == Self.registrations && Set(names).count == Self.registrations)
      for name in names {
        let decisions = try await Self.decisions(of: name, municipality, installation)
        #expect(decisions == ["provisions/test-premie"], "\(name)")
      }
      let notices = try await Self.notices(municipality, installation)
      #expect(notices.count == Self.admissions && Set(notices).count == Self.admissions)
    }
    process.terminate()
    let status = await process.exitStatus(within: .seconds(20))
    #expect(status == 0)
  }

  private static let pack = """
    authority: {id: test, name: {nl: Test, en: Test}, level: municipal, territory: ["44084"]}
    provisions:
      - id: test-premie
        version: 1
        title: {nl: Testpremie, en: Test premium}
        legal_basis: Reglement
        beneficiary: caregiver
        kind: premium
        support_areas: [financial]
        condition: caregiver.resident && caregiver.age >= 18
        grant_mode: propose
        valid_from: 2020-01-01
        sources: [{title: Test}]
    """

  private static func requests() throws -> [Mantel_Gateway_V1_RegisterCareSituationRequest] {
    try (0..<registrations).map { index in
      let birth = try CalendarDate(year: 1930 + index / 40, month: 2 + index % 10, day: 3 + index % 20)
      let insz = try INSZ.fictional(born: birth, serial: 948 + index % 40)
      var situation = Samples.careSituation()
      situation.recipient.insz = insz.digits
      let sent = situation
      return .with {
        $0.requestID = UUID().uuidString
        $0.careSituation = sent
        // One caregiver of a thousand people.
        $0.careSituation.confirmedWarnings = [.hoursBeyondTheWeek]
      }
    }
  }

  /// Registers all, 16 at a time, and reports admissions in between.
  private static func send(
    _ requests: [Mantel_Gateway_V1_RegisterCareSituationRequest],
    to installation: Installation,
    acknowledged: Acknowledged
  ) async throws {
    let queue = Array(requests.enumerated())
    for start in stride(from: 0, to: queue.count, by: 16) {
      let answers = try await installation.withGateway { gateway in
        let municipality = Mantel_Gateway_V1_MunicipalityService.Client(wrapping: gateway)
        let hospital = Mantel_Gateway_V1_HospitalService.Client(wrapping: gateway)
        return try await withThrowingTaskGroup(of: (Int, String).self) { group in
          for (index, request) in queue[start..<min(start + 16, queue.count)] {
            group.addTask {
              let answer = try await municipality.registerCareSituation(
                request,
                metadata: installation.key("aalter"),
                options: installation.options
              )
              if index < admissions {
                let moment = Mantel_Gateway_V1_ReportMomentRequest.with {
                  $0.eventID = "event-\(index)"
                  $0.kind = .admission
                  $0.patientInsz = request.careSituation.recipient.insz
                  $0.occurTime = .init(Instant(seconds: 1_750_000_000))
                }
                _ = try await hospital.reportMoment(
                  moment,
                  metadata: installation.key("hospital"),
                  options: installation.options
                )
              }
              return (index, answer.careSituation)
            }
          }
          return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
      }
      acknowledged.add(answers)
    }
  }

  private static func list(
    _ municipality: Mantel_Gateway_V1_MunicipalityService.Client<HTTP2ClientTransport.Posix>,
    _ installation: Installation
  ) async throws -> [String] {
    var names: [String] = []
    var token = ""
    repeat {
      let sent = token
      let page = try await municipality.listCareSituations(
        .with {
          $0.municipality = "44084"; $0.pageSize = 200; $0.pageToken = sent
        },
        metadata: installation.key("aalter"),
        options: installation.options
      )
      names += page.careSituations.map(\.name)
      token = page.nextPageToken
    } while !token.isEmpty
    return names
  }

  private static func decisions(
    of name: String,
    _ municipality: Mantel_Gateway_V1_MunicipalityService.Client<HTTP2ClientTransport.Posix>,
    _ installation: Installation
  ) async throws -> [String] {
    let deadline = ContinuousClock.now + .seconds(60)
    while true {
      let decisions = try await municipality.listDecisions(
        .with { $0.careSituation = name },
        metadata: installation.key("aalter"),
        options: installation.options
      ).decisions
      if !decisions.isEmpty || ContinuousClock.now > deadline { return decisions.map(\.provision) }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// All notices, until there are as many as admissions and no more come for a second.
  private static func notices(
    _ municipality: Mantel_Gateway_V1_MunicipalityService.Client<HTTP2ClientTransport.Posix>,
    _ installation: Installation
  ) async throws -> [String] {
    let seen = Seen()
    let deadline = ContinuousClock.now + .seconds(60)
    var count = -1
    while ContinuousClock.now < deadline, count != seen.names.count || count < admissions {
      count = seen.names.count
      seen.clear()
      var options = CallOptions.defaults
      options.timeout = .seconds(1)
      do {
        try await municipality.watchNotices(.init(), metadata: installation.key("aalter"), options: options) {
          response in
          for try await message in response.messages { seen.add(message.notice.careSituation) }
        }
      } catch let error as RPCError where error.code == .deadlineExceeded {}
    }
    return seen.names
  }
}

/// The care situations that were acknowledged, by the number of their request.
private final class Acknowledged: Sendable {
  private let state = Mutex<[Int: String]>([:])
  var names: [Int: String] { state.withLock { $0 } }
  func add(_ names: [Int: String]) { state.withLock { $0.merge(names) { $1 } } }

  private let ended = Mutex(false)
  /// Whether nothing more is sent.
  var hasEnded: Bool { ended.withLock { $0 } }
  func end() { ended.withLock { $0 = true } }
}

/// The care situations whose notices were seen.
private final class Seen: Sendable {
  private let state = Mutex<[String]>([])
  var names: [String] { state.withLock { $0 } }
  func add(_ name: String) { state.withLock { $0.append(name) } }
  func clear() { state.withLock { $0 = [] } }
}
