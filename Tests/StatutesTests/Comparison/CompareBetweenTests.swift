import RuleLanguage
import StatutesAPI
import TestSupport
import Testing

@testable import StatutesDomain

@Suite("Who falls between two municipalities")
struct CompareBetweenTests {
  private typealias Between = Mantel_Statutes_V1_BetweenTwo

  /// The premium of Aalter and that of Kaprijke, for a caregiver of Aalter and a recipient of Kaprijke.
  private func between(_ aalter: String, _ kaprijke: String) async throws -> Between {
    try await withStatutes { served in
      try await served.publish([("a", Codes.aalter, aalter), ("k", Codes.kaprijke, kaprijke)])
      let all = try await served.matrix([Codes.kaprijke, Codes.aalter]).between
      #expect(all.count == 2 && all.allSatisfy { $0.kind == .premium })
      return try #require(
        all.first { $0.caregiverMunicipality == Codes.aalter && $0.recipientMunicipality == Codes.kaprijke }
      )
    }
  }

  @Test("Where both must live in one municipality, nobody is reached, and everyone falls between")
  func nobody() async throws {
    let both = "caregiver.resident && recipient.resident"
    let found = try await between("\(both) && caregiver.age >= 16", "\(both) && recipient.age >= 21")
    #expect(found.reachable.isEmpty && found.fallsBetween && !found.canGetBoth)
    let near: FactSheet = ["caregiver.resident": .bool(true), "recipient.resident": .bool(true)]
    let shows = [
      try holds("\(both) && caregiver.age >= 16", found.example, with: near),
      try holds("\(both) && recipient.age >= 21", found.example, with: near),
    ]
    #expect(shows.contains(true))
  }

  @Test("Where the one asks where the caregiver lives and the other where the recipient does, both can be had")
  func both() async throws {
    let found = try await between("caregiver.resident", "recipient.resident && recipient.age >= 21")
    #expect(found.reachable == ["provisions/a-premie", "provisions/k-premie"])
    #expect(found.canGetBoth && !found.fallsBetween && found.example.isEmpty)
  }

  @Test("Whoever meets what is reached does not fall between; whoever does not is shown")
  func some() async throws {
    let kaprijke = "recipient.resident && recipient.bel_score >= 35"
    let found = try await between("caregiver.resident && recipient.resident && recipient.bel_score >= 30", kaprijke)
    #expect(found.reachable == ["provisions/k-premie"])
    #expect(found.fallsBetween && !found.canGetBoth)
    #expect(try holds("recipient.bel_score >= 30", found.example) == true)
    #expect(try holds("recipient.bel_score >= 35", found.example) == false)

    let none = try await between("caregiver.resident && recipient.resident && recipient.bel_score >= 40", kaprijke)
    #expect(!none.fallsBetween && none.example.isEmpty)
  }

  @Test("Conditions that exclude each other are reached, but not both at once")
  func exclusive() async throws {
    let found = try await between(
      "caregiver.resident && recipient.has_care_budget_severe",
      "recipient.resident && !recipient.has_care_budget_severe"
    )
    #expect(found.reachable.count == 2 && !found.canGetBoth && !found.fallsBetween)
  }

  @Test("One address is in one municipality")
  func address() async throws {
    let found = try await between(
      "caregiver.resident && situation.same_address",
      "recipient.resident && caregiver.age > 99"
    )
    #expect(found.reachable == ["provisions/k-premie"] && !found.canGetBoth)
  }

  @Test("Two that cannot be held beside each other are not had both")
  func excluded() async throws {
    try await withStatutes { served in
      try await served.publish([("k", Codes.kaprijke, "recipient.resident")])
      let provision = Packs.provision("a-premie", ["condition": "caregiver.resident", "excludes": "[k-premie]"])
      _ = try await served.statutes.publish(Packs.pack("a", [provision]))
      let all = try await served.matrix([Codes.aalter, Codes.kaprijke]).between
      let found = try #require(all.first { $0.caregiverMunicipality == Codes.aalter })
      #expect(found.reachable.count == 2 && !found.canGetBoth)
    }
  }

  @Test("Where nobody is reached, an unknown figure does not hide that someone falls between")
  func unknownFigure() async throws {
    try await withStatutes { served in
      let open: [String: String?] = [
        "condition":
          "recipient.resident && caregiver.resident && (recipient.age > 20 || recipient.bel_score >= parameter.t)",
        "parameters": "[{name: t, type: int, value: unknown, label: {nl: drempel, en: threshold}}]",
      ]
      _ = try await served.statutes.publish(Packs.pack("a", [Packs.provision("a-premie", open)]))
      let all = try await served.matrix([Codes.aalter, Codes.kaprijke]).between
      #expect(all.count == 2)
      #expect(all.allSatisfy { $0.reachable.isEmpty && $0.fallsBetween && !$0.canGetBoth })
    }
  }

  @Test("One municipality has no pairs, and kinds that neither of two has are left out")
  func pairs() async throws {
    try await withStatutes { served in
      try await served.publish([("a", Codes.aalter, "caregiver.resident")])
      #expect(try await served.matrix([Codes.aalter]).between.isEmpty)
      #expect(try await served.matrix([Codes.kaprijke, Codes.maldegem]).between.isEmpty)
      #expect(try await served.matrix([Codes.kaprijke, Codes.maldegem, Codes.aalter]).between.count == 4)
    }
  }
}
