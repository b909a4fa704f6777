import CareTypes
import GRPCCore
import RightsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Rights
@testable import RightsDomain

@Suite("What SimulateRegulation takes, and of whom")
struct SimulationRequestTests {
  private typealias Request = Mantel_Rights_V1_SimulateRegulationRequest

  /// A wrong request, and the fields that must be named.
  struct Wrong: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let fields: [String]
    let change: @Sendable (inout Mantel_Rights_V1_SimulateRegulationRequest) -> Void

    init(
      _ what: String,
      _ fields: String...,
      change: @escaping @Sendable (inout Mantel_Rights_V1_SimulateRegulationRequest) -> Void
    ) {
      testDescription = what
      self.fields = fields
      self.change = change
    }
  }

  static let wrongs: [Wrong] = [
    Wrong("nothing", "drafts") { $0.drafts = [] },
    Wrong("too many drafts", "drafts") { $0.drafts = Array(repeating: $0.drafts[0], count: 61) },
    Wrong("too much withdrawn", "withdrawn") { $0.withdrawn = (0...200).map { "provisions/w\($0)" } },
    Wrong("no such day", "date") { $0.date = Samples.date(2025, 2, 30) },
    Wrong("a malformed code", "municipalities[1]") { $0.municipalities = ["44084", "4408"] },
    Wrong("an unknown code", "municipalities[0]") { $0.municipalities = ["99999"] },
    Wrong("no name", "drafts[0].provision") { $0.drafts[0].provision = "" },
    Wrong("a malformed name", "drafts[0].provision") { $0.drafts[0].provision = "provisions/Test" },
    Wrong("a malformed name that is withdrawn", "withdrawn[0]") { $0.withdrawn = ["test"] },
    Wrong("a name twice", "drafts[1].provision") { $0.drafts.append($0.drafts[0]) },
    Wrong("drafted and withdrawn", "withdrawn[0]") { $0.withdrawn = ["provisions/test"] },
    Wrong("withdrawn twice", "withdrawn[1]") { $0.withdrawn = ["provisions/a", "provisions/a"] },
    Wrong("no mode", "drafts[0].grant_mode") { $0.drafts[0].grantMode = .unspecified },
    Wrong("an unknown mode", "drafts[0].grant_mode") { $0.drafts[0].grantMode = .UNRECOGNIZED(9) },
    Wrong("an unknown frequency", "drafts[0].frequency") { $0.drafts[0].frequency = .UNRECOGNIZED(9) },
    Wrong("an unknown kind", "drafts[0].kind") { $0.drafts[0].kind = "gift" },
    Wrong("a negative version", "drafts[0].version") { $0.drafts[0].version = -1 },
    Wrong("a negative number of days", "drafts[0].suspend_after_days_admitted") {
      $0.drafts[0].suspendAfterDaysAdmitted = -1
    },
    Wrong("an unknown territory", "drafts[0].territory[0]") { $0.drafts[0].territory = ["99999"] },
    Wrong("a malformed first day", "drafts[0].valid_from_date") { $0.drafts[0].validFromDate.month = 13 },
    Wrong("a malformed last day", "drafts[0].valid_to_date") { $0.drafts[0].validToDate.month = 13 },
    Wrong("no condition", "drafts[0].condition") { $0.drafts[0].condition = "" },
    Wrong("a condition that is none", "drafts[0].condition") { $0.drafts[0].condition = "caregiver.agee >= 1" },
    Wrong("a wrong part of evidence", "drafts[0].held_when") { $0.drafts[0].heldWhen = "1 +" },
    Wrong("an amount's condition", "drafts[0].amounts[1].condition") {
      $0.drafts[0].amounts = [.with { $0.cents = 1 }, .with { $0.condition = "caregiver.age" }]
    },
    Wrong("too much money", "drafts[0].amounts[0].cents") { $0.drafts[0].amounts = [.with { $0.cents = .max }] },
    Wrong("negative money", "drafts[0].amounts[0].cents") { $0.drafts[0].amounts = [.with { $0.cents = -1 }] },
    Wrong("an amount's malformed day", "drafts[0].amounts[0].valid_to_date") {
      $0.drafts[0].amounts = [.with { $0.validToDate = Samples.date(2025, 0, 1) }]
    },
    Wrong("an amount that ends first", "drafts[0].amounts[0].valid_to_date") {
      $0.drafts[0].amounts = [
        .with {
          $0.validFromDate = Samples.date(2025, 2, 1)
          $0.validToDate = Samples.date(2025, 1, 1)
        }
      ]
    },
    Wrong("a parameter's type", "drafts[0].parameters[0].type") {
      $0.drafts[0].parameters = [
        .with {
          $0.name = "low"; $0.type = "number"
        }
      ]
    },
    Wrong("a parameter's value", "drafts[0].parameters[0].value") {
      $0.drafts[0].parameters = [
        .with {
          $0.name = "low"; $0.type = "int"; $0.value = "3.5"
        }
      ]
    },
    Wrong("a parameter twice", "drafts[0].parameters") {
      $0.drafts[0].parameters = Array(
        repeating: .with {
          $0.name = "low"; $0.type = "int"
        },
        count: 2
      )
    },
    Wrong("a malformed relation", "drafts[0].overrides[0]", "drafts[0].excludes[1]") {
      $0.drafts[0].overrides = ["other"]
      $0.drafts[0].excludes = ["provisions/other", "provisions/"]
    },
    Wrong("a relation with itself", "drafts[0].overrides[0]") { $0.drafts[0].overrides = ["provisions/test"] },
    Wrong("a malformed proof", "drafts[0].accepted_proofs[0].proof", "drafts[0].accepted_proofs[0].part") {
      $0.drafts[0].acceptedProofs = [
        .with {
          $0.part = "nothing"; $0.proof = "proof"
        }
      ]
    },
  ]

  @Test("Each wrong field is named", arguments: wrongs)
  func wrong(_ wrong: Wrong) async throws {
    try await withSimulatingRights([], []) { rights in
      var request = Request()
      request.drafts = [Mantel_Type_V1_ExecutableProvision(try Cases.provision("caregiver.age >= 18"))]
      wrong.change(&request)
      let seen = try await refusal { try await rights.rights.simulateRegulation(request) }
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: wrong.fields))
    }
  }

  @Test("A condition's mistake is told with its line and column")
  func place() throws {
    let draft = try Cases.provision("caregiver.age >= 18 &&\n  caregiver.agee >= 1")
    let mistake = try #require(SimulationDraft.mistakes(of: draft).first)
    #expect(mistake.field == "condition" && mistake.description.hasPrefix("2:3: "))
  }

  @Test("A client simulates for those who live in its municipalities, or whose care partner does")
  func scope() async throws {
    let here = try NISCode("44084")
    let elsewhere = try Place("44021")
    let people = try SimulatingRights.people(60) { situation, index in
      if index < 40 { situation.caregiver.place = elsewhere }
      if index < 20 { situation.recipient.place = elsewhere }
    }
    let draft = try Cases.provision("situation.hours_per_week >= 10.0")
    try await withSimulatingRights(people, [], scope: CallScope(municipalities: [here])) { rights in
      #expect(try await rights.simulate([draft]).careSituations == 40)
      #expect(try await rights.simulate([draft], in: ["44084"]).careSituations == 40)
      let seen = try await refusal { try await rights.simulate([draft], in: ["44084", "44021"]) }
      #expect(seen == SeenError(.permissionDenied, "OUT_OF_SCOPE"))
    }
    try await withSimulatingRights(people, []) { rights in
      let all = try await rights.simulate([draft])
      let some = try await rights.simulate([draft], in: ["44021"])
      #expect(all.careSituations == 60 && some.careSituations == 40)
    }
    try await withSimulatingRights(people, [], scope: CallScope()) { rights in
      let none = try await rights.simulate([draft])
      #expect(none.careSituations == 0)
    }
  }

  @Test("People recorded under the code of a former municipality count with what it became")
  func mergers() async throws {
    let people = try SimulatingRights.people(30) { situation, index in
      let code = try Place(index < 15 ? "11007" : "11002")
      (situation.caregiver.place, situation.recipient.place) = (code, code)
    }
    let draft = try Cases.provision("situation.hours_per_week >= 10.0")
    let scope = CallScope(municipalities: [try NISCode("11002")])
    try await withSimulatingRights(people, [], scope: scope) { rights in
      for asked in [[], ["11002"], ["11007"]] {
        let answer = try await rights.simulate([draft], in: asked)
        #expect(answer.municipalities.map(\.municipality) == ["11002"] && answer.total.gaining == 30)
      }
      let early = try await rights.rights.simulateRegulation(
        .with {
          $0.drafts = [Mantel_Type_V1_ExecutableProvision(draft)]
          $0.date = Samples.date(2024, 12, 31)
        }
      )
      #expect(early.careSituations == 15 && early.municipalities.map(\.municipality) == ["11002"])
    }
  }
}
