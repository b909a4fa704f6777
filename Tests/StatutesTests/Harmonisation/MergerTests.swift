import GRPCCore
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import StatutesDomain

@Suite("What mergers left to harmonise")
struct MergerTests {
  private static let knesselare = HarmonisationFixture.regulation(
    "knesselare",
    "44029",
    "recipient.resident && recipient.fod_points >= 9",
    ["valid_from": "2015-01-01"]
  )

  @Test("Lists the regulations of former territories, and who has none of the kind")
  func lists() async throws {
    try await withStatutes { served in
      try await served.publish([Self.knesselare, HarmonisationFixture.two[1]])
      let all = try await served.harmonisation.listUnharmonised(.init()).municipalities
      #expect(all.map(\.municipality) == ["44084"])
      let aalter = try #require(all.first)
      #expect(aalter.municipalityName == "Aalter")
      #expect(aalter.mergeDate == (try HarmonisationFixture.date("2019-01-01")))
      #expect(aalter.regulations.map(\.formerMunicipality) == ["44029"])
      #expect(aalter.regulations.map(\.formerMunicipalityName) == ["Knesselare"])
      #expect(aalter.regulations.map(\.provision.name) == ["provisions/knesselare-premie"])
      #expect(aalter.without == ["Aalter: premium"])
      let one = try await served.harmonisation.listUnharmonised(.with { $0.municipality = "43007" })
      #expect(one.municipalities.isEmpty)
    }
  }

  @Test("Nothing is left once a regulation of the whole stands in for them, and nothing was before the merger")
  func nothingLeft() async throws {
    try await withStatutes { served in
      let whole = HarmonisationFixture.regulation(
        "aalter",
        "44084",
        "recipient.resident && recipient.fod_points >= 12",
        ["overrides": "[knesselare-premie]", "valid_from": "2021-01-01"]
      )
      try await served.publish([Self.knesselare, whole])
      func left(_ day: String) async throws -> [String] {
        let date = try HarmonisationFixture.date(day)
        return try await served.harmonisation.listUnharmonised(.with { $0.date = date }).municipalities.map(
          \.municipality
        )
      }
      #expect(try await left("2020-12-31") == ["44084"])
      #expect(try await left("2021-01-01").isEmpty)
      #expect(try await left("2018-12-31").isEmpty)
    }
  }

  @Test("Refuses a code that is no municipality on the day, and a malformed date")
  func refuses() async throws {
    try await withStatutes { served in
      let seen = try await refusal {
        try await served.harmonisation.listUnharmonised(
          .with {
            $0.municipality = "x"
            $0.date = .with { $0.month = 13 }
          }
        )
      }
      #expect(seen?.code == .invalidArgument)
      #expect(Set(seen?.fields ?? []) == ["municipality", "date"])
    }
  }
}
