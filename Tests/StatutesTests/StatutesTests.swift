import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import GRPCInProcessTransport
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing

@testable import Statutes

typealias StatutesClient = Mantel_Statutes_V1_StatutesService.Client<InProcessTransport.Client>

private func withStatutes<Value: Sendable>(
  _ body: @Sendable (StatutesClient, ManualClock) async throws -> Value
) async throws -> Value {
  let clock = ManualClock(try CalendarDate(year: 2025, month: 6, day: 1))
  let component = try StatutesComponent.make(location: .temporary, clock: clock.clock, tables: ReferenceTables())
  return try await withServed(component) { grpc in try await body(StatutesClient(wrapping: grpc), clock) }
}

extension Mantel_Statutes_V1_StatutesService.ClientProtocol {
  func publish(_ pack: String) async throws -> Mantel_Statutes_V1_PublishRegulationResponse {
    var request = Mantel_Statutes_V1_PublishRegulationRequest()
    request.requestID = UUID().uuidString
    request.pack = pack
    return try await publishRegulation(request)
  }

  func publishShipped() async throws {
    for pack in try ShippedPacks.texts() { _ = try await publish(pack.text) }
  }
}

/// A small pack that is right.
private let smallPack = """
  authority:
    id: test
    name: {nl: Testgemeente, en: Test municipality}
    level: municipal
    territory: ["44084"]
  provisions:
    - id: test-premie
      version: 1
      title: {nl: Testpremie, en: Test premium}
      legal_basis: Reglement
      beneficiary: caregiver
      kind: premium
      support_areas: [financial]
      condition: |
        caregiver.resident
        && caregiver.age >= 18
      benefit: {amount_cents: 1000, frequency: yearly}
      grant_mode: propose
      valid_from: 2020-01-01
      valid_to: 2026-12-31
      sources: [{title: Test}]
  """

@Suite("Regulation packs")
struct PackTests {
  @Test("Every shipped pack is right, and publishes once")
  func shipped() async throws {
    try await withStatutes { statutes, _ in
      let packs = try ShippedPacks.texts()
      #expect(
        packs.map(\.name) == [
          "aalter.yaml", "evergem.yaml", "federal.yaml", "flanders.yaml", "kaprijke.yaml", "lievegem.yaml", "maldegem.yaml",
        ])
      for pack in packs {
        let mistakes = try await statutes.checkRegulation(.with { $0.pack = pack.text }).mistakes
        #expect(mistakes.isEmpty, "\(pack.name): \(mistakes)")
        let first = try await statutes.publish(pack.text)
        #expect(!first.published.isEmpty && first.unchanged.isEmpty)
        let second = try await statutes.publish(pack.text)
        #expect(second.published.isEmpty && second.unchanged == first.published)
      }
    }
  }

  @Test(
    "Each mistake is told at its place",
    arguments: [
      ("caregiver.age >= 18", "caregiver.agee >= 18", "pack.provisions[0].condition:2:4"),
      ("caregiver.age >= 18", "caregiver.age >= \"x\"", "pack.provisions[0].condition:2:4"),
      ("kind: premium", "kind: bonus", "pack.provisions[0].kind"),
      ("valid_to: 2026-12-31", "valid_to: 2019-12-31", "pack.provisions[0].valid_to"),
      ("valid_from: 2020-01-01", "valid_from: 2020-02-30", "pack.provisions[0].valid_from"),
      ("\"44084\"", "\"99999\"", "pack.authority.territory"),
      ("legal_basis: Reglement", "legal_bases: Reglement", "pack.provisions[0].legal_bases"),
      ("amount_cents: 1000", "amount_cents: a lot", "pack.provisions[0].benefit.amount_cents"),
      ("sources: [{title: Test}]", "sources: []", "pack.provisions[0].sources"),
      ("id: test-premie", "id: Test premie", "pack.provisions[0].id"),
      ("version: 1", "version: 0", "pack.provisions[0].version"),
      (
        "sources: [{title: Test}]",
        "sources: &a [\(String(repeating: "x, ", count: 150))x]\n    uncertainties: [\(String(repeating: "*a, ", count: 150))*a]",
        "pack"
      ),
      ("authority:", "authority: [", "pack"),
    ]
  )
  func mistakes(right: String, wrong: String, field: String) async throws {
    try await withStatutes { statutes, _ in
      let pack = smallPack.replacingOccurrences(of: right, with: wrong)
      let seen = try await refusal { try await statutes.publish(pack) }
      #expect(seen?.code == .invalidArgument)
      #expect(seen?.fields.contains(field) == true, "\(seen?.fields ?? [])")
      let listed = try await statutes.listProvisions(.init())
      #expect(listed.provisions.isEmpty)
    }
  }

  @Test("A published version never changes, and nothing of a refused pack is kept")
  func immutable() async throws {
    try await withStatutes { statutes, _ in
      _ = try await statutes.publish(smallPack)
      let second = smallPack.split(separator: "\n", omittingEmptySubsequences: false)
      let provision = second.drop { !$0.hasPrefix("  - id:") }.joined(separator: "\n")
      let another = provision.replacingOccurrences(of: "test-premie", with: "test-anders")
      let changed = "\(smallPack.replacingOccurrences(of: "age >= 18", with: "age >= 21"))\n\(another)"
      let reordered = "\(smallPack.prefix(upTo: try #require(smallPack.range(of: "  - id:")).lowerBound))\(another)\n"
      let seen = try await refusal { try await statutes.publish(changed) }
      #expect(seen == SeenError(.failedPrecondition, "VERSION_PUBLISHED"))
      let listed = try await statutes.listProvisions(.init())
      #expect(listed.provisions.map(\.name) == ["provisions/test-premie"])
      _ = try await statutes.publish(reordered)
      let both = try await statutes.listProvisions(.init())
      #expect(both.provisions.count == 2)
    }
  }
}

@Suite("Provisions in force and side by side")
struct ProvisionTests {
  @Test("A version that has ended never falls back to an older one")
  func noFallBack() async throws {
    try await withStatutes { statutes, clock in
      _ = try await statutes.publish(smallPack.replacingOccurrences(of: "    valid_to: 2026-12-31\n", with: ""))
      let second = smallPack.replacingOccurrences(of: "version: 1", with: "version: 2")
        .replacingOccurrences(of: "2020-01-01", with: "2024-01-01")
        .replacingOccurrences(of: "2026-12-31", with: "2025-05-31")
      _ = try await statutes.publish(second)
      for (day, expected) in [("2023-12-31", [1]), ("2025-05-31", [2]), ("2025-06-01", []), ("2019-12-31", [])] {
        let date = Mantel_Statutes_V1_ListProvisionsRequest.with {
          if let date = try? CalendarDate(iso: day) { $0.date = .init(date) }
        }
        let versions = try await statutes.listProvisions(date).provisions.map { Int($0.version) }
        #expect(versions == expected, "\(day)")
      }
      let newest = try await statutes.getProvision(.with { $0.name = "provisions/test-premie" }).provision
      #expect(newest.version == 2)
      let first = try await statutes.getProvision(.with { $0.name = "provisions/test-premie/versions/1" }).provision
      #expect(first.version == 1 && first.benefit.amountCents == 1000)
      let missing = try await refusal {
        try await statutes.getProvision(.with { $0.name = "provisions/test-premie/versions/3" })
      }
      #expect(missing == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
    }
  }

  @Test("A municipality has its own provisions and those of higher authorities, page by page")
  func list() async throws {
    try await withStatutes { statutes, _ in
      try await statutes.publishShipped()
      var names: [String] = []
      var token = ""
      repeat {
        let sent = token
        let page = try await statutes.listProvisions(
          .with { $0.municipality = "43007"; $0.pageSize = 2; $0.pageToken = sent })
        names += page.provisions.map(\.name)
        token = page.nextPageToken
      } while !token.isEmpty
      #expect(
        names == [
          "provisions/fed-erk-alg", "provisions/fed-erk-soc", "provisions/vl-zb-zz", "provisions/kaprijke-mantelzorgtoelage",
        ])
    }
  }

  @Test("Aalter and Kaprijke pay the same and ask for other things; Maldegem's unknown amount is like no other")
  func compare() async throws {
    try await withStatutes { statutes, _ in
      try await statutes.publishShipped()
      let rows = try await statutes.compareAuthorities(.with { $0.left = "aalter"; $0.right = "kaprijke" }).rows
      #expect(rows.count == 1)
      let aspects = try #require(rows.first).aspects
      #expect(aspects.first { $0.labelNl == "bedrag" }?.same == true)
      #expect(aspects.contains { $0.rightNl.contains("30") && $0.leftNl == "–" })
      #expect(aspects.contains { $0.leftEn.contains("16") && !$0.same })
      #expect(aspects.contains { $0.labelEn == "requirement" && $0.same })
      let unknown = try await statutes.compareAuthorities(.with { $0.left = "maldegem"; $0.right = "evergem" }).rows
      #expect(unknown.first?.aspects.first { $0.labelNl == "bedrag" }?.same == false)
      let same = try await refusal {
        try await statutes.compareAuthorities(.with { $0.left = "aalter"; $0.right = "aalter" })
      }
      #expect(same == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["right"]))
      let missing = try await refusal {
        try await statutes.compareAuthorities(.with { $0.left = "aalter"; $0.right = "nowhere" })
      }
      #expect(missing == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
    }
  }

  @Test("Every fact of the catalogue is listed with its words")
  func facts() async throws {
    try await withStatutes { statutes, _ in
      let facts = try await statutes.listFacts(.init()).facts
      #expect(facts.contains { $0.name == "caregiver.age" && $0.derived && $0.unit == "years" })
      #expect(facts.contains { $0.name == "recipient.fod_points" && !$0.derived })
      #expect(facts.allSatisfy { !$0.labelNl.isEmpty && !$0.labelEn.isEmpty })
    }
  }
}
