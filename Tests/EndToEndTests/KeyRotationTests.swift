import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2
import GatewayAPI
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing

@Suite("Master keys that are rotated while the service serves", .serialized)
struct KeyRotationTests {
  @Test("After a rotation and a restart without the old key everyone can be read; no data key is left under it")
  func rotated() async throws {
    let installation = try Installation()
    var server = try installation.serve("all")
    try await installation.waitForStart(of: server)
    let name = try await installation.withGateway { gateway in
      try await Mantel_Gateway_V1_MunicipalityService.Client(wrapping: gateway).registerCareSituation(
        .with {
          $0.requestID = UUID().uuidString
          $0.careSituation = Samples.careSituation()
        },
        metadata: installation.key("aalter"),
        options: installation.options
      ).careSituation
    }
    let rotation = try MantelProcess(["keys", "rotate", "--config", "mantel.yaml"], in: installation.folder)
    #expect(await rotation.exitStatus(within: .seconds(20)) == 0, "\(rotation.errorText)")
    // Two people; the evidence is sealed with the key of whom it is about.
    #expect(rotation.outputText.hasPrefix("2 data keys wrapped"), "\(rotation.outputText)")
    server.terminate()
    #expect(await server.exitStatus(within: .seconds(20)) == 0)

    let file = installation.folder.path("master.keys")
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 2 && lines[0].hasPrefix("first "))
    try Data("\(lines[1])\n".utf8).write(to: URL(filePath: file))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)

    server = try installation.serve("all")
    try await installation.waitForStart(of: server)
    let situation = try await installation.withGateway { gateway in
      try await Mantel_Gateway_V1_MunicipalityService.Client(wrapping: gateway).getCareSituation(
        .with { $0.name = name },
        metadata: installation.key("aalter"),
        options: installation.options
      ).careSituation
    }
    #expect(situation.caregiver.details.familyName == Samples.caregiver().familyName)
    server.terminate()
    #expect(await server.exitStatus(within: .seconds(20)) == 0)
  }

  @Test("A rotation without a service that answers says how to go on")
  func alone() async throws {
    let installation = try Installation()
    let rotation = try MantelProcess(["keys", "rotate", "--config", "mantel.yaml"], in: installation.folder)
    #expect(await rotation.exitStatus(within: .seconds(40)) == 1)
    #expect(rotation.errorText.contains("--resume"), "\(rotation.errorText)")
  }
}
