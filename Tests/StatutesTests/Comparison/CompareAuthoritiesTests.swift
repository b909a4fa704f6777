import CareTypes
import GRPCCore
import RuleLanguage
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import StatutesDomain

@Suite("CompareAuthorities")
struct CompareAuthoritiesTests {
  /// The one row of two municipalities that have a premium each.
  private func aspects(
    _ left: String,
    _ right: String,
    in served: ServedStatutes
  ) async throws -> [Mantel_Statutes_V1_ComparedAspect] {
    let rows = try await served.comparison.compareAuthorities(
      .with {
        $0.left = left
        $0.right = right
      }
    ).rows
    #expect(rows.count == 1)
    let row = try #require(rows.first)
    #expect(row.kind == .premium && row.left.authority.id == left && row.right.authority.id == right)
    return row.aspects
  }

  @Test("Aalter and Kaprijke pay the same, and ask for other things")
  func aalterAndKaprijke() async throws {
    try await withPublishedLaw { served in
      let aspects = try await aspects("aalter", "kaprijke", in: served)
      let amount = try #require(aspects.first { $0.labelNl == "bedrag" })
      #expect(amount.same && amount.leftNl == "25,00 EUR" && amount.rightEn == "25.00 EUR")
      let frequency = try #require(aspects.first { $0.labelEn == "frequency" })
      #expect(frequency.same && frequency.leftNl == "per maand")
      let beneficiary = try #require(aspects.first { $0.labelNl == "begunstigde" })
      #expect(beneficiary.same && beneficiary.leftNl == "mantelzorger, per zorgvrager")
      let mode = try #require(aspects.first { $0.labelNl == "toekenning" })
      #expect(!mode.same && mode.rightEn == "on application")

      let window = try #require(aspects.first { $0.rightNl.contains("BEL-profielschaal") })
      #expect(!window.same && window.leftNl == "–")
      #expect(window.rightNl.contains("minstens 30") && window.rightNl.contains("hoogstens 34"))
      #expect(window.rightEn.contains("at least 30") && window.rightEn.contains("at most 34"))
      let budget = try #require(aspects.first { $0.rightNl.contains("zorgbudget voor zwaar zorgbehoevenden") })
      #expect(!budget.same && budget.leftNl == "–" && budget.rightNl.contains("nee is vereist"))
      let need = try #require(aspects.first { $0.leftNl.contains("minstens 12") })
      #expect(!need.same && need.rightNl == "–" && need.leftNl.contains("zorgbudget voor zwaar zorgbehoevenden"))

      let recipientAge = try #require(aspects.first { $0.leftEn.contains("age of the recipient") })
      #expect(!recipientAge.same)
      #expect(recipientAge.leftEn.contains("at least 21 years") && recipientAge.rightEn.contains("at least 18 years"))
      let caregiverAge = try #require(aspects.first { $0.leftEn.contains("age of the caregiver") })
      #expect(!caregiverAge.same && caregiverAge.leftEn.contains("16") && caregiverAge.rightEn == "–")
      for who in ["mantelzorger", "zorgvrager"] {
        let home = try #require(aspects.first { $0.leftNl.contains("woonplaats van de \(who)") })
        #expect(home.same && home.leftNl == home.rightNl)
      }
      let order = aspects.map(\.same)
      #expect(order == order.filter { !$0 } + order.filter { $0 })
    }
  }

  @Test("What is unknown is like nothing else, not even like another unknown")
  func unknown() async throws {
    try await withPublishedLaw { served in
      for other in ["aalter", "evergem"] {
        let aspects = try await aspects("maldegem", other, in: served)
        for label in ["bedrag", "periodiciteit"] {
          let aspect = try #require(aspects.first { $0.labelNl == label })
          #expect(!aspect.same && aspect.leftNl == "niet bekend" && aspect.leftEn == "not known", "\(other)")
        }
        let threshold = try #require(aspects.first { $0.leftNl.contains("drempel op de BEL-profielschaal") })
        #expect(!threshold.same && threshold.leftEn.contains("not known"))
      }
    }
  }

  @Test("A known parameter counts as its value, an unknown one as nothing")
  func parameters() async throws {
    try await withStatutes { served in
      func pack(_ authority: String, _ value: String?) -> String {
        let condition = "caregiver.age >= \(value == nil ? "18" : "parameter.age")"
        let parameters = value.map { "[{name: age, type: int, value: \($0), label: {nl: leeftijd, en: age}}]" }
        return Packs.pack(
          authority,
          [Packs.provision("\(authority)-premie", ["condition": condition, "parameters": parameters])]
        )
      }
      for (authority, value) in [("plain", nil), ("known", "18"), ("open", "unknown"), ("gap", "unknown")] {
        _ = try await served.statutes.publish(pack(authority, value))
      }
      for (left, right, same) in [("plain", "known", true), ("plain", "open", false), ("open", "gap", false)] {
        let aspects = try await aspects(left, right, in: served)
        let age = try #require(aspects.first { $0.labelEn == "requirement" })
        #expect(age.same == same, "\(left) \(right): \(age.leftNl) | \(age.rightNl)")
      }
    }
  }

  @Test(
    "Unknown parameters within alternatives and computations are noticed",
    arguments: [
      "caregiver.resident || recipient.bel_score >= parameter.t",
      "recipient.bel_score * 2 >= parameter.t + 1",
      "recipient.age < 21 ? recipient.bel_score >= parameter.t : caregiver.resident",
    ]
  )
  func hiddenParameters(condition: String) async throws {
    try await withStatutes { served in
      for authority in ["a", "b"] {
        let provision = Packs.provision(
          "\(authority)-premie",
          [
            "condition": condition,
            "parameters": "[{name: t, type: int, value: unknown, label: {nl: drempel, en: threshold}}]",
          ]
        )
        _ = try await served.statutes.publish(Packs.pack(authority, [provision]))
      }
      let aspects = try await aspects("a", "b", in: served)
      let requirements = aspects.filter { $0.labelEn == "requirement" }
      #expect(requirements.count == 1)
      #expect(requirements.allSatisfy { !$0.same && $0.leftNl == $0.rightNl })
    }
  }

  @Test("The order of the parts of a condition makes no difference")
  func order() async throws {
    try await withStatutes { served in
      let parts = ["recipient.bel_score >= 30", "recipient.bel_score <= 34", "!recipient.has_care_budget_severe"]
      for (authority, parts) in [("a", parts), ("b", parts.reversed())] {
        let provision = Packs.provision("\(authority)-premie", ["condition": parts.joined(separator: " && ")])
        _ = try await served.statutes.publish(Packs.pack(authority, [provision]))
      }
      #expect(try await aspects("a", "b", in: served).allSatisfy { $0.same })
    }
  }

  @Test("Pairs of one kind come first, then what only one of the two has; those have no aspects")
  func lonely() async throws {
    try await withStatutes { served in
      let card = ["kind": "card", "benefit": nil] as [String: String?]
      _ = try await served.statutes.publish(
        Packs.pack("a", [Packs.provision("a-card", card), Packs.provision("a-premium"), Packs.provision("a-second")])
      )
      _ = try await served.statutes.publish(
        Packs.pack(
          "b",
          [
            Packs.provision("b-card", card), Packs.provision("b-leave", ["kind": "leave"]),
            Packs.provision("b-premium"),
          ]
        )
      )
      let rows = try await served.comparison.compareAuthorities(
        .with {
          $0.left = "a"
          $0.right = "b"
        }
      ).rows
      let pairs = rows.map { row in
        [row.hasLeft ? row.left.name : "", row.hasRight ? row.right.name : ""].map { $0.dropFirst(11) }
      }
      #expect(pairs == [["a-premium", "b-premium"], ["a-card", "b-card"], ["a-second", ""], ["", "b-leave"]])
      #expect(rows.map(\.aspects.isEmpty) == [false, false, true, true])
      // A card is no money: there is no amount to compare.
      #expect(rows[1].aspects.allSatisfy { $0.labelNl != "bedrag" && $0.same })
    }
  }

  @Test("The provisions of the day are compared")
  func date() async throws {
    try await withStatutes { served in
      _ = try await served.statutes.publish(Packs.pack("a", [Packs.provision("a-premie", ["valid_to": "2024-12-31"])]))
      _ = try await served.statutes.publish(Packs.pack("b", [Packs.provision("b-premie")]))
      var request = Mantel_Statutes_V1_CompareAuthoritiesRequest()
      request.left = "a"
      request.right = "b"
      let today = try await served.comparison.compareAuthorities(request).rows
      #expect(today.map(\.hasLeft) == [false])
      request.date = Samples.date(2024, 12, 31)
      let then = try await served.comparison.compareAuthorities(request).rows
      #expect(then.map(\.hasLeft) == [true])
    }
  }

  @Test(
    "A wrong field is refused by its name, and an unknown authority is not found",
    arguments: [
      ("", "a", SeenError(.invalidArgument, "INVALID_FIELD", fields: ["left"])),
      ("a", "", SeenError(.invalidArgument, "INVALID_FIELD", fields: ["right"])),
      ("", "", SeenError(.invalidArgument, "INVALID_FIELD", fields: ["left", "right"])),
      ("A", "a", SeenError(.invalidArgument, "INVALID_FIELD", fields: ["left"])),
      ("a", "a", SeenError(.invalidArgument, "INVALID_FIELD", fields: ["right"])),
      ("a", "nowhere", SeenError(.notFound, "RESOURCE_NOT_FOUND")),
    ]
  )
  func wrong(left: String, right: String, expected: SeenError) async throws {
    try await withStatutes { served in
      _ = try await served.statutes.publish(Packs.pack("a", [Packs.provision("a-premie")]))
      let seen = try await refusal {
        try await served.comparison.compareAuthorities(
          .with {
            $0.left = left
            $0.right = right
          }
        )
      }
      #expect(seen == expected)
      let date = try await refusal {
        try await served.comparison.compareAuthorities(
          .with {
            $0.left = "a"
            $0.right = "b"
            $0.date = Samples.date(2025, 13, 1)
          }
        )
      }
      #expect(date == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["date"]))
    }
  }
}
