import GRPCCore
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import StatutesDomain

@Suite("How far a model is adopted")
struct HarmonisationProgressTests {
  private static func adoption(_ authority: String, _ territory: String, id: String, fod: Int) -> String {
    """
    authority: {id: \(authority), name: {nl: Gemeente, en: Municipality}, level: municipal, territory: ["\(territory)"]}
    adoptions:
      - of: model-premie
        of_version: 1
        id: \(id)
        version: 2
        legal_basis: Reglement
        values: {fod: \(fod)}
        valid_from: 2025-02-01
    """
  }

  @Test("Tells who adopted it with which values, and how own regulations stand to it")
  func tellsProgress() async throws {
    try await withStatutes { served in
      let packs = [
        Self.adoption("aalter", "44084", id: "aalter-premie", fod: 9),
        Self.adoption("evergem", "44019", id: "evergem-premie", fod: 15),
      ]
      try await served.publish([HarmonisationFixture.model] + HarmonisationFixture.two + packs)
      let asked = try await served.harmonisation.getHarmonisation(
        .with {
          $0.model = HarmonisationFixture.modelName
          $0.municipalities = ["44084", "43007", "44019"]
        }
      )
      #expect(asked.adoptions.map(\.municipalityName) == ["Aalter", "Kaprijke", "Evergem"])
      #expect(
        asked.adoptions.map(\.provision) == [
          "provisions/aalter-premie/versions/2", "", "provisions/evergem-premie/versions/2",
        ]
      )
      #expect(asked.adoptions.map(\.hasValidFromDate) == [true, false, true])
      let kaprijke = try #require(asked.adoptions.dropFirst().first)
      #expect(kaprijke.own == ["provisions/kaprijke-premie"])
      #expect(kaprijke.relations.map(\.relation) == [.overlapping])
      #expect(asked.differences.map(\.parameter) == ["fod"])
      #expect(asked.differences.first?.read.map(\.value) == ["9", "15"])
      let all = try await served.harmonisation.getHarmonisation(.with { $0.model = HarmonisationFixture.modelName })
      #expect(all.adoptions.map(\.municipality) == ["44019", "44084"])
    }
  }

  @Test("Refuses an unknown model and a malformed request")
  func refuses() async throws {
    try await withStatutes { served in
      let unknown = try await refusal {
        try await served.harmonisation.getHarmonisation(.with { $0.model = "provisions/x" })
      }
      #expect(unknown == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
      let malformed = try await refusal {
        try await served.harmonisation.getHarmonisation(
          .with {
            $0.model = "x"
            $0.municipalities = ["1"]
          }
        )
      }
      #expect(malformed == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["model", "municipalities[0]"]))
    }
  }
}
