import CareTypes
import Foundation
import GRPCCore
import RegistrationAPI
import GatewayAPI
import RightsAPI
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing

@Suite("A clock that is set by hand", .serialized)
struct ClockTests {
  private static let start = "2026-03-01T09:00:00Z"

  private static let pack = """
    authority:
      id: proefdorp
      name: {nl: Gemeente Proefdorp, en: Municipality of Proefdorp}
      level: municipal
      territory: ["44084"]
    provisions:
      - id: proefdorp-premie
        version: 1
        title: {nl: Proefpremie, en: Trial premium}
        legal_basis: Reglement van de gemeenteraad
        beneficiary: caregiver
        kind: premium
        support_areas: [financial]
        condition: caregiver.resident && recipient.age >= 78
        benefit:
          amount_cents: 20000
          frequency: yearly
        grant_mode: propose
        valid_from: 2024-01-01
        sources: [{title: Proef, url: "https://example.org", dated: "2024"}]
    """

  private func clock(_ arguments: String..., in folder: TemporaryFolder) async throws -> (
    status: Int32?, output: String, error: String
  ) {
    let process = try MantelProcess(["clock"] + arguments + ["--config", "mantel.yaml"], in: folder)
    let status = await process.exitStatus(within: .seconds(20))
    return (status, process.outputText, process.errorText)
  }

  @Test(
    "A birthday that the clock is set past changes the decision, in one process and in several",
    arguments: [["all"], ["registration", "statutes", "rights", "gateway"]]
  )
  func birthday(services: [String]) async throws {
    let installation = try Installation()
    let before = try await clock("set", "2026-03-18", in: installation.folder)
    #expect(before.status == 1 && before.error.contains("There is no clock that was set by hand"))
    let servers = try services.map { try installation.serve($0, ["--clock", Self.start]) }
    for server in servers {
      try await installation.waitForStart(of: server)
      #expect(server.errorText.contains("THE CLOCK IS SET BY HAND"))
    }
    try await installation.publish(Self.pack)
    try await installation.withGateway { gateway in
      let municipality = Mantel_Gateway_V1_MunicipalityService.Client(wrapping: gateway)
      let registered = try await municipality.registerCareSituation(
        .with {
          $0.requestID = UUID().uuidString
          $0.careSituation = Samples.careSituation()
        },
        metadata: installation.key("aalter"),
        options: installation.options
      )
      #expect(day(registered.createTime.seconds) == "2026-03-01")

      /// Waits until the decision has an outcome, for some seconds.
      func outcome(_ expected: Mantel_Rights_V1_Outcome, within limit: Duration) async throws -> Bool {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
          let decisions = try await municipality.listDecisions(
            .with { $0.careSituation = registered.careSituation },
            metadata: installation.key("aalter"),
            options: installation.options
          ).decisions
          if decisions.map(\.outcome) == [expected] { return true }
          try await Task.sleep(for: .milliseconds(50))
        }
        return false
      }
      // Born on 17 March 1948.
      #expect(try await outcome(.notEntitled, within: .seconds(20)))
      let dayBefore = try await clock("set", "2026-03-16T12:00:00Z", in: installation.folder)
      #expect(dayBefore.status == 0 && dayBefore.output.hasPrefix("2026-03-16T12:00:0"), "\(dayBefore)")
      #expect(try await outcome(.proposed, within: .seconds(2)) == false)
      // Ten minutes of the clock, and another day.
      let eve = try await clock("set", "2026-03-16T22:55:00Z", in: installation.folder)
      let birthday = try await clock("set", "2026-03-16T23:05:00Z", in: installation.folder)
      #expect(eve.status == 0 && birthday.status == 0)
      #expect(try await outcome(.proposed, within: .seconds(10)))
    }
    let back = try await clock("set", "2026-03-16", in: installation.folder)
    #expect(back.status == 1 && back.error.contains("never set back"))
    for server in servers.reversed() { server.terminate() }
    for server in servers { #expect(await server.exitStatus(within: .seconds(20)) == 0) }

    // Started again, it goes on where it was; without the clock the data are not served.
    let plain = try installation.serve(services[0])
    #expect(await plain.exitStatus(within: .seconds(20)) == 1)
    #expect(plain.errorText.contains("The clock of these data was set by hand"))
    let again = try installation.serve(services[0], ["--clock", Self.start])
    try await installation.waitForStart(of: again)
    let shown = try await clock("show", in: installation.folder)
    #expect(shown.output.hasPrefix("2026-03-16T23:"), "\(shown)")
    again.terminate()
    #expect(await again.exitStatus(within: .seconds(20)) == 0)
  }

  @Test("A time that is none stops the start", arguments: ["tomorrow", "2026-02-30", "2026-03-01T25:00:00Z"])
  func wrongTime(time: String) async throws {
    let installation = try Installation()
    let server = try installation.serve("all", ["--clock", time])
    #expect(await server.exitStatus(within: .seconds(20)) != 0)
    #expect(!server.errorText.contains("Starting"))
  }

  /// The day of a time, in UTC.
  private func day(_ seconds: Int64) -> String {
    String(Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601).prefix(10))
  }
}
