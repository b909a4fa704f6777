import Foundation
import GRPCCore
import RuleLanguage
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import StatutesDomain

@Suite("CompareMunicipalities")
struct CompareMunicipalitiesTests {
  private static let home = "caregiver.resident && recipient.resident"

  @Test("Rows stand by area and kind, with cells by municipality and provision")
  func rows() async throws {
    try await withStatutes { served in
      let leave: [String: String?] = ["kind": "leave", "benefit": nil, "support_areas": "[practical, financial]"]
      _ = try await served.statutes.publish(
        Packs.pack(
          "a",
          [Packs.provision("a-premie"), Packs.provision("a-aanvulling"), Packs.provision("a-verlof", leave)]
        )
      )
      _ = try await served.statutes.publish(Packs.pack("k", territory: [Codes.kaprijke], [Packs.provision("k-premie")]))
      let matrix = try await served.matrix([Codes.aalter, Codes.kaprijke, Codes.maldegem])
      #expect(matrix.rows.map(\.area) == [.practical, .financial, .financial])
      #expect(matrix.rows.map(\.kind) == [.leave, .premium, .leave])
      let cells = matrix.rows[1].cells
      #expect(cells.map(\.municipality) == [Codes.kaprijke, Codes.aalter, Codes.aalter])
      #expect(cells.map(\.municipalityName) == ["Kaprijke", "Aalter", "Aalter"])
      #expect(cells.map { $0.provision.name.dropFirst(11) } == ["k-premie", "a-aanvulling", "a-premie"])
      #expect(matrix.rows[0].cells.map(\.provision) == matrix.rows[2].cells.map(\.provision))
      #expect(matrix.rows[1].relations.map { [$0.first, $0.second] }.count == 3)
      #expect(matrix.rows[1].relations.allSatisfy { $0.relation == .equal && $0.differences.isEmpty })
    }
  }

  @Test("A cell tells what is asked, what is paid at most in a year, and what is uncertain")
  func cells() async throws {
    try await withStatutes { served in
      let tiers = """
        {amounts: [{cents: 9000, until: 2024-12-31}, {cents: 3000, when: recipient.fod_points >= 15}, {cents: 2000}, \
        {cents: 8000}], frequency: monthly}
        """
      let condition =
        "\(Self.home) && caregiver.age >= 16 && (recipient.fod_points >= 12 || recipient.has_care_budget_severe)"
      let provisions = [
        Packs.provision("a-1", ["condition": condition, "benefit": tiers]),
        Packs.provision("a-2", ["benefit": "{amounts: [{cents: 10}, {cents: unknown}], frequency: weekly}"]),
        Packs.provision(
          "a-3",
          ["benefit": "{amounts: [{cents: unknown, when: caregiver.age > 60}, {cents: 10}], frequency: weekly}"]
        ),
        Packs.provision("a-4", ["benefit": "{amount_cents: 500, frequency: unknown}"]),
        Packs.provision("a-5", ["benefit": "{in_kind: {nl: een bloem, en: a flower}}"]),
      ]
      _ = try await served.statutes.publish(Packs.pack("a", provisions))
      let cells = try #require(try await served.matrix([Codes.aalter]).rows.first).cells
      #expect(cells.map { $0.hasCentsPerYear ? $0.centsPerYear : nil } == [36_000, 520, nil, nil, nil])
      #expect(cells.map(\.uncertain) == [false, true, true, true, false])
      let asked = cells[0].requirements
      #expect(asked.contains { $0.nl == "leeftijd van de mantelzorger: minstens 16 jaar" })
      let proof = try #require(asked.first { $0.nl.hasPrefix("een van deze volstaat") })
      #expect(proof.nl.contains("minstens 12") && proof.en.contains("care budget"))
    }
  }

  @Test(
    "The relation of two conditions is proven, and an example shows each difference",
    arguments: [
      ("caregiver.age >= 18", "!(caregiver.age < 18)", ProvenRelation.Relation.equal),
      ("caregiver.age >= 21", "caregiver.age >= 18", .firstStricter),
      ("caregiver.age >= 18", "caregiver.age >= 18 && recipient.fod_points >= 12", .secondStricter),
      ("recipient.bel_score <= 34", "recipient.bel_score >= 30", .overlapping),
      ("recipient.bel_score < 30", "recipient.bel_score >= 30", .exclusive),
      ("caregiver.resident", "caregiver.resident && recipient.resident", .equal),
      ("situation.hours_per_week > 5.5", "situation.hours_per_week >= 5.5", .firstStricter),
    ]
  )
  func relations(first: String, second: String, expected: ProvenRelation.Relation) async throws {
    try await withStatutes { served in
      try await served.publish([("k", Codes.kaprijke, first), ("a", Codes.aalter, second)])
      let matrix = try await served.matrix([Codes.aalter, Codes.kaprijke])
      let relation = try #require(matrix.rows.first?.relations.first)
      #expect(relation.first == "provisions/k-premie" && relation.second == "provisions/a-premie")
      #expect(relation.relation == expected)
      #expect(relation.differences.isEmpty == (expected == .equal))
      try expectShown(relation, first, second)
      let sides = Set(relation.differences.map(\.meetsFirst))
      if expected == .firstStricter { #expect(sides == [false]) }
      if expected == .secondStricter { #expect(sides == [true]) }
      if expected == .overlapping || expected == .exclusive { #expect(sides == [true, false]) }
    }
  }

  @Test("Points on the scales of two municipalities are neither more nor less than each other")
  func ownScales() async throws {
    try await withStatutes { served in
      try await served.publish([
        ("k", Codes.kaprijke, "recipient.municipal_scale >= 5"), ("a", Codes.aalter, "recipient.municipal_scale >= 3"),
      ])
      let matrix = try await served.matrix([Codes.aalter, Codes.kaprijke])
      let relation = try #require(matrix.rows.first?.relations.first)
      #expect(relation.relation == .unknown && relation.differences.isEmpty)
    }
  }

  @Test(
    "Points on the scale of one municipality are compared among its own provisions",
    arguments: [
      ("recipient.municipal_scale >= 5", "recipient.municipal_scale < 5", ProvenRelation.Relation.exclusive),
      ("recipient.municipal_scale >= 5", "recipient.municipal_scale >= 3", .firstStricter),
      ("recipient.municipal_scale >= 5", "!(recipient.municipal_scale < 5)", .equal),
    ]
  )
  func scaleOfOne(first: String, second: String, expected: ProvenRelation.Relation) async throws {
    try await withStatutes { served in
      let provisions = [
        Packs.provision("a-1", ["condition": first]), Packs.provision("a-2", ["condition": second]),
      ]
      _ = try await served.statutes.publish(Packs.pack("a", provisions))
      let relation = try #require(try await served.matrix([Codes.aalter]).rows.first?.relations.first)
      #expect(relation.first == "provisions/a-1" && relation.relation == expected)
      #expect(relation.differences.isEmpty == (expected == .equal))
      try expectShown(relation, first, second)
    }
  }

  @Test("What the source does not tell is never held to be a relation, unless it is one for every value")
  func unknownParameters() async throws {
    try await withStatutes { served in
      let open: [String: String?] = [
        "condition": "caregiver.age >= 18 && recipient.bel_score >= parameter.t",
        "parameters": "[{name: t, type: int, value: unknown, label: {nl: drempel, en: threshold}}]",
      ]
      _ = try await served.statutes.publish(
        Packs.pack("k", territory: [Codes.kaprijke], [Packs.provision("k-premie", open)])
      )
      _ = try await served.statutes.publish(Packs.pack("a", [Packs.provision("a-premie", open)]))
      try await served.publish([("m", Codes.maldegem, "caregiver.age >= 18")])
      let row = try #require(try await served.matrix([Codes.aalter, Codes.kaprijke, Codes.maldegem]).rows.first)
      let relations = row.relations.map { "\($0.first.dropFirst(11)) \($0.second.dropFirst(11)) \($0.relation)" }
      #expect(
        relations == [
          "k-premie m-premie firstStricter", "k-premie a-premie unknown", "m-premie a-premie secondStricter",
        ]
      )
      #expect(row.relations.allSatisfy { $0.differences.isEmpty })
      #expect(row.cells[0].requirements.contains { $0.nl == "drempel: niet bekend" } && row.cells[0].uncertain)
    }
  }

  @Test(
    "What the one asks and the other excludes is a contradiction",
    arguments: [
      ("recipient.has_care_budget_severe", "!recipient.has_care_budget_severe", ["recipient.has_care_budget_severe"]),
      (
        "recipient.fod_points >= 12 || recipient.has_care_budget_severe",
        "recipient.age > 20 && !recipient.has_care_budget_severe", ["recipient.has_care_budget_severe"]
      ),
      ("recipient.bel_score >= 35", "recipient.bel_score >= 30 && recipient.bel_score <= 34", ["recipient.bel_score"]),
      ("recipient.bel_score >= 34", "recipient.bel_score >= 30 && recipient.bel_score <= 34", []),
      ("caregiver.resident && !recipient.resident", "caregiver.resident && recipient.resident", []),
    ]
  )
  func contradictions(first: String, second: String, facts: [String]) async throws {
    try await withStatutes { served in
      try await served.publish([("k", Codes.kaprijke, first), ("a", Codes.aalter, second)])
      let found = try await served.matrix([Codes.aalter, Codes.kaprijke]).contradictions
      #expect(found.map(\.fact) == facts)
      #expect(found.allSatisfy { $0.first == "provisions/k-premie" && $0.second == "provisions/a-premie" })
      #expect(found.allSatisfy { $0.text.nl.contains("tegenover") && $0.text.en.contains("against") })
    }
  }

  @Test("Paying the caregiver contradicts paying the recipient, and a choice contradicts neither")
  func payees() async throws {
    try await withStatutes { served in
      for (authority, code, payee) in [
        ("a", Codes.aalter, "caregiver"), ("k", Codes.kaprijke, "recipient"), ("m", Codes.maldegem, "choice"),
      ] {
        let benefit = "{amount_cents: 100, frequency: yearly, payee: \(payee)}"
        let provision = Packs.provision("\(authority)-premie", ["benefit": benefit])
        _ = try await served.statutes.publish(Packs.pack(authority, territory: [code], [provision]))
      }
      let found = try await served.matrix([Codes.aalter, Codes.kaprijke, Codes.maldegem]).contradictions
      #expect(found.map { [$0.first, $0.second, $0.fact] } == [["provisions/k-premie", "provisions/a-premie", ""]])
      #expect(found.first?.text.nl.contains("zorgvrager") == true && found.first?.text.en.contains("caregiver") == true)
    }
  }

  @Test("Areas without anything of the municipality's own are told, and whether others serve them")
  func emptyAreas() async throws {
    try await withStatutes { served in
      try await served.publish([("a", Codes.aalter, Self.home)])
      let offer: [String: String?] = [
        "kind": "peer_group", "benefit": nil, "support_areas": "[emotional]", "condition": "caregiver.age >= 0 || true",
      ]
      let law: [String: String?] = ["kind": "respite", "benefit": nil, "support_areas": "[respite]"]
      _ = try await served.statutes.publish(
        Packs.pack("vl", level: "flemish", territory: [], [Packs.provision("vl-respijt", law)])
      )
      _ = try await served.statutes.publish(
        Packs.pack(
          "vereniging",
          level: "provider",
          territory: [Codes.kaprijke],
          [
            Packs.provision("praatcafe", offer.merging(["condition": "caregiver.age >= 18"]) { $1 })
          ]
        )
      )
      let empty = try await served.matrix([Codes.aalter, Codes.kaprijke]).emptyAreas
      let told = empty.map { "\($0.area) \($0.municipalities) \($0.servedByOthers)" }
      #expect(told.count == 9)
      #expect(told.contains("respite [\"\(Codes.kaprijke)\", \"\(Codes.aalter)\"] true"))
      #expect(told.contains("financial [\"\(Codes.kaprijke)\"] false"))
      #expect(told.contains("emotional [\"\(Codes.kaprijke)\"] true"))
      #expect(told.contains("emotional [\"\(Codes.aalter)\"] false"))
    }
  }

  @Test("What holds in all of Flanders stands last, when it is asked for; examples from abroad and models never")
  func higher() async throws {
    try await withStatutes { served in
      try await served.publish([("a", Codes.aalter, "caregiver.age >= 18")])
      let law = Packs.pack(
        "vl",
        level: "flemish",
        territory: [],
        [Packs.provision("vl-premie", ["condition": "caregiver.age >= 21"])]
      )
      _ = try await served.statutes.publish(law)
      let abroad = Packs.pack("nl", level: "flemish", territory: [], [Packs.provision("nl-premie")])
        .replacingOccurrences(of: "  level:", with: "  country: NL\n  level:")
      _ = try await served.statutes.publish(abroad)
      _ = try await served.statutes.publish(
        Packs.pack("model", [Packs.provision("model-premie", ["model": "true"])])
      )
      let alone = try await served.matrix([Codes.aalter])
      #expect(alone.rows.flatMap(\.cells).map(\.provision.name) == ["provisions/a-premie"])
      let beside = try await served.matrix([Codes.aalter]) { $0.includeHigher = true }
      let cells = try #require(beside.rows.first).cells
      #expect(cells.map(\.provision.name) == ["provisions/a-premie", "provisions/vl-premie"])
      #expect(cells.map(\.municipality) == [Codes.aalter, ""])
      #expect(beside.rows.first?.relations.map(\.relation) == [.secondStricter])
      #expect(beside.contradictions.isEmpty)
    }
  }

  @Test("The regulation of a former municipality holds on in its part of the new one")
  func formerTerritory() async throws {
    try await withStatutes { served in
      let provision = Packs.provision("nevele-premie", ["valid_from": "2018-01-01"])
      _ = try await served.statutes.publish(Packs.pack("nevele", territory: ["44049"], [provision]))
      let matrix = try await served.matrix(["44083", Codes.aalter])
      #expect(matrix.rows.flatMap(\.cells).map(\.municipalityName) == ["Deinze"])
      let before = try await served.matrix(["44049"]) { $0.date = Samples.date(2018, 12, 31) }
      #expect(before.rows.flatMap(\.cells).map(\.municipalityName) == ["Nevele"])
      let since = try await served.matrix([Codes.aalter]) { $0.date = Samples.date(2020, 1, 1) }
      #expect(since.rows.isEmpty && since.emptyAreas.count == 8)
    }
  }
}
