import GRPCCore
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import StatutesDomain

@Suite("Terms that higher law leaves open")
struct OpenTermTests {
  private static let law = Packs.pack(
    "vlaanderen",
    level: "flemish",
    territory: [],
    [
      Packs.provision(
        "vl-wet",
        [
          "condition": "recipient.resident && recipient.age >= parameter.age",
          "parameters":
            "[{name: age, type: int, value: 65, open: true, min: 18, max: 75, label: {nl: leeftijd, en: age}}]",
          "valid_from": "2012-01-01",
        ]
      )
    ]
  )

  private static func filling(_ authority: String, _ territory: String, age: Int, from: String) -> String {
    """
    authority: {id: \(authority), name: {nl: Gemeente, en: Municipality}, level: municipal, territory: ["\(territory)"]}
    adoptions:
      - of: vl-wet
        of_version: 1
        id: \(authority)-wet
        version: 1
        legal_basis: Reglement
        values: {age: \(age)}
        valid_from: \(from)
    """
  }

  @Test("The default holds until a municipality fills the term")
  func defaultAndFilling() async throws {
    try await withStatutes { served in
      try await served.publish([Self.law, Self.filling("aalter", "44084", age: 60, from: "2020-01-01")])
      let filled = try await served.harmonisation.listOpenTerms(.with { $0.municipality = "44084" }).terms
      #expect(filled.map(\.provision) == ["provisions/vl-wet"])
      #expect(filled.map(\.value) == ["60"])
      #expect(filled.map(\.filledBy) == ["provisions/aalter-wet/versions/1"])
      #expect(filled.first?.parameter.minimum == "18")
      #expect(filled.first?.parameter.value == "65")
      let open = try await served.harmonisation.listOpenTerms(.with { $0.municipality = "43007" }).terms
      #expect(open.map(\.value) == ["65"])
      #expect(open.map(\.filledBy) == [""])
    }
  }

  @Test("After a merger the fillings of the former municipalities hold on, and the default for the others")
  func afterMerger() async throws {
    try await withStatutes { served in
      try await served.publish([Self.law, Self.filling("knesselare", "44029", age: 70, from: "2015-01-01")])
      let terms = try await served.harmonisation.listOpenTerms(.with { $0.municipality = "44084" }).terms
      #expect(terms.map(\.value) == ["70", "65"])
      #expect(terms.map(\.filledBy) == ["provisions/knesselare-wet/versions/1", ""])
    }
  }

  @Test("Refuses what is no municipality")
  func refuses() async throws {
    try await withStatutes { served in
      for code in ["", "x", "44029"] {
        let seen = try await refusal { try await served.harmonisation.listOpenTerms(.with { $0.municipality = code }) }
        #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["municipality"]))
      }
    }
  }
}
