import Foundation
import GRPCCore
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing

@Suite("The statutes command", .serialized)
struct StatutesCommandTests {
  /// A command that ran to its end.
  private struct Ran {
    let status: Int32?
    let output: String
    let error: String
  }

  private func run(_ arguments: [String], in folder: TemporaryFolder) async throws -> Ran {
    let process = try MantelProcess(["statutes"] + arguments, in: folder)
    let status = await process.exitStatus(within: .seconds(120))
    return Ran(status: status, output: process.outputText, error: process.errorText)
  }

  private static func pack(version: Int = 1, cents: Int = 20_000, age: String = "16") -> String {
    """
    authority:
      id: proefdorp
      name: {nl: Gemeente Proefdorp, en: Municipality of Proefdorp}
      level: municipal
      territory: ["44084"]
    provisions:
      - id: proefdorp-premie
        version: \(version)
        title: {nl: Proefpremie, en: Trial premium}
        legal_basis: Reglement van de gemeenteraad
        beneficiary: caregiver
        kind: premium
        support_areas: [financial]
        condition: |
          caregiver.resident
          && caregiver.age >= \(age)
        benefit:
          amount_cents: \(cents)
          frequency: yearly
        grant_mode: automatic
        valid_from: 2024-01-01
        sources: [{title: Proef, url: "https://example.org", dated: "2024"}]
    """
  }

  private func write(_ text: String, _ name: String, in folder: TemporaryFolder) throws {
    try Data(text.utf8).write(to: folder.url.appending(path: name))
  }

  @Test("Check tells mistakes where they stand in the file, and exits 1; a good file is silent, and exits 0")
  func check() async throws {
    let folder = try TemporaryFolder()
    try write(Self.pack(), "good.yaml", in: folder)
    try write(Self.pack(age: "caregiver.agee"), "bad.yaml", in: folder)
    let good = try await run(["check", "good.yaml"], in: folder)
    #expect(good.status == 0 && good.output.isEmpty, "\(good.output)\(good.error)")
    // What Mantel does not carry out is told; of what it does, on request.
    try write(Self.pack() + "\n    procedure: {per_address: 1}\n", "told.yaml", in: folder)
    let told = try await run(["check", "told.yaml"], in: folder)
    #expect(told.status == 0, "\(told.output)\(told.error)")
    #expect(told.output.contains("provisions[0].procedure.per_address: told") && !told.output.contains("executed"))
    let parts = try await run(["check", "good.yaml", "--parts"], in: folder)
    #expect(parts.output.contains("provisions[0].condition: executed"), "\(parts.output)")
    let bad = try await run(["check", "good.yaml", "bad.yaml"], in: folder)
    #expect(bad.status == 1)
    #expect(bad.output.hasPrefix("bad.yaml:16:27: provisions[0].condition: "), "\(bad.output)")
    let json = try await run(["check", "bad.yaml", "--json"], in: folder)
    #expect(json.status == 1 && json.output.contains("\"line\" : 16") && json.output.contains("\"warnings\" : ["))
    let missing = try await run(["check", "nowhere.yaml"], in: folder)
    #expect(missing.status == 1 && missing.error == "mantel: The pack cannot be read: nowhere.yaml\n")
  }

  @Test("Says in one line that the service does not run")
  func down() async throws {
    let installation = try Installation()
    let ran = try await run(["drafts", "--config", "mantel.yaml"], in: installation.folder)
    #expect(ran.status == 1)
    #expect(ran.error.contains("Statutes does not answer at 127.0.0.1") && ran.error.split(separator: "\n").count == 1)
  }

  @Test("A regulation is drafted by one and published by another, told apart, shown, compared and simulated")
  func life() async throws {
    let installation = try Installation()
    let folder = installation.folder
    let server = try installation.serve("all")
    try await installation.waitForStart(of: server)
    try write(Self.pack(), "pack.yaml", in: folder)
    try write(Self.pack(version: 2, cents: 30_000, age: "18"), "next.yaml", in: folder)
    func mantel(_ arguments: String...) async throws -> Ran {
      try await run(arguments + ["--config", "mantel.yaml"], in: folder)
    }

    let alone = try await mantel("publish", "pack.yaml", "--drafter", "An", "--publisher", "a N")
    #expect(alone.status == 1 && alone.error.contains("cannot publish it"), "\(alone.error)")
    let none = try await mantel("drafts")
    #expect(none.status == 0 && !none.output.contains("regulationDrafts/"), "\(none.output)")
    let kept = try await mantel("draft", "pack.yaml", "--drafter", "An")
    let draft = try #require(kept.output.split(separator: " ").last?.trimmingCharacters(in: .newlines))
    let refused = try await mantel("approve", draft, "--publisher", "an")
    #expect(refused.status == 1 && refused.error.contains("cannot publish it"), "\(refused.error)")
    let dropped = try await mantel("drop", draft, "--by", "An", "--reason", "Vergissing")
    #expect(dropped.status == 0 && dropped.output == "dropped  \(draft)\n", "\(dropped.error)")

    let published = try await mantel("publish", "pack.yaml", "--drafter", "An", "--publisher", "Bo")
    #expect(published.output == "published  provisions/proefdorp-premie/versions/1\n", "\(published.error)")
    let again = try await mantel("publish", "pack.yaml", "--drafter", "An", "--publisher", "Bo")
    #expect(again.output == "unchanged  provisions/proefdorp-premie/versions/1\n", "\(again.error)")

    let diff = try await mantel("diff", "next.yaml", "--english")
    #expect(diff.status == 0 && diff.output.contains("Trial premium  from 2024-01-01"), "\(diff.error)")
    #expect(diff.output.contains("\n    - ") && diff.output.contains("\n    + "))

    let drafted = try await mantel("draft", "next.yaml", "--drafter", "An")
    let next = try #require(drafted.output.split(separator: " ").last?.trimmingCharacters(in: .newlines))
    let approved = try await mantel("approve", next, "--publisher", "Bo")
    #expect(approved.output == "published  provisions/proefdorp-premie/versions/2\n", "\(approved.error)")

    let page = try await mantel("show", "proefdorp-premie")
    for text in ["Proefpremie", "EUR 300.00 a year", "caregiver.age >= 18", "1  in force from", "published by Bo"] {
      #expect(page.output.contains(text), "\(page.output)\(page.error)")
    }
    let english = try await mantel("show", "proefdorp-premie", "--version", "1", "--english")
    #expect(english.output.hasPrefix("Trial premium") && english.output.contains("EUR 200.00"), "\(english.error)")

    let matrix = try await mantel("compare", "Aalter", "43010")
    #expect(matrix.status == 0 && matrix.output.contains("300.00"), "\(matrix.output)\(matrix.error)")
    let unknown = try await mantel("compare", "Nergens")
    #expect(unknown.status == 1 && unknown.error.contains("Nergens is neither"))

    let simulated = try await mantel("simulate", "next.yaml", "--in", "44084")
    #expect(
      simulated.status == 0 && simulated.output.contains("0 care situations were looked at"),
      "\(simulated.output)\(simulated.error)"
    )

    let shipped = try await mantel("publish", "--drafter", "An", "--publisher", "Bo")
    #expect(shipped.status == 0, "\(shipped.error)")
    let model = ["propose", "model-mantelzorgpremie", "44084", "44085", "43010"]
    let proposed = try await run(model + ["--config", "mantel.yaml"], in: folder)
    #expect(proposed.status == 0 && proposed.output.contains("replaces  provisions/"), "\(proposed.error)")
    let sameCost = try await run(model + ["--same-cost", "--config", "mantel.yaml"], in: folder)
    // It is tried out, on nobody.
    #expect(sameCost.status == 1 && sameCost.error.contains("The cost cannot be kept"), "\(sameCost.error)")
    server.terminate()
    _ = await server.exitStatus(within: .seconds(20))
  }

  @Test("Through the gateway too, who drafted a regulation cannot publish it, and a municipality keeps to its own")
  func gateway() async throws {
    let installation = try Installation()
    let server = try installation.serve("all")
    try await installation.waitForStart(of: server)
    try await installation.withGateway { client in
      let statutes = Mantel_Statutes_V1_StatutesService.Client(wrapping: client)
      let metadata = installation.key("aalter")
      func draft(_ pack: String) async throws -> String {
        try await statutes.draftRegulation(
          .with {
            $0.requestID = UUID().uuidString
            $0.pack = pack
            $0.drafter = "An"
          },
          metadata: metadata,
          options: installation.options
        ).draft.name
      }
      func publish(_ draft: String, _ publisher: String) async throws -> [String] {
        try await statutes.publishRegulation(
          .with {
            $0.requestID = UUID().uuidString
            $0.draft = draft
            $0.publisher = publisher
          },
          metadata: metadata,
          options: installation.options
        ).published
      }
      let name = try await draft(Self.pack())
      let alone = try await refusal { try await publish(name, "An") }
      #expect(alone == SeenError(.permissionDenied, "FOUR_EYES"))
      #expect(try await publish(name, "Bo") == ["provisions/proefdorp-premie/versions/1"])
      let elsewhere = Self.pack().replacing("44084", with: "43010").replacing("proefdorp", with: "elders")
      let other = try await refusal { try await draft(elsewhere) }
      #expect(other == SeenError(.permissionDenied, "OUT_OF_SCOPE"))
      let hospital = try await refusal {
        try await statutes.listDrafts(.init(), metadata: installation.key("hospital"), options: installation.options)
      }
      #expect(hospital == SeenError(.permissionDenied, "OUT_OF_SCOPE"))
      let law = try await statutes.listFacts(
        .init(),
        metadata: installation.key("hospital"),
        options: installation.options
      )
      #expect(!law.facts.isEmpty)
    }
    server.terminate()
    _ = await server.exitStatus(within: .seconds(20))
  }
}
