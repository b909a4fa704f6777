import GRPCCore
import StatutesAPI
import TestSupport
import Testing
import TypeAPI

@testable import StatutesDomain

@Suite("ListClashes")
struct ClashTests {
  private func clashes(
    _ served: ServedStatutes,
    in municipality: String = "",
    _ change: (inout Mantel_Statutes_V1_ListClashesRequest) -> Void = { _ in }
  ) async throws -> [Mantel_Statutes_V1_Clash] {
    var request = Mantel_Statutes_V1_ListClashesRequest()
    request.municipality = municipality
    change(&request)
    return try await served.comparison.listClashes(request).clashes
  }

  /// Two provisions of which the second excludes the first.
  private func publish(
    _ served: ServedStatutes,
    _ first: (condition: String, code: String?),
    _ second: (condition: String, code: String?)
  ) async throws {
    let both: [(id: String, told: (condition: String, code: String?), excludes: String?)] = [
      ("one", first, nil), ("two", second, "[one-premie]"),
    ]
    for (id, (condition, code), excludes) in both {
      let provision = Packs.provision("\(id)-premie", ["condition": condition, "excludes": excludes])
      let level = code == nil ? "flemish" : "municipal"
      _ = try await served.statutes.publish(
        Packs.pack(id, level: level, territory: code.map { [$0] } ?? [], [provision])
      )
    }
  }

  @Test("Two that exclude each other and can both be met clash, and someone shows it")
  func excluded() async throws {
    try await withStatutes { served in
      let (first, second) = ("recipient.age >= 21 && caregiver.resident", "recipient.bel_score >= 35")
      try await publish(served, (first, nil), (second, Codes.aalter))
      let found = try await clashes(served)
      let clash = try #require(found.first)
      #expect(found.count == 1 && clash.kind == .excluded)
      #expect(clash.first == "provisions/one-premie" && clash.second == "provisions/two-premie")
      let shown = [try holds(first, clash.example), try holds(second, clash.example)]
      #expect(shown == [true, true])
      #expect(clash.text.nl.contains("Testpremie") && clash.text.en.contains("Test premium"))
      #expect(try await clashes(served, in: Codes.aalter) == found)
      #expect(try await clashes(served, in: Codes.kaprijke).isEmpty)
      #expect(try await clashes(served) { $0.date = Samples.date(2019, 12, 31) }.isEmpty)
    }
  }

  @Test(
    "Two that nobody can meet, or that hold nowhere together, do not clash",
    arguments: [
      ("recipient.age < 21", Codes.aalter, "recipient.age >= 21", Codes.aalter),
      ("recipient.age >= 21", Codes.aalter, "recipient.age >= 21", Codes.kaprijke),
    ]
  )
  func none(first: String, firstCode: String, second: String, secondCode: String) async throws {
    try await withStatutes { served in
      try await publish(served, (first, firstCode), (second, secondCode))
      #expect(try await clashes(served).isEmpty)
    }
  }

  @Test("Points on one municipality's scale cannot be both more and less; those on another's scale can")
  func ownScales() async throws {
    let (least, below) = ("recipient.municipal_scale >= 5", "recipient.municipal_scale < 5")
    try await withStatutes { served in
      let provisions = [
        Packs.provision("a-1", ["condition": least]),
        Packs.provision("a-2", ["condition": below, "excludes": "[a-1]"]),
      ]
      _ = try await served.statutes.publish(Packs.pack("a", provisions))
      #expect(try await clashes(served).isEmpty)
    }
    try await withStatutes { served in
      try await publish(served, (least, Codes.aalter), (below, Codes.aalter))
      #expect(try await clashes(served).map(\.kind) == [.excluded])
    }
    try await withStatutes { served in
      let both = [
        Packs.provision("a-1", ["condition": least]),
        Packs.provision("a-2", ["condition": "recipient.municipal_scale >= 7", "excludes": "[a-1]"]),
      ]
      _ = try await served.statutes.publish(Packs.pack("a", both))
      let shown = try #require(try await clashes(served).first).example
      #expect(shown.map(\.fact) == ["recipient.municipal_scale"])
      #expect(try holds("recipient.municipal_scale >= 7", shown) == true)
    }
  }

  @Test("An exclusion that both declare is one clash")
  func once() async throws {
    try await withStatutes { served in
      let provisions = [
        Packs.provision("a-1", ["excludes": "[a-2]"]), Packs.provision("a-2", ["excludes": "[a-1]"]),
      ]
      _ = try await served.statutes.publish(Packs.pack("a", provisions))
      #expect(try await clashes(served).map(\.first) == ["provisions/a-1"])
    }
  }

  @Test("Two that stand in for one provision in one territory clash, and need no one to show it")
  func sameTerm() async throws {
    try await withStatutes { served in
      _ = try await served.statutes.publish(
        Packs.pack(
          "a",
          [
            Packs.provision("a-oud"), Packs.provision("a-1", ["overrides": "[a-oud]"]),
            Packs.provision("a-2", ["overrides": "[a-oud]"]),
          ]
        )
      )
      let found = try await clashes(served)
      #expect(found.map(\.kind) == [.sameTerm])
      #expect(found.map { [$0.first, $0.second] } == [["provisions/a-1", "provisions/a-2"]])
      #expect(found.allSatisfy { $0.example.isEmpty && $0.text.nl.contains("a-oud") })
    }
  }

  @Test("Two parts of a merged municipality that stand in for one law, each in its own part, do not clash")
  func parts() async throws {
    try await withStatutes { served in
      let parameters = "[{name: age, type: int, value: 18, open: true, min: 0, max: 75, label: {nl: l, en: a}}]"
      let law = Packs.provision("vl-wet", ["condition": "caregiver.age >= parameter.age", "parameters": parameters])
      _ = try await served.statutes.publish(Packs.pack("vl", level: "flemish", territory: [], [law]))
      for (id, code) in [("nevele", "44049"), ("deinze", "44011")] {
        _ = try await served.statutes.publish(
          """
          authority: {id: \(id), name: {nl: A, en: A}, level: municipal, territory: ["\(code)"]}
          adoptions:
            - {of: vl-wet, of_version: 1, id: \(id)-wet, version: 1,
               legal_basis: R, values: {age: 65}, valid_from: 2018-01-01}
          """
        )
      }
      #expect(try await clashes(served).isEmpty)
      #expect(try await clashes(served, in: "44083").isEmpty)
    }
  }

  @Test("A malformed municipality or date is refused by its field")
  func wrong() async throws {
    try await withStatutes { served in
      for code in ["nowhere", "44049"] {
        let seen = try await refusal { try await clashes(served, in: code) }
        #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["municipality"]))
      }
      let date = try await refusal { try await clashes(served) { $0.date = Samples.date(2025, 13, 1) } }
      #expect(date == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["date"]))
    }
  }
}
