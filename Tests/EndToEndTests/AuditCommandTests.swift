import CareTypes
import Foundation
import GRPCCore
import GatewayAPI
import MomentsAPI
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@Suite("mantel audit", .timeLimit(.minutes(2)))
struct AuditCommandTests {
  /// Runs the command on a number.
  private func audit(_ number: String, _ installation: Installation) async throws -> (Int32?, String, String) {
    let process = try MantelProcess(
      ["audit", "--config", "mantel.yaml"],
      in: installation.folder,
      input: "\(number)\n"
    )
    let status = await process.exitStatus(within: .seconds(60))
    return (status, process.outputText, process.errorText)
  }

  @Test("Tells who asked about a number while the gateway serves, and refuses what is none")
  func asked() async throws {
    let installation = try Installation()
    let before = try await audit(Samples.recipientINSZ, installation)
    #expect(before.0 == 1 && before.2 == "mantel: There is no database of the gateway: data/gateway.sqlite\n")
    let server = try installation.serve("all")
    try await installation.waitForStart(of: server)
    try await installation.withGateway { client in
      let hospital = Mantel_Gateway_V1_HospitalService.Client(wrapping: client)
      _ = try await hospital.reportMoment(
        .with {
          $0.eventID = "opname"
          $0.kind = .admission
          $0.patientInsz = Samples.recipientINSZ
          $0.occurTime = .init(Instant(seconds: 1_750_000_000))
        },
        metadata: installation.key("hospital"),
        options: installation.options
      )
      let municipality = Mantel_Gateway_V1_MunicipalityService.Client(wrapping: client)
      _ = try await municipality.registerCareSituation(
        .with {
          $0.requestID = UUID().uuidString
          $0.careSituation = Samples.careSituation()
        },
        metadata: installation.key("aalter"),
        options: installation.options
      )
    }
    let (status, output, error) = try await audit("48.03.17-951.53", installation)
    #expect(status == 0, "\(error)")
    let lines = output.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
    #expect(lines.map { $0[1] } == ["hospital", "aalter"])
    #expect(lines.map { $0[5] } == ["OK", "OK"] && lines.map { $0[6] } == ["ok", "ok"])
    #expect(!output.contains(Samples.recipientINSZ))
    let record = try #require(lines.last.map { String($0[3]) })
    let seen = try MantelProcess(["audit", "--record", record, "--config", "mantel.yaml"], in: installation.folder)
    #expect(await seen.exitStatus(within: .seconds(60)) == 0)
    let cells = seen.outputText.split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(cells.map { $0[1] } == ["aalter"] && cells.map { $0[3] } == [record[...]] && cells.map { $0[4] } == ["ok"])
    let other = try await audit(Samples.otherINSZ, installation)
    #expect(other.0 == 0 && other.1.isEmpty)
    let wrong = try await audit("Bedachtzaam", installation)
    #expect(wrong.0 == 1 && wrong.2.hasPrefix("mantel: Standard input holds no national number"))
    server.terminate()
    #expect(await server.exitStatus(within: .seconds(20)) == 0)
  }

  @Test(
    "A limit that is no number stops the gateway's start",
    arguments: ["gateway.mismatches-most-per-day=0", "gateway.longest-pause=soon"]
  )
  func limits(setting: String) async throws {
    let installation = try Installation()
    let server = try installation.serve("all", ["--set", setting])
    #expect(await server.exitStatus(within: .seconds(20)) == 1)
    #expect(server.errorText.contains("is not a whole number"), "\(server.errorText)")
  }
}
