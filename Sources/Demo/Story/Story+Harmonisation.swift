import CareTypes
import Foundation
import GatewayAPI
import RightsAPI
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TypeAPI

// What the municipalities give, laid side by side; and one model regulation in its place.
extension Story {
  private static let council = "zorgraad-west-meetjesland"
  private static let zone = ["44084", "44085", "43010"]
  private static let model = "provisions/model-mantelzorgpremie"

  mutating func compare() async throws {
    heading("The municipalities of the Meetjesland, side by side")
    let answer = try await caller.comparison.compareMunicipalities(
      .with { $0.municipalities = Meetjesland.municipalities.map(\.code) },
      metadata: caller.key(Self.council),
      options: Caller.within(.seconds(60))
    )
    for cell in answer.rows.first(where: { $0.kind == .premium })?.cells ?? [] {
      let amount =
        cell.hasCentsPerYear ? Money(cents: cell.centsPerYear).formatted(.dutch) + " per jaar" : "bedrag onbekend"
      tell("\(cell.municipalityName): \(cell.provision.titleNl), \(amount)")
      for requirement in cell.requirements.prefix(4) { tell("  \(requirement.nl)") }
    }
    for contradiction in answer.contradictions { tell("≠ \(contradiction.text.nl)") }
    let without = answer.emptyAreas.filter { !$0.municipalities.isEmpty }
    tell("nothing of their own: \(without.map { "\($0.area) in \($0.municipalities.count)" }.joined(separator: ", "))")
    let between = answer.between.filter { $0.kind == .premium && $0.fallsBetween }
    tell("\(between.count) pairs of municipalities let someone fall between who lives in one and cares in the other")
    check(
      answer.contradictions.contains { $0.fact == "recipient.has_care_budget_severe" },
      "the care budget opens the premium in one municipality and closes it in another"
    )
    check(!between.isEmpty && between.allSatisfy { !$0.example.isEmpty }, "who falls between is shown by an example")
    try await compareProfile()
  }

  /// One and the same person, in every municipality.
  private mutating func compareProfile() async throws {
    let facts = [
      ("caregiver.age", "48"), ("caregiver.unpaid", "true"), ("recipient.age", "77"), ("recipient.fod_points", "13"),
      ("recipient.lives_at_home", "true"), ("recipient.dwelling", "own_home"),
      ("recipient.has_care_budget_severe", "true"),
    ]
    let answer = try await caller.comparison.compareProfile(
      .with {
        $0.municipalities = Meetjesland.municipalities.map(\.code)
        $0.bothLiveThere = true
        $0.facts = facts.map { fact, value in
          .with {
            $0.fact = fact
            $0.value = value
          }
        }
      },
      metadata: caller.key(Self.council),
      options: Caller.within(.seconds(60))
    )
    tell("a caregiver of 48 for someone of 77 with 13 points and the care budget gets:")
    for outcome in answer.outcomes {
      let met = outcome.results.filter { $0.outcome == .met && $0.kind == .premium }.map(\.titleNl)
      let money = Money(cents: outcome.centsPerYear).formatted(.dutch)
      tell("  \(outcome.municipalityName): \(met.isEmpty ? "–" : "\(met.joined(separator: ", ")), \(money) per jaar")")
    }
    let amounts = Set(answer.outcomes.map(\.centsPerYear))
    check(amounts.count > 1, "the same care is worth another amount across a municipal border")
  }

  mutating func harmonise() async throws {
    heading("One model regulation for West-Meetjesland: proposed, and tried out on those who are registered")
    let generous = try await proposal(.mostGenerous)
    for parameter in generous.parameters {
      let read = parameter.read.filter { !$0.value.isEmpty }.map { "\($0.municipality) \($0.value)" }
      tell("\(parameter.labelNl): \(parameter.chosen)\(read.isEmpty ? "" : "  (\(read.joined(separator: ", ")))")")
    }
    check(generous.packs.count == Self.zone.count, "each municipality gets a pack that it can draft")
    for pack in generous.packs {
      let checked = try await caller.lawBook.checkRegulation(
        .with { $0.pack = pack.pack },
        metadata: caller.key(Self.council),
        options: Caller.within()
      )
      check(checked.mistakes.isEmpty, "the pack of \(pack.municipality) is right")
    }
    let answer = try await simulate(.mostGenerous)
    check(
      answer.parameters.map(\.chosen) == generous.parameters.map(\.chosen),
      "what is tried out on the zone is what its three municipalities were proposed"
    )
    let effect = answer.effect
    tell("the most generous: \(Self.told(effect.total))")
    for row in effect.municipalities {
      tell("  \(row.municipality.isEmpty ? "together" : row.municipality): \(Self.told(row))")
    }
    for group in effect.protectedGroups where group.anyLoses { tell("  loses: \(group.labelNl)") }
    let tried = try await simulate(.median).effect.total
    tell("the median: \(Self.told(tried))")
    guard !effect.total.withheld, !tried.withheld, tried.rightsAfter > 0 else {
      check(
        !effect.total.withheld || (effect.municipalities.allSatisfy(\.withheld) && effect.careSituations == 0),
        "where a group is too small, no figure is told"
      )
      return
    }
    check(effect.total.losing == 0, "the most generous takes nothing from anyone")
    let cents = tried.centsBefore / tried.rightsAfter
    let same = try await simulate(.median, cents: max(1, cents)).effect.total
    tell("the median at the same cost, \(Money(cents: cents).formatted(.dutch)) a year each: \(Self.told(same))")
    let difference = abs(same.centsAfter - same.centsBefore)
    check(difference < same.rightsAfter || cents == 0, "it costs the same, but for less than a cent a person")
  }

  private func proposal(
    _ strategy: Mantel_Statutes_V1_HarmonisationStrategy
  ) async throws -> Mantel_Statutes_V1_ProposeHarmonisationResponse {
    try await caller.harmonisation.proposeHarmonisation(
      .with {
        $0.model = Self.model
        $0.municipalities = Self.zone
        $0.strategy = strategy
      },
      metadata: caller.key(Self.council),
      options: Caller.within(.seconds(60))
    )
  }

  private func simulate(
    _ strategy: Mantel_Statutes_V1_HarmonisationStrategy,
    cents: Int64 = 0
  ) async throws -> Mantel_Gateway_V1_SimulateProposalResponse {
    try await caller.zone.simulateProposal(
      .with {
        $0.model = Self.model
        $0.strategy = strategy
        $0.centsPerYear = cents
      },
      metadata: caller.key(Self.council),
      options: Caller.within(.seconds(60))
    )
  }

  private static func told(_ effect: Mantel_Rights_V1_SimulatedEffect) -> String {
    if effect.withheld { return "withheld, a group is too small" }
    let money = [effect.centsBefore, effect.centsAfter].map { Money(cents: $0).formatted(.dutch) }
    return "\(effect.gaining) gain, \(effect.losing) lose, \(effect.unchanged) keep the same, "
      + "\(effect.undetermined) cannot be told; \(money[0]) a year becomes \(money[1])"
  }
}
