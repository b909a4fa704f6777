import GRPCCore
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import StatutesDomain

@Suite("Asking for a proposal")
struct ProposalRequestTests {
  @Test("Refuses what is missing or malformed, and names the field")
  func refusesMalformed() async throws {
    try await withStatutes { served in
      try await served.publish([HarmonisationFixture.model] + HarmonisationFixture.two)
      func field(_ change: (inout Mantel_Statutes_V1_ProposeHarmonisationRequest) throws -> Void) async throws
        -> SeenError?
      {
        try await refusal { try await served.propose(.median, change) }
      }
      func invalid(_ fields: [String]) -> SeenError { SeenError(.invalidArgument, "INVALID_FIELD", fields: fields) }
      #expect(try await field { $0.model = "" } == invalid(["model"]))
      #expect(try await field { $0.model = "model-premie" } == invalid(["model"]))
      #expect(try await field { $0.strategy = .unspecified } == invalid(["strategy"]))
      #expect(try await field { $0.municipalities = ["44084"] } == invalid(["municipalities"]))
      #expect(try await field { $0.municipalities = (0...30).map { "\(44_000 + $0)" } } == invalid(["municipalities"]))
      #expect(try await field { $0.municipalities = ["44084", "44084"] } == invalid(["municipalities"]))
      // Knesselare merged into Aalter in 2019.
      #expect(try await field { $0.municipalities = ["44084", "44029"] } == invalid(["municipalities[1]"]))
      #expect(try await field { $0.centsPerYear = -1 } == invalid(["cents_per_year"]))
      #expect(try await field { $0.date = .with { $0.month = 13 } } == invalid(["date"]))
    }
  }

  @Test("Tells what is not there apart from what has nothing to harmonise")
  func tellsApart() async throws {
    try await withStatutes { served in
      try await served.publish([HarmonisationFixture.model] + HarmonisationFixture.two)
      let unknown = try await refusal { try await served.propose(.median) { $0.model = "provisions/geen" } }
      #expect(unknown == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
      let noModel = try await refusal { try await served.propose(.median) { $0.model = "provisions/aalter-premie" } }
      #expect(noModel == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
      let nothing = try await refusal { try await served.propose(.median) { $0.municipalities = ["43005", "43014"] } }
      #expect(nothing == SeenError(.failedPrecondition, "NOTHING_TO_HARMONISE"))
    }
  }

  @Test("The packs can be published, and are what would be decided on")
  func publishes() async throws {
    try await withStatutes { served in
      try await served.publish([HarmonisationFixture.model] + HarmonisationFixture.two)
      let proposal = try await served.propose(.mostGenerous) {
        $0.validFromDate = try HarmonisationFixture.date("2025-03-01")
      }
      #expect(proposal.packs.map(\.municipality) == ["44084", "43007"])
      #expect(proposal.executable.map(\.provision) == ["provisions/aalter-premie", "provisions/kaprijke-premie"])
      #expect(proposal.executable.map(\.version) == [2, 2])
      #expect(proposal.executable.first?.amounts.map(\.cents) == [30_000])
      for pack in proposal.packs { _ = try await served.statutes.publish(pack.pack) }
      let held = try await served.statutes.inForce { $0.municipality = "44084" }
      #expect(held == ["aalter-premie@2"])
    }
  }

  @Test("A proposal begins on the first of January after the day of the regulations")
  func beginsNextYear() async throws {
    try await withStatutes { served in
      try await served.publish([HarmonisationFixture.model] + HarmonisationFixture.two)
      let proposal = try await served.propose(.median)
      #expect(proposal.executable.first?.validFromDate == (try HarmonisationFixture.date("2026-01-01")))
    }
  }
}
