import CareTypes
import RuleLanguage
import ServiceCore
import ServiceRuntime
import Testing

@testable import StatutesDomain

/// Numbers that are the same in every run.
private struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var mixed = state
    mixed ^= mixed >> 33
    mixed &*= 0xff51_afd7_ed55_8ccd
    return mixed ^ (mixed >> 33)
  }
}

@Suite("What proposals promise")
struct ProposalPropertyTests {
  private static let municipalities = [("aalter", "44084"), ("kaprijke", "43007"), ("evergem", "44019")]

  /// Regulations whose proofs, ages and stances are drawn.
  private static func regulations(_ numbers: inout SeededNumbers, sharedProof: Bool) -> [String] {
    municipalities.map { authority, code in
      var parts = ["recipient.resident"]
      if Bool.random(using: &numbers) { parts.append("caregiver.resident") }
      if Bool.random(using: &numbers) { parts.append("caregiver.age >= \(Int.random(in: 1...30, using: &numbers))") }
      if Bool.random(using: &numbers) { parts.append("recipient.age > \(Int.random(in: 0...64, using: &numbers))") }
      var proofs: [String] = []
      if sharedProof || Bool.random(using: &numbers) {
        proofs.append("recipient.fod_points >= \(Int.random(in: 7...18, using: &numbers))")
      }
      if proofs.isEmpty || Bool.random(using: &numbers) {
        proofs.append("recipient.bel_score >= \(Int.random(in: 25...40, using: &numbers))")
      }
      switch Int.random(in: 0...3, using: &numbers) {
      case 0: parts.append("!recipient.has_care_budget_severe")
      case 1: proofs.append("recipient.has_care_budget_severe")
      case 2 where !sharedProof: parts.append("recipient.has_care_budget_severe")
      default: break
      }
      parts.append("(\(proofs.joined(separator: " || ")))")
      return HarmonisationFixture.regulation(
        authority,
        code,
        parts.joined(separator: " && "),
        ["benefit": "{amount_cents: 20000, frequency: yearly, payee: caregiver}"]
      )
    }
  }

  private static func person(_ numbers: inout SeededNumbers) -> FactSheet {
    [
      "caregiver.resident": .bool(.random(using: &numbers)), "recipient.resident": .bool(true),
      "caregiver.age": .int(.random(in: 0...35, using: &numbers)),
      "recipient.age": .int(.random(in: 0...70, using: &numbers)),
      "recipient.fod_points": .int(.random(in: 6...18, using: &numbers)),
      "recipient.bel_score": .int(.random(in: 24...41, using: &numbers)),
      "recipient.has_care_budget_severe": .bool(.random(using: &numbers)),
    ]
  }

  private static func proposal(_ strategy: HarmonisationStrategy, _ packs: [String]) throws -> (
    proposal: Proposal, regulations: [Provision]
  ) {
    let law = try HarmonisationFixture.law([HarmonisationFixture.model] + packs)
    let model = try #require(law.models.first?.provision)
    let wish = ProposalRequest(
      strategy,
      date: try CalendarDate(iso: "2025-06-01"),
      validFrom: try CalendarDate(iso: "2026-01-01")
    )
    let codes = try municipalities.map { try NISCode($0.1) }
    let made = try Proposal.make(model, for: codes, wish, law: law, tables: try ReferenceTables())
    let regulations = law.versions.map(\.provision).filter { !$0.isModel }
    return (try #require(made), regulations)
  }

  /// Provisions, compiled once for all people.
  private struct Rules {
    let rules: [(condition: Condition, values: FactSheet)]

    init(_ provisions: [Provision]) throws {
      rules = try provisions.map { (try $0.compiled(), $0.parameterValues) }
    }

    /// Which of them someone meets.
    func met(by person: FactSheet) -> [Bool] {
      rules.map { $0.condition.evaluate($0.values.adding(person)).outcome == .yes }
    }
  }

  @Test("Nobody who meets a regulation misses the most generous proposal", arguments: 1...10)
  func nobodyLoses(seed: Int) throws {
    var numbers = SeededNumbers(state: UInt64(seed))
    let (proposal, regulations) = try Self.proposal(
      .mostGenerous,
      Self.regulations(&numbers, sharedProof: false)
    )
    #expect(proposal.lost.isEmpty)
    let proposed = try #require(proposal.packs.first?.provisions.first)
    let (before, after) = (try Rules(regulations), try Rules([proposed]))
    var met = 0
    for _ in 0..<400 {
      let person = Self.person(&numbers)
      guard before.met(by: person).contains(true) else { continue }
      met += 1
      #expect(after.met(by: person) == [true], "\(person)")
    }
    #expect(met > 0)
  }

  @Test("Nobody meets the strictest proposal and misses a regulation, unless that is told", arguments: 1...10)
  func nobodyGains(seed: Int) throws {
    var numbers = SeededNumbers(state: UInt64(seed))
    let (proposal, regulations) = try Self.proposal(.strictest, Self.regulations(&numbers, sharedProof: true))
    let proposed = try #require(proposal.packs.first?.provisions.first)
    #expect(proposal.lost.isEmpty)
    let (before, after) = (try Rules(regulations), try Rules([proposed]))
    for _ in 0..<400 {
      let person = Self.person(&numbers)
      guard after.met(by: person) == [true] else { continue }
      #expect(!before.met(by: person).contains(false), "\(person)")
    }
  }
}
