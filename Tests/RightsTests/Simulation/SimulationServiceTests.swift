import CareTypes
import RightsAPI
import RuleLanguage
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing

@testable import Rights
@testable import RightsDomain

@Suite("SimulateRegulation")
struct SimulationServiceTests {
  private static let hours = "situation.hours_per_week >= 10.0"

  @Test("A higher amount is told as gain and cost by municipality, and nothing is stored")
  func amounts() async throws {
    let people = try SimulatingRights.people(30) { situation, index in
      if index >= 20 { situation.terms.hours = try CareHours(minutes: 60, per: .week) }
    }
    let premium = try Cases.provision(Self.hours).paying(2_500)
    try await withSimulatingRights(people, [premium]) { rights in
      let before = try await rights.store.database.contents()
      let answer = try await rights.simulate([premium.paying(4_000)])
      #expect(answer.careSituations == 30 && answer.municipalities.count == 1)
      let row = try #require(answer.municipalities.first)
      #expect(row.municipality == "44084" && row.municipalityCount == 1 && !row.withheld)
      #expect([row.gaining, row.losing, row.unchanged, row.undetermined] == [20, 0, 10, 0])
      #expect([row.rightsBefore, row.rightsAfter] == [20, 20])
      // 20 of 25 and of 40 euros, 12 times.
      #expect([row.centsBefore, row.centsAfter] == [600_000, 960_000])
      #expect(answer.total.gaining == 20 && answer.total.centsAfter == 960_000)
      #expect(!answer.protectedLose && answer.protectedGroups.count == 6)
      #expect(try await rights.store.database.contents() == before)
    }
  }

  @Test("A draft with the words of what is in force changes nothing, whatever is not known")
  func same() async throws {
    let people = try SimulatingRights.people(40) { situation, index in
      situation.recipient.birthDate = index % 2 == 0 ? nil : situation.recipient.birthDate
    }
    let premium = try Cases.provision("recipient.fod_points >= 9 || recipient.age >= 65").paying(nil)
    try await withSimulatingRights(people, [premium]) { rights in
      let answer = try await rights.simulate([premium.with { $0.titleEN = "Another title" }])
      #expect(answer.total.unchanged == 40 && answer.total.undetermined == 0)
      #expect(answer.total.unknownAmountsBefore == 20 && answer.total.unknownAmountsAfter == 20)
      let other = try await rights.simulate([premium.with { $0.condition = "recipient.age >= 65" }])
      #expect([other.total.losing, other.total.undetermined, other.total.unchanged] == [0, 20, 20])
    }
  }

  @Test("What is withdrawn is lost")
  func withdrawn() async throws {
    let people = try SimulatingRights.people(12)
    let card = try Cases.provision(Self.hours, name: "provisions/card")
    try await withSimulatingRights(people, [card]) { rights in
      let answer = try await rights.simulate([], withdrawn: ["provisions/card"])
      #expect(answer.total.losing == 12 && answer.total.rightsBefore == 12 && answer.total.rightsAfter == 0)
      let other = try await rights.simulate([], withdrawn: ["provisions/nothing"])
      #expect(other.total.unchanged == 12 && other.total.rightsBefore == 0)
    }
  }

  @Test("A draft counts whatever its first day; a version that has ended or not begun does not")
  func days() async throws {
    let people = try SimulatingRights.people(12)
    let ended = try Cases.provision(Self.hours, name: "provisions/ended", to: "2025-05-31")
    let later = try Cases.provision(Self.hours, name: "provisions/later", from: "2025-06-02")
    try await withSimulatingRights(people, [ended, later]) { rights in
      let answer = try await rights.simulate([], withdrawn: ["provisions/ended", "provisions/later"])
      #expect(answer.total.unchanged == 12 && answer.total.rightsBefore == 0)
      #expect(try await rights.simulate([later]).total.gaining == 12)
    }
  }

  @Test("Care that has not begun or has ended on the day is not looked at")
  func active() async throws {
    let people = try SimulatingRights.people(30) { situation, index in
      let start = try Cases.date("2024-03-01")
      if index < 5 { situation.span = try DateSpan(start: Cases.date("2025-06-02")) }
      if index >= 25 { situation.span = try DateSpan(start: start, end: Cases.date("2025-05-31")) }
      if index == 10 { situation.span = try DateSpan(start: start, end: Cases.date("2025-06-01")) }
    }
    try await withSimulatingRights(people, []) { rights in
      let answer = try await rights.simulate([try Cases.provision(Self.hours)])
      #expect(answer.careSituations == 20 && answer.total.gaining == 20)
    }
  }

  @Test("Groups of fewer than 10 are withheld with all that would give them away; that a protected group loses is told")
  func small() async throws {
    let people = try SimulatingRights.people(30) { situation, index in
      if index < 3 { situation.caregiver.birthDate = try Cases.date("2010-01-01") }
    }
    let premium = try Cases.provision("caregiver.age >= 10").paying(2_500)
    try await withSimulatingRights(people, [premium]) { rights in
      let answer = try await rights.simulate([premium.with { $0.condition = "caregiver.age >= 18" }])
      #expect(answer.careSituations == 30 && answer.municipalities.isEmpty && answer.total.withheld)
      #expect(answer.total.municipalityCount == 1)
      #expect(
        answer.total
          == .with {
            $0.withheld = true; $0.municipalityCount = 1
          }
      )
      #expect(answer.protectedLose && answer.protectedGroups.allSatisfy { $0.withheld && $0.gaining + $0.losing == 0 })
      #expect(answer.protectedGroups.filter(\.anyLoses).map(\.group) == ["young_caregivers"])
    }
  }

  @Test("A municipality with a small group stands with others in a row without a code")
  func together() async throws {
    let codes = ["44084", "43007", "44019"]
    let people = try SimulatingRights.people(103) { situation, index in
      let code = try Place(codes[index < 50 ? 0 : index < 58 ? 1 : 2])
      (situation.caregiver.place, situation.recipient.place) = (code, code)
    }
    try await withSimulatingRights(people, []) { rights in
      let answer = try await rights.simulate([try Cases.provision(Self.hours)])
      #expect(
        answer.municipalities.map(\.municipality) == ["44084", ""]
          || answer.municipalities.map(\.municipality) == ["44019", ""]
      )
      #expect(answer.municipalities.map(\.municipalityCount) == [1, 2])
      #expect(answer.municipalities.map(\.gaining).reduce(0, +) == 103 && answer.total.gaining == 103)
    }
  }

  @Test("Each protected group is told with its name in both languages")
  func groups() async throws {
    let facts: [(String, FactValue)] = [
      ("recipient.palliative_status", .bool(true)), ("recipient.fod_points", .int(15)),
      ("recipient.increased_reimbursement", .bool(true)), ("caregiver.csi_score", .int(7)),
      ("recipient.has_care_budget_severe", .bool(true)), ("recipient.fod_points", .int(14)),
    ]
    let people = try SimulatingRights.people(100) { situation, index in
      if index < 60 {
        let (fact, value) = facts[index / 10]
        situation.evidence = [.init(fact: fact, value: value, from: 0, until: nil)]
      } else if index < 72 {
        situation.caregiver.birthDate = try Cases.date("2007-06-02")
      } else if index < 85 {
        situation.recipient.birthDate = try Cases.date("2010-01-01")
      }
    }
    try await withSimulatingRights(people, [try Cases.provision(Self.hours)]) { rights in
      let answer = try await rights.simulate([], withdrawn: ["provisions/test"])
      let losing = Dictionary(uniqueKeysWithValues: answer.protectedGroups.map { ($0.group, $0.losing) })
      #expect(
        losing == [
          "young_caregivers": 12, "child_recipients": 13, "palliative": 10, "severe_care_need": 20, "low_income": 10,
          "overloaded_caregivers": 10,
        ]
      )
      #expect(answer.protectedGroups.allSatisfy { !$0.labelNl.isEmpty && !$0.labelEn.isEmpty && !$0.withheld })
      #expect(answer.protectedLose && answer.protectedGroups.allSatisfy(\.anyLoses))
    }
  }

  @Test("Without a date it is today, by the clock of the service")
  func today() async throws {
    let people = try SimulatingRights.people(30) { situation, index in
      if index < 12 { situation.span = try DateSpan(start: Cases.date("2025-06-01")) }
      if index >= 20 { situation.span = try DateSpan(start: Cases.date("2025-06-02")) }
    }
    try await withSimulatingRights(people, [try Cases.provision(Self.hours)]) { rights in
      let answer = try await rights.rights.simulateRegulation(.with { $0.withdrawn = ["provisions/test"] })
      #expect(answer.careSituations == 20 && answer.total.losing == 20)
    }
  }

  @Test("Whoever no longer waits ends the scan")
  func cancelled() async throws {
    let store = try await SimulatingRights.store(of: SimulatingRights.people(12), [])
    let date = try Cases.date("2025-06-01")
    let table = try ReferenceTables().municipalities
    let plan = SimulationPlan(inForce: [], drafts: [try Cases.provision(Self.hours)], withdrawn: [])
    let run = SimulationRun(plan, on: date, table)
    let area = try ScopedArea([], scope: nil, on: date, table)
    let scan = Task {
      while !Task.isCancelled { await Task.yield() }
      return try await store.simulate(run, in: area, on: date)
    }
    scan.cancel()
    await #expect(throws: CancellationError.self) { try await scan.value }
  }
}

extension ServiceDatabase {
  /// All that is kept of provisions and decisions, to see that nothing was.
  func contents() async throws -> [Int] {
    try await read { db in
      try ["provision", "decision_set", "outbox", "situation", "evaluation_queue"].map {
        try db.value(Int.self, "SELECT count(*) FROM \($0)") ?? 0
      }
    }
  }
}
