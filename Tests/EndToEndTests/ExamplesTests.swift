import Foundation
import GatewayAPI
import RegistrationAPI
import SwiftProtobuf
import Testing

/// The clients in `Documentation/Examples`, run as their README says.
@Suite("The examples", .serialized)
struct ExamplesTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test("The Python and Swift clients register care, print its decisions, report an admission, and explain a refusal")
  func examples() async throws {
    let installation = try Installation()
    let server = try installation.serve("all")
    try await installation.waitForStart(of: server)
    try await installation.withGateway { gateway in
      try await installation.publish(pack("aalter"))
      try await installation.publish(pack("federal"))
      for client in ["aalter", "hospital"] {
        try Data("\(client)\n".utf8).write(to: installation.folder.url.appending(path: "\(client).key"))
      }
      let port = String(installation.gateway.split(separator: ":")[1])

      let registered = try await python("register_care.py", "aalter.key", in: installation)
      #expect(registered.status == 0, "\(registered.errors)")
      let name = try #require(registered.output.firstMatch(of: /Registered as (careSituations\/\w+)/)?.1)
      #expect(registered.output.contains("Aalter"), "no decision: \(registered.output)")

      let municipality = Mantel_Gateway_V1_MunicipalityService.Client(wrapping: gateway)
      let read = try await municipality.getCareSituation(
        .with { $0.name = String(name) },
        metadata: installation.key("aalter"),
        options: installation.options
      )
      #expect(read.careSituation.caregiver.details.givenNames == "Mieke")

      let card = try await python(
        "caregiver_card.py",
        "aalter.key",
        ["--care-situation", String(name), "--token-file", "card.jwt"],
        in: installation
      )
      #expect(card.status == 0, "\(card.errors)")
      #expect(card.output.contains("Caregiver card of Mieke De Fictieve, valid until"))
      #expect(card.output.contains("After it was reported as lost: revoked"))
      try await checkCard(in: installation)

      let reported = try await python("report_admission.py", "hospital.key", in: installation)
      #expect(reported.status == 0, "\(reported.errors)")
      #expect(reported.output.contains(/Reported as moments\/\w+/))

      let again = try await run(
        Self.built("register-care"),
        ["127.0.0.1", port, "aalter.key"],
        in: installation
      )
      #expect(again.status == 1)
      #expect(again.errors.contains("reason: CARE_SITUATION_EXISTS"), "\(again.errors)")

      let refused = try await python("report_admission.py", "hospital.key", ["--patient", "1"], in: installation)
      #expect(refused.status == 1)
      #expect(refused.errors.contains("reason: INVALID_FIELD"), "\(refused.errors)")
      #expect(refused.errors.contains("patient_insz "))
    }
    server.terminate()
    #expect(await server.exitStatus(within: .seconds(20)) == 0)
  }

  @Test("The Swift client registers care and prints its decisions")
  func swift() async throws {
    let installation = try Installation()
    let server = try installation.serve("all")
    try await installation.waitForStart(of: server)
    try await installation.publish(pack("aalter"))
    try Data("aalter\n".utf8).write(to: installation.folder.url.appending(path: "aalter.key"))
    let port = String(installation.gateway.split(separator: ":")[1])
    let registered = try await run(Self.built("register-care"), ["127.0.0.1", port, "aalter.key"], in: installation)
    #expect(registered.status == 0, "\(registered.errors)")
    #expect(registered.output.contains(/Registered as careSituations\/\w+/))
    #expect(registered.output.contains("Aalter"), "no decision: \(registered.output)")
    server.terminate()
    #expect(await server.exitStatus(within: .seconds(20)) == 0)
  }

  /// Shows and checks the card as the command does, with what it publishes.
  private func checkCard(in installation: Installation) async throws {
    func mantel(_ arguments: String...) async throws -> Outcome {
      try await run(MantelProcess.executable, arguments, in: installation)
    }
    let published = try await mantel("card", "publish", "published", "--config", "mantel.yaml")
    #expect(published.status == 0, "\(published.errors)")
    let folder = installation.folder.url
    let shown = try await mantel("card", "show", "card.jwt", "--svg", "card.svg")
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(try String(contentsOf: folder.appending(path: "card.svg"), encoding: .utf8).hasPrefix("<svg"))
    let lists = ["--keys", "published/jwks.json", "--status-list", "published/status/1"]
    let checked = try await run(MantelProcess.executable, ["card", "check", "card.jwt"] + lists, in: installation)
    #expect(checked.status == 1)
    #expect(checked.output.contains("Refused: revoked"), "\(checked.output)")
  }

  private func pack(_ name: String) throws -> String {
    try String(contentsOf: Self.root.appending(path: "Sources/Statutes/Packs/\(name).yaml"), encoding: .utf8)
  }

  /// An executable that was built beside the tests.
  private static func built(_ name: String) -> URL {
    MantelProcess.executable.deletingLastPathComponent().appending(path: name)
  }

  private func python(
    _ script: String,
    _ keyFile: String,
    _ arguments: [String] = [],
    in installation: Installation
  ) async throws -> Outcome {
    let prepared = Self.root.appending(path: ".build/examples")
    let interpreter = prepared.appending(path: "environment/bin/python")
    try #require(FileManager.default.isExecutableFile(atPath: interpreter.path), "make examples prepares it")
    return try await run(
      interpreter,
      [
        Self.root.appending(path: "Documentation/Examples/python/\(script)").path,
        "--gateway", installation.gateway, "--key-file", keyFile,
      ] + arguments,
      in: installation,
      environment: ["PYTHONPATH": prepared.appending(path: "generated").path]
    )
  }

  /// What a program that ended has written.
  private struct Outcome {
    let status: Int32?
    let output: String
    let errors: String
  }

  private func run(
    _ executable: URL,
    _ arguments: [String],
    in installation: Installation,
    environment: [String: String] = [:]
  ) async throws -> Outcome {
    let process = try MantelProcess(
      arguments,
      in: installation.folder,
      environment: environment,
      executable: executable
    )
    let status = await process.exitStatus(within: .seconds(60))
    return Outcome(status: status, output: process.outputText, errors: process.errorText)
  }
}
