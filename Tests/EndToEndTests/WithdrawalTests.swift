import CareTypes
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import GatewayAPI
import MomentsAPI
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf
import Synchronization
import TestSupport
import Testing
import TypeAPI

@Suite("A consent that is withdrawn while admissions arrive", .serialized)
struct WithdrawalTests {
  private static let recipients = 12

  @Test("No notice is planned after the withdrawal was acknowledged, and none of before is left to be given")
  func withdrawn() async throws {
    let installation = try Installation()
    let server = try installation.serve("all")
    try await installation.waitForStart(of: server)
    try await installation.withGateway { gateway in
      let municipality = Mantel_Gateway_V1_MunicipalityService.Client(wrapping: gateway)
      let hospital = Mantel_Gateway_V1_HospitalService.Client(wrapping: gateway)
      var people: [(situation: String, recipient: String, insz: String)] = []
      for index in 0..<Self.recipients {
        var situation = Samples.careSituation()
        situation.hoursPerWeek = 0.5
        let birth = try CalendarDate(year: 1940, month: 2, day: 1 + index)
        situation.recipient.insz = try INSZ.fictional(born: birth, serial: 951).digits
        let sent = situation
        let answer = try await municipality.registerCareSituation(
          .with {
            $0.requestID = UUID().uuidString
            $0.careSituation = sent
          },
          metadata: installation.key("aalter"),
          options: installation.options
        )
        people.append((answer.careSituation, answer.recipient, situation.recipient.insz))
      }

      let known = people
      let admissions = Admissions()
      let acknowledged = try await withThrowingTaskGroup(of: Void.self) { group in
        // Admissions of everyone, again and again, until all have withdrawn and a while after.
        for worker in 0..<4 {
          group.addTask {
            var number = 0
            while !admissions.areOver {
              number += 1
              let person = known[number % known.count]
              _ = try await hospital.reportMoment(
                .with {
                  $0.eventID = "\(worker)-\(number)"
                  $0.kind = .admission
                  $0.patientInsz = person.insz
                  $0.occurTime = .init(Instant(seconds: 1_750_000_000))
                },
                metadata: installation.key("hospital"),
                options: installation.options
              )
            }
          }
        }
        // Not before some notices stand that are to be taken back.
        let deadline = ContinuousClock.now + .seconds(30)
        while try await Self.notices(municipality, installation).isEmpty, ContinuousClock.now < deadline {}
        for person in known {
          _ = try await municipality.withdrawConsent(
            .with {
              $0.requestID = UUID().uuidString
              $0.person = person.recipient
              $0.purpose = .hospital
            },
            metadata: installation.key("aalter"),
            options: installation.options
          )
        }
        let after = try await Self.notices(municipality, installation)
        try await Task.sleep(for: .milliseconds(600))
        admissions.end()
        try await group.waitForAll()
        return after
      }
      // What waited in line is matched by now, or soon.
      try await Task.sleep(for: .seconds(2))
      let later = try await Self.notices(municipality, installation)
      #expect(!acknowledged.isEmpty, "no admission was matched before the withdrawals")
      #expect(later.keys.sorted() == acknowledged.keys.sorted())
      #expect(later.values.allSatisfy { $0 == .withdrawn })
      #expect(acknowledged.values.allSatisfy { $0 == .withdrawn })
    }
    server.terminate()
    #expect(await server.exitStatus(within: .seconds(20)) == 0)
  }

  /// Every notice that there is, with its state.
  private static func notices(
    _ municipality: Mantel_Gateway_V1_MunicipalityService.Client<HTTP2ClientTransport.Posix>,
    _ installation: Installation
  ) async throws -> [Int64: Mantel_Moments_V1_Notice.State] {
    let seen = SeenNotices()
    var options = CallOptions.defaults
    options.timeout = .seconds(1)
    do {
      try await municipality.watchNotices(.init(), metadata: installation.key("aalter"), options: options) { response in
        for try await message in response.messages {
          seen.add(message.notice)
        }
      }
    } catch let error as RPCError where error.code == .deadlineExceeded {}
    return seen.states
  }
}

/// Whether admissions still arrive.
private final class Admissions: Sendable {
  private let over = Mutex(false)
  var areOver: Bool { over.withLock { $0 } }
  func end() { over.withLock { $0 = true } }
}

/// The notices that were seen, by their place in the order of planning.
private final class SeenNotices: Sendable {
  private let notices = Mutex<[Int64: Mantel_Moments_V1_Notice.State]>([:])
  var states: [Int64: Mantel_Moments_V1_Notice.State] { notices.withLock { $0 } }
  func add(_ notice: Mantel_Moments_V1_Notice) { notices.withLock { $0[notice.sequence] = notice.state } }
}
