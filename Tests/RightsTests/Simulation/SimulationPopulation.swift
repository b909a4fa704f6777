import CareTypes
import RuleLanguage

@testable import Rights
@testable import RightsDomain

/// Fictional care situations, the same each time, and a regulation before and after for them.
enum SimulationPopulation {
  /// The legal day.
  static let day = "2025-06-01"

  /// Where they live; two of the codes ended with the mergers of 1 January 2025.
  static let codes = [
    "44084", "44019", "43007", "44085", "43010", "44021", "11002", "11007", "41002", "42006", "44013", "44083",
  ]

  /// So many care situations; one in twenty is not active on the day.
  static func situations(_ count: Int, seed: UInt64 = 2025) throws -> [SituationFacts] {
    var dice = Dice(seed: seed)
    return try (0..<count).map { _ in try situation(&dice) }
  }

  private static func situation(_ dice: inout Dice) throws -> SituationFacts {
    let home = try NISCode(codes[skewed(codes.count, &dice)])
    let other = chance(70, &dice) ? home : try NISCode(codes[skewed(codes.count, &dice)])
    let day = try CalendarDate(iso: Self.day).daysSinceEpoch
    var start = day - Int.random(in: 0...4_000, using: &dice)
    var end: CalendarDate?
    if chance(3, &dice) { start = day + Int.random(in: 1...100, using: &dice) }
    if chance(4, &dice) { end = try CalendarDate(daysSinceEpoch: start + Int.random(in: 0...4_000, using: &dice)) }
    var situation = SituationFacts(
      id: .random(using: &dice),
      caregiver: try party(home, from: 1_940, &dice),
      recipient: try party(other, from: 1_930, &dice),
      terms: CareTerms(
        relation: Relation.allCases.randomElement(using: &dice) ?? .child,
        hours: try CareHours(minutes: Int.random(in: 1...40, using: &dice) * 60, per: .week),
        dwelling: Dwelling.allCases.randomElement(using: &dice) ?? .ownHome,
        sameAddress: home == other && chance(40, &dice),
        professionalInvolved: chance(50, &dice)
      ),
      span: try DateSpan(start: CalendarDate(daysSinceEpoch: start), end: end),
      declaredByCaregiver: chance(80, &dice),
      declaredByRecipient: chance(50, &dice),
      evidence: []
    )
    situation.evidence = evidence(on: day, &dice)
    return situation
  }

  private static func party(_ municipality: NISCode, from year: Int, _ dice: inout Dice) throws -> SituationFacts.Party
  {
    let birth = try CalendarDate(year: year, month: 1, day: 1).adding(days: Int.random(in: 0...29_500, using: &dice))
    return SituationFacts.Party(
      id: .random(using: &dice),
      birthDate: chance(95, &dice) ? birth : nil,
      place: .municipality(municipality)
    )
  }

  private static func evidence(on day: Int, _ dice: inout Dice) -> [SituationFacts.EvidenceItem] {
    var items: [SituationFacts.EvidenceItem] = []
    func add(_ fact: String, _ value: FactValue, _ percent: Int) {
      guard chance(percent, &dice) else { return }
      let from = day - Int.random(in: 0...700, using: &dice)
      // Some has expired.
      let until = chance(20, &dice) ? from + Int.random(in: 0...700, using: &dice) : nil
      items.append(SituationFacts.EvidenceItem(fact: fact, value: value, from: from, until: until))
    }
    add("recipient.fod_points", .int(Int.random(in: 0...18, using: &dice)), 60)
    add("recipient.fod_points", .int(Int.random(in: 0...18, using: &dice)), 20)
    add("recipient.bel_score", .int(Int.random(in: 0...60, using: &dice)), 50)
    add("recipient.has_care_budget_severe", .bool(chance(40, &dice)), 70)
    add("recipient.palliative_status", .bool(chance(50, &dice)), 5)
    add("recipient.increased_reimbursement", .bool(chance(50, &dice)), 40)
    add("caregiver.csi_score", .int(Int.random(in: 0...13, using: &dice)), 30)
    return items
  }

  private static func chance(_ percent: Int, _ dice: inout Dice) -> Bool {
    Int.random(in: 0..<100, using: &dice) < percent
  }

  /// Smaller numbers come more often, so that some municipalities have few people.
  private static func skewed(_ count: Int, _ dice: inout Dice) -> Int {
    let number = Double.random(in: 0..<1, using: &dice)
    return min(count - 1, Int(number * number * Double(count)))
  }
}

/// A regulation before and after: other amounts and ages, a local premium in the place of a default, one that goes.
enum SimulationRegulation {
  /// What is in force before.
  static func before() throws -> [ProvisionVersion] {
    try [
      premium("caregiver.resident && situation.hours_per_week >= 10.0", (4_000, 2_500)),
      support("recipient.fod_points >= 9 || recipient.has_care_budget_severe", 13_000),
      fallback(),
      former(),
    ]
  }

  /// What takes its place.
  static func drafts() throws -> [ProvisionVersion] {
    try [
      premium("caregiver.resident && situation.hours_per_week >= 10.0 && caregiver.age >= 18", (4_501, 2_003)),
      support("recipient.fod_points >= 7 || recipient.has_care_budget_severe", 12_500),
      local(),
    ]
  }

  /// What is withdrawn.
  static let withdrawn = ["provisions/former"]

  /// Every month for caregivers in Aalter, Kaprijke and Antwerpen (which took Borsbeek in), by points.
  private static func premium(_ condition: String, _ cents: (high: Int64, low: Int64)) throws -> ProvisionVersion {
    var version = try Cases.provision(condition, name: "provisions/premium", territory: ["44084", "43007", "11002"])
    version.isForRecipient = false
    version.amounts = [
      .init(cents: cents.high, condition: "recipient.fod_points >= 12", from: nil, until: nil),
      .init(cents: cents.low, condition: nil, from: nil, until: nil),
    ]
    version.frequency = .monthly
    return version
  }

  /// Every month for recipients everywhere.
  private static func support(_ condition: String, _ cents: Int64) throws -> ProvisionVersion {
    var version = try Cases.provision(condition, name: "provisions/support")
    version.amounts = [.init(cents: cents, condition: nil, from: nil, until: nil)]
    version.frequency = .monthly
    return version
  }

  /// Every quarter for caregivers everywhere; it is not told how much.
  private static func fallback() throws -> ProvisionVersion {
    var version = try Cases.provision("situation.hours_per_week >= 20.0", name: "provisions/fallback", automatic: true)
    version.isForRecipient = false
    version.amounts = [.init(cents: nil, condition: nil, from: nil, until: nil)]
    version.frequency = .quarterly
    return version
  }

  /// Every week for caregivers in Evergem, in the place of the one everywhere.
  private static func local() throws -> ProvisionVersion {
    var version = try Cases.provision(
      "caregiver.resident && recipient.bel_score >= 20",
      name: "provisions/local",
      territory: ["44019"]
    )
    version.isForRecipient = false
    version.amounts = [.init(cents: 777, condition: nil, from: nil, until: nil)]
    version.frequency = .weekly
    version.overrides = ["provisions/fallback"]
    return version
  }

  /// A card for recipients in Aalter and Evergem.
  private static func former() throws -> ProvisionVersion {
    try Cases.provision(
      "recipient.resident && recipient.age >= 65",
      name: "provisions/former",
      territory: ["44084", "44019"]
    )
  }
}
