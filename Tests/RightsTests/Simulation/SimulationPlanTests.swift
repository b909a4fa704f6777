import CareTypes
import RightsAPI
import ServiceRuntime
import Testing

@testable import Rights
@testable import RightsDomain

@Suite("Which provisions a change of the law concerns")
struct SimulationPlanTests {
  /// A provision by its id, and how it bears on others.
  private static func provision(
    _ id: String,
    overrides: [String] = [],
    excludes: [String] = [],
    proofs: [String] = []
  ) throws -> ProvisionVersion {
    try Cases.provision("caregiver.age >= 18", name: "provisions/\(id)").with {
      $0.overrides = overrides.map { "provisions/\($0)" }
      $0.excludes = excludes.map { "provisions/\($0)" }
      $0.acceptedProofs = proofs.map {
        .init(part: "caregiver.age >= 18", proof: "provisions/\($0)", isDeclared: true)
      }
    }
  }

  /// Ids of provisions by their names, sorted.
  private static func ids(_ names: some Sequence<String>) -> [String] {
    names.map { String($0.dropFirst(11)) }.sorted()
  }

  @Test("What is drafted, withdrawn, overridden, excluded or proven by it is concerned; what only bears on it is not")
  func relations() throws {
    let inForce = try [
      Self.provision("alone"), Self.provision("accepting", proofs: ["draft"]), Self.provision("fallback"),
      Self.provision("default-of-old"), Self.provision("draft", overrides: ["default-of-old"]),
      Self.provision("excluding", excludes: ["draft"]), Self.provision("further", excludes: ["excluding"]),
      Self.provision("proof"), Self.provision("proof-of-proof"), Self.provision("over", overrides: ["draft"]),
      Self.provision("gone"),
    ]
    let draft = try Self.provision("draft", overrides: ["fallback"], proofs: ["proof"])
    let plan = SimulationPlan(inForce: inForce, drafts: [draft], withdrawn: ["provisions/gone"])
    #expect(
      Self.ids(plan.concerned) == [
        "accepting", "default-of-old", "draft", "excluding", "fallback", "further", "gone",
      ]
    )
    let decided = Self.ids(plan.concerned) + ["over", "proof"]
    #expect(Self.ids(plan.before.map(\.name)) == decided.sorted())
    #expect(Self.ids(plan.after.map(\.name)) == decided.filter { $0 != "gone" }.sorted())
    #expect(plan.after.first { $0.name == "provisions/draft" } == draft)
  }

  @Test("A draft that clashes with what is granted leaves both undecided, and the verdict open")
  func contradiction() async throws {
    let people = try SimulatingRights.people(12)
    let held = try Cases.provision("caregiver.age >= 18", name: "provisions/held", automatic: true).paying(1_000)
    let draft = try Cases.provision("caregiver.age >= 18", name: "provisions/draft", automatic: true).paying(2_000)
      .with { $0.excludes = ["provisions/held"] }
    try await withSimulatingRights(people, [held]) { rights in
      try await rights.store.apply(
        people.map { .consent(person: $0.recipient.id, purpose: .automaticRights, given: true) },
        of: .registration,
        upTo: 2
      )
      let answer = try await rights.simulate([draft])
      #expect(answer.total.undetermined == 12 && answer.total.rightsBefore == 12 && answer.total.rightsAfter == 0)
      let instead = try await rights.simulate([draft.with { $0.overrides = ["provisions/held"] }])
      #expect(instead.total.gaining == 12 && instead.total.centsAfter == 2 * instead.total.centsBefore)
    }
  }
}
