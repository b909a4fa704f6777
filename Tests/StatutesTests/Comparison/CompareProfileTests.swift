import Foundation
import GRPCCore
import StatutesAPI
import TestSupport
import Testing
import TypeAPI

@testable import StatutesDomain

@Suite("CompareProfile")
struct CompareProfileTests {
  @Test("One and the same person gets something here and nothing there, with reasons in both languages")
  func outcomes() async throws {
    try await withStatutes { served in
      let home = "caregiver.resident && recipient.resident"
      try await served.publish([
        ("a", Codes.aalter, "\(home) && caregiver.age >= 16"), ("k", Codes.kaprijke, "\(home) && caregiver.age >= 65"),
        ("m", Codes.maldegem, "\(home) && recipient.bel_score >= 35 && recipient.age >= 21"),
      ])
      let codes = [Codes.maldegem, Codes.aalter, Codes.kaprijke]
      let response = try await served.profile(codes, [("caregiver.age", "40"), ("recipient.age", "80")])
      #expect(response.outcomes.map(\.municipality) == codes)
      #expect(response.outcomes.map(\.municipalityName) == ["Maldegem", "Aalter", "Kaprijke"])
      let results = response.outcomes.flatMap(\.results)
      #expect(results.map(\.outcome) == [.unknown, .met, .notMet])
      #expect(results.map(\.missing) == [["recipient.bel_score"], [], []])
      #expect(results.map(\.provision) == ["m", "a", "k"].map { "provisions/\($0)-premie" })
      #expect(results.map { $0.hasCentsPerYear ? $0.centsPerYear : nil } == [nil, 1_000, nil])
      #expect(response.outcomes.map(\.centsPerYear) == [0, 1_000, 0])
      #expect(results.allSatisfy { $0.titleNl == "Testpremie" && $0.titleEn == "Test premium" && $0.kind == .premium })
      let reasons = results[2].reasons
      #expect(reasons.contains { $0.nl == "  leeftijd van de mantelzorger: 40 jaar, minstens 65 jaar nodig" })
      #expect(reasons.contains { $0.en.hasPrefix("  age of the caregiver: 40 years") })
      #expect(response.everywhere.isEmpty)
    }
  }

  @Test("A fact that is not told is unknown, and who is a resident is told by the facts")
  func unknown() async throws {
    try await withStatutes { served in
      try await served.publish([
        ("a", Codes.aalter, "caregiver.resident")
      ])
      let both = try await served.profile([Codes.aalter], [])
      #expect(both.outcomes.flatMap(\.results).map(\.outcome) == [.met])
      let untold = try await served.profile([Codes.aalter], []) { $0.bothLiveThere = false }
      #expect(untold.outcomes.flatMap(\.results).map(\.missing) == [["caregiver.resident"]])
      let away = try await served.profile([Codes.aalter], [("caregiver.resident", "false")]) {
        $0.bothLiveThere = false
      }
      #expect(away.outcomes.flatMap(\.results).map(\.outcome) == [.notMet])
    }
  }

  @Test("The first amount whose condition holds on the day is theirs; where that cannot be told, none is")
  func amounts() async throws {
    try await withStatutes { served in
      let benefit = """
        {amounts: [{cents: 9000, until: 2024-12-31}, {cents: 3000, when: recipient.fod_points >= 15}, {cents: 2000}], \
        frequency: monthly}
        """
      let uncertain = "[De bron is oud.]"
      _ = try await served.statutes.publish(
        Packs.pack("a", [Packs.provision("a-premie", ["benefit": benefit, "uncertainties": uncertain])])
      )
      let age = ("caregiver.age", "40")
      for (facts, cents) in [
        ([age, ("recipient.fod_points", "15")], Int64?.some(36_000)), ([age, ("recipient.fod_points", "14")], 24_000),
        ([age], nil), ([("caregiver.age", "4"), ("recipient.fod_points", "15")], nil),
      ] {
        let outcome = try #require(try await served.profile([Codes.aalter], facts).outcomes.first)
        let result = try #require(outcome.results.first)
        #expect((result.hasCentsPerYear ? result.centsPerYear : nil) == cents)
        #expect(outcome.centsPerYear == cents ?? 0)
        #expect(result.uncertainties == ["De bron is oud."])
      }
      let then = try await served.profile([Codes.aalter], [age]) { $0.date = Samples.date(2024, 6, 1) }
      #expect(then.outcomes.first?.centsPerYear == 108_000)
    }
  }

  @Test("Of two that exclude each other the higher counts in the sum")
  func sum() async throws {
    try await withStatutes { served in
      _ = try await served.statutes.publish(
        Packs.pack(
          "a",
          [
            Packs.provision("a-1", ["benefit": "{amount_cents: 100, frequency: weekly}"]),
            Packs.provision("a-2", ["benefit": "{amount_cents: 9000, frequency: once}", "excludes": "[a-1]"]),
            Packs.provision("a-3", ["benefit": "{amount_cents: 70, frequency: quarterly}"]),
            Packs.provision("a-4", ["benefit": "{amount_cents: unknown, frequency: quarterly}"]),
          ]
        )
      )
      let outcome = try #require(
        try await served.profile([Codes.aalter], [("caregiver.age", "40")]).outcomes.first
      )
      #expect(outcome.results.map { $0.hasCentsPerYear ? $0.centsPerYear : nil } == [5_200, 9_000, 280, nil])
      #expect(outcome.centsPerYear == 9_280)
    }
  }

  @Test("What is the same everywhere is told once, offers included; examples from abroad and models never")
  func everywhere() async throws {
    try await withStatutes { served in
      let law = Packs.pack(
        "vl",
        level: "flemish",
        territory: [],
        [Packs.provision("vl-premie"), Packs.provision("vl-term")]
      )
      let offer = Packs.pack("vereniging", level: "provider", territory: [], [Packs.provision("praatcafe")])
      let abroad = Packs.pack("nl", level: "flemish", territory: [], [Packs.provision("nl-premie")])
        .replacingOccurrences(of: "  level:", with: "  country: NL\n  level:")
      let model = Packs.pack(
        "model",
        level: "flemish",
        territory: [],
        [Packs.provision("model-premie", ["model": "true"])]
      )
      for pack in [law, offer, abroad, model] { _ = try await served.statutes.publish(pack) }
      let codes = [Codes.aalter, Codes.kaprijke]
      let facts = [("caregiver.age", "40")]
      let told = try await served.profile(codes, facts) { $0.includeHigher = true }
      #expect(
        told.everywhere.map(\.provision)
          == ["vereniging/praatcafe", "vl/vl-premie", "vl/vl-term"].map {
            "provisions/\($0.split(separator: "/")[1])"
          }
      )
      #expect(told.everywhere.allSatisfy { $0.outcome == .met })
      #expect(told.outcomes.allSatisfy { $0.results.isEmpty })
      let alone = try await served.profile(codes, facts)
      #expect(alone.everywhere.isEmpty && alone.outcomes.allSatisfy(\.results.isEmpty))
    }
  }

  @Test("What a law leaves open and one municipality fills is not the same everywhere")
  func openTerm() async throws {
    try await withStatutes { served in
      let parameters = "[{name: age, type: int, value: 18, open: true, min: 0, max: 75, label: {nl: l, en: a}}]"
      let law = Packs.provision("vl-wet", ["condition": "caregiver.age >= parameter.age", "parameters": parameters])
      _ = try await served.statutes.publish(Packs.pack("vl", level: "flemish", territory: [], [law]))
      _ = try await served.statutes.publish(
        """
        authority: {id: a, name: {nl: A, en: A}, level: municipal, territory: ["44084"]}
        adoptions:
          - {of: vl-wet, of_version: 1, id: a-wet, version: 1,
             legal_basis: R, values: {age: 65}, valid_from: 2025-01-01}
        """
      )
      let told = try await served.profile([Codes.aalter, Codes.kaprijke], [("caregiver.age", "40")]) {
        $0.includeHigher = true
      }
      #expect(told.everywhere.isEmpty)
      #expect(told.outcomes.map { $0.results.map(\.provision) } == [["provisions/a-wet"], ["provisions/vl-wet"]])
      #expect(told.outcomes.map { $0.results.map(\.outcome) } == [[.notMet], [.met]])
    }
  }

  @Test(
    "A fact that is not in the catalogue, or a value that it cannot have, is refused by its place",
    arguments: [
      ([("caregiver.age", "40"), ("caregiver.height", "1")], "facts[1].fact"),
      ([("", "1")], "facts[0].fact"),
      ([("parameter.age", "1")], "facts[0].fact"),
      ([("caregiver.age", "40"), ("caregiver.age", "41")], "facts[1].fact"),
      ([("caregiver.age", "forty")], "facts[0].value"),
      ([("caregiver.age", "4.5")], "facts[0].value"),
      ([("caregiver.age", "-1")], "facts[0].value"),
      ([("caregiver.age", "")], "facts[0].value"),
      ([("recipient.katz_home", "Z")], "facts[0].value"),
      ([("recipient.resident_on_reference_day", "yes")], "facts[0].value"),
      ([("situation.hours_per_week", "nan")], "facts[0].value"),
      ([("caregiver.resident", "false")], "both_live_there"),
    ]
  )
  func wrong(facts: [(String, String)], field: String) async throws {
    try await withStatutes { served in
      let seen = try await refusal { try await served.profile([Codes.aalter], facts) }
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: [field]))
    }
  }
}
