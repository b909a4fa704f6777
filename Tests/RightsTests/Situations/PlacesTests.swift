import CareTypes
import EventsAPI
import GRPCCore
import RightsAPI
import RuleLanguage
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Rights
@testable import RightsDomain

@Suite("People who live outside Flanders, and the rules")
struct RightsPlacesTests {
  static let places: [(municipality: String, country: String, region: String, dutch: String)] = [
    ("21004", "", "brussels", "woont in Brussel"), ("82039", "", "wallonia", "woont in Wallonië"),
    ("", "NL", "abroad", "woont in het buitenland"),
  ]

  private static func provisions() throws -> [Mantel_Events_V1_Event.OneOf_Payload] {
    [
      // Of the municipality of the recipient, where the caregiver lives not.
      try Told.published("caregiver.resident && recipient.resident", name: "provisions/a-both", territory: ["43007"]),
      try Told.published("recipient.resident", name: "provisions/b-recipient", territory: ["43007"]),
      // Federal, Flemish, and for Brussels as well.
      try Told.published("caregiver.domicile_in_belgium", name: "provisions/c-federal"),
      try Told.published("caregiver.region == \"flanders\"", name: "provisions/d-flemish"),
      try Told.published("caregiver.region in [\"flanders\", \"brussels\"]", name: "provisions/e-community"),
    ]
  }

  @Test("Each rule answers, none waits for evidence, and where they live is told", arguments: places)
  func decided(place: (municipality: String, country: String, region: String, dutch: String)) async throws {
    try await withFollowingRights { served in
      let id = OpaqueID.random()
      let situation = try Told.situation(id) {
        $0.caregiverMunicipality = place.municipality
        $0.caregiverCountry = place.country
      }
      for provision in try Self.provisions() { try await served.tell(.statutes, provision) }
      try await served.tell(.registration, .careSituationRegistered(situation))
      let isBelgian = place.country.isEmpty
      #expect(
        try await served.decisions(id) == [
          "provisions/a-both": .notEntitled, "provisions/b-recipient": .proposed,
          "provisions/c-federal": isBelgian ? .proposed : .notEntitled, "provisions/d-flemish": .notEntitled,
          "provisions/e-community": place.region == "brussels" ? .proposed : .notEntitled,
        ]
      )
      let decision = try #require(try await served.decision(id, "provisions/a-both"))
      let lines = try await served.rights.explainDecision(.with { $0.name = decision.name }).lines
      #expect(lines.contains { $0.textNl == "de mantelzorger \(place.dutch)" && $0.result == .no })
      let replayed = try await served.rights.replayDecision(.with { $0.name = decision.name })
      #expect(replayed.same)
    }
  }

  @Test(
    "A move out of Flanders ends what rests on living there, on its day, and a move back brings it",
    arguments: places
  )
  func moved(place: (municipality: String, country: String, region: String, dutch: String)) async throws {
    try await withFollowingRights { served in
      let id = OpaqueID.random()
      for provision in try Self.provisions() { try await served.tell(.statutes, provision) }
      try await served.tell(.registration, .careSituationRegistered(try Told.situation(id)))
      var changed = Mantel_Events_V1_CareSituationChanged()
      changed.situation = try Told.situation(id)
      changed.caregiverResidences = try [
        .with {
          $0.startDate = try Told.date("2024-03-01")
          $0.municipality = "44084"
        },
        .with {
          $0.startDate = try Told.date("2025-06-15")
          $0.municipality = place.municipality
          $0.country = place.country
        },
        .with {
          $0.startDate = try Told.date("2025-07-01")
          $0.municipality = "44084"
        },
      ]
      try await served.tell(.registration, .careSituationChanged(changed))
      #expect(try await served.decisions(id)["provisions/d-flemish"] == .proposed)
      try await served.come("2025-06-15")
      #expect(try await served.decisions(id)["provisions/d-flemish"] == .notEntitled)
      try await served.come("2025-07-01")
      #expect(try await served.decisions(id)["provisions/d-flemish"] == .proposed)
    }
  }

  @Test("A preview of a move there tells what would be lost; a place that is none is refused by its field")
  func preview() async throws {
    try await withFollowingRights { served in
      let id = OpaqueID.random()
      for provision in try Self.provisions() { try await served.tell(.statutes, provision) }
      try await served.tell(.registration, .careSituationRegistered(try Told.situation(id)))
      func preview(_ municipality: String, _ country: String) async throws -> [String] {
        try await served.rights.previewMove(
          .with {
            $0.careSituation = ResourceCollection.careSituations.name(id)
            $0.caregiverMoves = true
            $0.municipality = municipality
            $0.country = country
          }
        ).effects.filter { $0.change == .ends }.map(\.provision)
      }
      #expect(try await preview("21004", "") == ["provisions/d-flemish"])
      #expect(try await preview("82039", "") == ["provisions/d-flemish", "provisions/e-community"])
      let abroad = ["provisions/c-federal", "provisions/d-flemish", "provisions/e-community"]
      #expect(try await preview("", "NL") == abroad)
      for (municipality, country, field) in [
        ("21999", "", "municipality"), ("", "", "municipality"), ("", "BE", "country"), ("", "XX", "country"),
        ("44084", "NL", "country"),
      ] {
        let refused = try await refusal { try await preview(municipality, country) }
        #expect(refused?.code == .invalidArgument && refused?.fields == [field])
      }
    }
  }
}
