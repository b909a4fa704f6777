import CareTypes
import RightsAPI
import Testing

@testable import Rights
@testable import RightsDomain

@Suite("To whom a simulation counts a right")
struct SimulationBeneficiaryTests {
  private static let condition = "situation.hours_per_week >= 10.0"

  /// Care in which people come several times: each of so many recipients has the same number of caregivers, one of whom cares
  /// for all of them.
  private static func people(recipients: Int, caregivers: Int) throws -> [SituationFacts] {
    let common = OpaqueID.random()
    let ids = (0..<recipients).map { _ in OpaqueID.random() }
    return try SimulatingRights.people(recipients * caregivers) { situation, index in
      // The care situations of one recipient are far apart, so that they are counted in different batches.
      situation.recipient.id = ids[index % recipients]
      if index < recipients { situation.caregiver.id = common }
    }
  }

  @Test(
    "A recipient's right is counted once for all caregivers, a caregiver's once for all recipients, a pair's for each"
  )
  func once() async throws {
    let people = try Self.people(recipients: 500, caregivers: 3)
    let recipients = try Cases.provision(Self.condition, name: "provisions/recipient").paying(1_000)
    var caregivers = try Cases.provision(Self.condition, name: "provisions/caregiver").paying(1_000)
    caregivers.isForRecipient = false
    var pairs = caregivers
    pairs.name = "provisions/pair"
    pairs.awardTerms = AwardTerms()
    pairs.awardTerms?.isForPair = true
    for (provision, count) in [(recipients, 500), (caregivers, 1_001), (pairs, 1_500)] {
      try await withSimulatingRights(people, [provision]) { rights in
        // The draft does not say for whom it is awarded.
        let draft = provision.paying(2_000).with { $0.awardTerms = nil }
        let answer = try await rights.simulate([draft])
        #expect(answer.careSituations == 1_500 && answer.total.gaining == 1_500)
        #expect([answer.total.rightsBefore, answer.total.rightsAfter] == [Int64(count), Int64(count)])
        #expect([answer.total.centsBefore, answer.total.centsAfter] == [Int64(count) * 12_000, Int64(count) * 24_000])
      }
    }
  }

  @Test("Of several care situations the one that pays most counts, and an amount that may be higher is not known")
  func best() async throws {
    let people = try Self.people(recipients: 20, caregivers: 2).enumerated().map { index, situation in
      var situation = situation
      if index >= 20 { situation.terms.hours = try CareHours(minutes: 40 * 60, per: .week) }
      return situation
    }
    let premium = try Cases.provision(Self.condition).with {
      $0.amounts = [
        .init(cents: 3_000, condition: "situation.hours_per_week >= 30.0"), .init(cents: 2_000, condition: nil),
      ]
      $0.frequency = .monthly
    }
    let open = premium.with {
      $0.amounts[1] = .init(cents: 4_000, condition: "recipient.fod_points >= 9")
      $0.amounts.append(.init(cents: 2_000, condition: nil))
    }
    try await withSimulatingRights(people, [premium]) { rights in
      let answer = try await rights.simulate([open])
      #expect(answer.total.rightsBefore == 20 && answer.total.centsBefore == 20 * 36_000)
      #expect(answer.total.rightsAfter == 20 && answer.total.unknownAmountsAfter == 20)
      #expect(answer.total.centsAfter == 0)
    }
  }

  @Test("Reports of parts come to the same in any order")
  func parts() throws {
    let table = try Cases.municipalities()
    let day = try Cases.date("2025-06-01")
    let plan = SimulationPlan(
      inForce: [try Cases.provision(Self.condition).paying(1_000)],
      drafts: [try Cases.provision(Self.condition).paying(1_500)],
      withdrawn: []
    )
    let run = SimulationRun(plan, on: day, table)
    let people = try Self.people(recipients: 6, caregivers: 2).map { situation in
      var situation = situation
      situation.caregiverCount = 2
      return situation
    }
    let parts = people.map { situation in
      var part = SimulationReport()
      run.count(situation, in: &part)
      return part
    }
    let totals = [parts, parts.reversed(), parts.shuffled()].map { parts in
      var whole = SimulationReport()
      for part in parts { whole.add(part) }
      whole.settle()
      return whole.total
    }
    #expect(totals.allSatisfy { $0 == totals[0] })
    #expect(totals[0].before.rights == 6 && totals[0].before.cents == 6 * 12_000 && totals[0].careSituations == 12)
  }
}
