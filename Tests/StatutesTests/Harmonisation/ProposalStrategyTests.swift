import GRPCCore
import StatutesAPI
import TestSupport
import Testing
import TypeAPI

@testable import StatutesDomain

@Suite("Proposals to harmonise")
struct ProposalStrategyTests {
  @Test("Reads the parameters of a model from what conditions mean")
  func readsParameters() async throws {
    try await withStatutes { served in
      try await served.publish([HarmonisationFixture.model] + HarmonisationFixture.two)
      let proposal = try await served.propose(.mostGenerous)
      #expect(proposal.read("caregiver_resident") == ["true", "false"])
      #expect(proposal.read("caregiver_age") == ["16", "0"])
      #expect(proposal.read("recipient_age") == ["21", "18"])
      #expect(proposal.read("care_budget") == ["accepted", "excluded"])
      #expect(proposal.read("fod") == ["12", "19"])
      #expect(proposal.read("bel") == ["82", "30"])
      #expect(proposal.read("cents_per_year") == ["30000", "20000"])
      #expect(proposal.read("payee") == ["caregiver", "recipient"])
      #expect(proposal.read("suspension") == ["0", "30"])
      let first = try #require(proposal.parameters.first)
      #expect(first.labelNl == "woont er")
      #expect(first.labelEn == "lives there")
      #expect(first.read.map(\.municipality) == ["44084", "43007"])
      #expect(first.read.map(\.provision) == ["provisions/aalter-premie", "provisions/kaprijke-premie"])
    }
  }

  @Test("Reads the same however a condition is written")
  func readsMeaning() async throws {
    try await withStatutes { served in
      let other = HarmonisationFixture.regulation(
        "aalter",
        "44084",
        "!(caregiver.age < 16) && recipient.resident && !(!caregiver.resident || recipient.age <= 20)"
          + " && !(!recipient.has_care_budget_severe && recipient.fod_points <= 11)"
      )
      try await served.publish([HarmonisationFixture.model, other, HarmonisationFixture.two[1]])
      let proposal = try await served.propose(.mostGenerous)
      #expect(proposal.read("caregiver_resident") == ["true", "false"])
      #expect(proposal.read("caregiver_age") == ["16", "0"])
      #expect(proposal.read("recipient_age") == ["21", "18"])
      #expect(proposal.read("care_budget") == ["accepted", "excluded"])
      #expect(proposal.read("fod") == ["12", "19"])
    }
  }

  @Test("The most generous takes the widest of each, and nobody loses")
  func mostGenerous() async throws {
    try await withStatutes { served in
      try await served.publish([HarmonisationFixture.model] + HarmonisationFixture.two)
      let proposal = try await served.propose(.mostGenerous)
      #expect(
        proposal.chosen == [
          "caregiver_resident": "false", "caregiver_age": "0", "recipient_age": "18", "care_budget": "accepted",
          "fod": "12", "bel": "30", "cents_per_year": "30000", "payee": "choice", "suspension": "0",
        ]
      )
      #expect(proposal.lost.isEmpty)
      #expect(proposal.replaced == ["provisions/aalter-premie", "provisions/kaprijke-premie"])
    }
  }

  @Test("The strictest takes the narrowest of each, and what not all take as proof is none")
  func strictest() async throws {
    try await withStatutes { served in
      let third = HarmonisationFixture.regulation(
        "evergem",
        "44019",
        "recipient.resident && caregiver.age >= 18 && (recipient.bel_score >= 35 || recipient.fod_points >= 9)",
        ["benefit": "{amount_cents: 20000, frequency: yearly, payee: caregiver}"]
      )
      let fourth = HarmonisationFixture.regulation(
        "maldegem",
        "43010",
        "recipient.resident && (recipient.bel_score >= 28) && !recipient.has_care_budget_severe",
        ["benefit": "{amount_cents: 20000, frequency: yearly, payee: caregiver}"]
      )
      try await served.publish([HarmonisationFixture.model, third, fourth])
      let proposal = try await served.propose(.strictest) { $0.municipalities = ["44019", "43010"] }
      #expect(proposal.chosen["fod"] == "19")
      #expect(proposal.chosen["bel"] == "35")
      #expect(proposal.chosen["caregiver_age"] == "18")
      #expect(proposal.chosen["care_budget"] == "excluded")
      #expect(proposal.lost.isEmpty)
    }
  }

  @Test("The median is one of the values that were read, the lower of two, and of words the most frequent")
  func median() async throws {
    try await withStatutes { served in
      let ages = [("aalter", "44084", 16), ("kaprijke", "43007", 18), ("evergem", "44019", 21), ("eeklo", "43005", 25)]
      let packs = ages.map { authority, code, age in
        HarmonisationFixture.regulation(
          authority,
          code,
          "recipient.resident && caregiver.age >= \(age) && recipient.fod_points >= \(age - 7)"
            + (age == 16 ? "" : " && !recipient.has_care_budget_severe"),
          [
            "benefit":
              "{amount_cents: \(age * 1_000), frequency: yearly, payee: \(age < 20 ? "caregiver" : "recipient")}"
          ]
        )
      }
      try await served.publish([HarmonisationFixture.model] + packs)
      let proposal = try await served.propose(.median) { $0.municipalities = ages.map(\.1) }
      #expect(proposal.chosen["caregiver_age"] == "18")
      #expect(proposal.chosen["fod"] == "11")
      #expect(proposal.chosen["cents_per_year"] == "18000")
      #expect(proposal.chosen["care_budget"] == "excluded")
      #expect(proposal.chosen["bel"] == "82")
    }
  }

  @Test("Thresholds on the scales of two municipalities are not compared: that of the model is taken")
  func ownScales() async throws {
    try await withStatutes { served in
      let parameter =
        "[{name: scale, type: int, value: 4, open: true, min: 0, max: 100, label: {nl: schaal, en: scale}, "
        + "reads: {part: lowest, fact: recipient.municipal_scale}}]"
      let model = Packs.provision(
        "model-schaal",
        [
          "model": "true", "parameters": parameter, "valid_from": "2025-01-01",
          "condition": "recipient.resident && recipient.municipal_scale >= parameter.scale",
        ]
      )
      let regulations = [("aalter", "44084", 5), ("kaprijke", "43007", 3)].map { authority, code, points in
        HarmonisationFixture.regulation(
          authority,
          code,
          "recipient.resident && recipient.municipal_scale >= \(points)"
        )
      }
      try await served.publish([Packs.pack("modellen", level: "provider", territory: [], [model])] + regulations)
      for strategy in [Mantel_Statutes_V1_HarmonisationStrategy.mostGenerous, .strictest, .median] {
        let proposal = try await served.propose(strategy) { $0.model = "provisions/model-schaal" }
        #expect(proposal.read("scale") == ["", ""])
        #expect(proposal.chosen["scale"] == "4")
        let told = proposal.lost.filter { $0.en.hasPrefix("scale: each municipality measures this") }
        #expect(told.map { $0.nl.contains("(44084)") && $0.nl.contains("(43007)") } == [true])
      }
    }
  }

  @Test("An amount that is asked for goes before that of the strategy, within the bounds of the model")
  func amountAskedFor() async throws {
    try await withStatutes { served in
      try await served.publish([HarmonisationFixture.model] + HarmonisationFixture.two)
      let same = try await served.propose(.median) { $0.centsPerYear = 27_500 }
      #expect(same.chosen["cents_per_year"] == "27500")
      #expect(same.lost.isEmpty)
      let less = try await served.propose(.mostGenerous) { $0.centsPerYear = 5_000 }
      #expect(less.chosen["cents_per_year"] == "10000")
      #expect(less.lost.contains { $0.en.contains("5000 is outside the bounds of the model; 10000 is taken") })
      #expect(less.lost.contains { $0.nl.hasPrefix("Testpremie (44084): betaalt nu") })
    }
  }

  @Test("A value beyond the bounds of the model is clamped, and that is told")
  func clamped() async throws {
    try await withStatutes { served in
      let old = HarmonisationFixture.regulation(
        "aalter",
        "44084",
        "recipient.resident && recipient.age >= 75 && recipient.fod_points >= 12"
      )
      try await served.publish([HarmonisationFixture.model, old])
      let proposal = try await served.propose(.mostGenerous)
      #expect(proposal.chosen["recipient_age"] == "65")
      #expect(proposal.lost.map(\.en).contains("age: 75 is outside the bounds of the model; 65 is taken"))
    }
  }

  @Test("Who would lose for what the model does not know is told, with an example")
  func toldWhoLoses() async throws {
    try await withStatutes { served in
      let other = HarmonisationFixture.regulation(
        "aalter",
        "44084",
        "recipient.resident && !recipient.has_personal_budget"
          + " && (recipient.fod_points >= 12 || recipient.palliative_status)"
      )
      try await served.publish([HarmonisationFixture.model, other, HarmonisationFixture.two[1]])
      let lost = try await served.propose(.mostGenerous).lost
      #expect(lost.contains { $0.en.hasPrefix("The model does not know this proof: palliative status: yes") })
      #expect(lost.contains { $0.en.hasPrefix("The model does not know this requirement: ") })
      let loser = try #require(lost.first { $0.en.contains("is entitled now and would not be") })
      #expect(loser.en.contains("For example: "))
      #expect(loser.en.contains("palliative status: yes"))
      #expect(loser.nl.contains("Bijvoorbeeld: "))
    }
  }

  @Test("Where a value is not known the reading is empty, and no proof is claimed")
  func unknownValues() async throws {
    try await withStatutes { served in
      let unknown = HarmonisationFixture.regulation(
        "maldegem",
        "43010",
        "recipient.resident && recipient.bel_score >= parameter.threshold && !recipient.has_care_budget_severe",
        [
          "parameters": "[{name: threshold, type: int, value: unknown, label: {nl: drempel, en: threshold}}]",
          "benefit": "{amount_cents: unknown, frequency: unknown}",
        ]
      )
      try await served.publish([HarmonisationFixture.model, unknown, HarmonisationFixture.two[1]])
      let proposal = try await served.propose(.mostGenerous) { $0.municipalities = ["43010", "43007"] }
      #expect(proposal.read("bel") == ["", "30"])
      #expect(proposal.read("cents_per_year") == ["", "20000"])
      #expect(proposal.read("payee") == ["", "recipient"])
      #expect(proposal.read("care_budget") == ["excluded", "excluded"])
      #expect(proposal.lost.map(\.en).contains { $0.contains("it cannot be proven that nobody loses") })
    }
  }
}
