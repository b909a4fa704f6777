import CareTypes
import RuleLanguage

@testable import Rights
@testable import RightsDomain

/// What `SimulationRegulation` does to care situations, worked out by hand: knows neither conditions nor rules.
struct SimulationPlainRecomputation {
  /// A right by hand: whether it is held (nothing: that is not known), and the least and most that it pays a year.
  private struct Right {
    var held: Bool? = false
    var cents: Int64? = 0
    var most: Int64? = 0
  }

  private let day: CalendarDate
  /// What came out, by municipality.
  private(set) var rows: [String: SimulationCounts] = [:]

  init(_ situations: [SituationFacts]) throws {
    day = try CalendarDate(iso: SimulationPopulation.day)
    for situation in situations where situation.span.start <= day {
      if let end = situation.span.end, end < day { continue }
      count(situation)
    }
  }

  private mutating func count(_ situation: SituationFacts) {
    let caregiver = Self.today(situation.caregiver.place.text)
    let recipient = Self.today(situation.recipient.place.text)
    let points = number("recipient.fod_points", situation)
    let severe = truth("recipient.has_care_budget_severe", situation)
    let hours = situation.terms.hours.minutes / 60
    var (worst, best) = ([Int64(0), 0], [Int64(0), 0])
    var unbounded = (worst: false, best: false)

    func take(_ before: Right, _ after: Right, in home: String, isFixed: Bool = false) {
      if before.held == true { pay(before, at: \.before, in: home) }
      if after.held == true { pay(after, at: \.after, in: home) }
      if isFixed { return }
      let (least, most) = (Self.ends(before), Self.ends(after))
      worst[1] += most.least.rights - least.most.rights
      best[1] += most.most.rights - least.least.rights
      if let cents = least.most.cents { worst[0] += most.least.cents - cents } else { unbounded.worst = true }
      if let cents = most.most.cents { best[0] += cents - least.least.cents } else { unbounded.best = true }
    }

    // The premium: who lives in Aalter, Kaprijke or Antwerpen cares 10 hours; from now on grown up as well.
    let premiumPlaces = ["44084", "43007", "11002"]
    if premiumPlaces.contains(caregiver) || premiumPlaces.contains(recipient) {
      let meets = premiumPlaces.contains(caregiver) && hours >= 10
      let adult = age(situation.caregiver).map { $0 >= 18 }
      let after = meets ? adult : false
      func pays(_ high: Int64, _ low: Int64) -> Int64? { points.map { $0 >= 12 ? high * 12 : low * 12 } }
      take(
        Right(held: meets, cents: pays(4_000, 2_500), most: 48_000),
        Right(held: after, cents: pays(4_501, 2_003), most: 4_501 * 12),
        in: caregiver
      )
    }

    // The support of the recipient.
    func either(_ first: Bool?, _ second: Bool?) -> Bool? {
      first == true || second == true ? true : (first == nil || second == nil ? nil : false)
    }
    take(
      Right(held: either(points.map { $0 >= 9 }, severe), cents: 156_000, most: 156_000),
      Right(held: either(points.map { $0 >= 7 }, severe), cents: 150_000, most: 150_000),
      in: recipient
    )

    // The premium everywhere, of which it is not told how much: in Evergem another takes its place.
    let far = Right(held: hours >= 20, cents: nil, most: nil)
    take(far, caregiver == "44019" ? Right() : far, in: caregiver, isFixed: caregiver != "44019")

    // The one of Evergem, every week.
    if caregiver == "44019" || recipient == "44019" {
      let score = number("recipient.bel_score", situation).map { $0 >= 20 }
      take(Right(), Right(held: caregiver == "44019" ? score : false, cents: 777 * 52, most: 777 * 52), in: caregiver)
    }

    // The card that goes.
    if ["44084", "44019"].contains(caregiver) || ["44084", "44019"].contains(recipient) {
      let old = age(situation.recipient).map { $0 >= 65 }
      take(Right(held: ["44084", "44019"].contains(recipient) ? old : false), Right(), in: recipient)
    }

    let low = unbounded.worst ? -1 : Self.sign(worst)
    let high = unbounded.best ? 1 : Self.sign(best)
    // Provisions for both: the counts go by the caregiver.
    rows[caregiver, default: SimulationCounts()].count(
      low != high ? .undetermined : (low > 0 ? .gaining : (low < 0 ? .losing : .unchanged))
    )
  }

  private mutating func pay(_ right: Right, at side: WritableKeyPath<SimulationCounts, SimulationCost>, in home: String)
  {
    var cost = rows[home, default: SimulationCounts()][keyPath: side]
    cost.rights += 1
    cost.cents += right.cents ?? 0
    cost.unknownAmounts += right.cents == nil ? 1 : 0
    cost.paid += right.cents ?? 0 > 0 ? 1 : 0
    rows[home, default: SimulationCounts()][keyPath: side] = cost
  }

  private static func sign(_ change: [Int64]) -> Int { (change[0] == 0 ? change[1] : change[0]).signum().asInt }

  private static func ends(
    _ right: Right
  ) -> (least: (rights: Int64, cents: Int64), most: (rights: Int64, cents: Int64?)) {
    switch right.held {
    case false?: ((0, 0), (0, 0))
    case true?: ((1, right.cents ?? 0), (1, right.cents ?? right.most))
    case nil: ((0, 0), (1, right.most))
    }
  }

  private func number(_ fact: String, _ situation: SituationFacts) -> Int? {
    if case .int(let number)? = value(fact, situation) { number } else { nil }
  }

  private func truth(_ fact: String, _ situation: SituationFacts) -> Bool? {
    if case .bool(let truth)? = value(fact, situation) { truth } else { nil }
  }

  /// Of what counts on the day, the one issued last.
  private func value(_ fact: String, _ situation: SituationFacts) -> FactValue? {
    let today = day.daysSinceEpoch
    let counting = situation.evidence.enumerated().filter { _, item in
      item.fact == fact && item.from <= today && (item.until.map { $0 >= today } ?? true)
    }
    return counting.max { ($0.element.from, $0.offset) < ($1.element.from, $1.offset) }?.element.value
  }

  private func age(_ person: SituationFacts.Party) -> Int? {
    person.birthDate.map { birth in
      day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day) ? 1 : 0)
    }
  }

  /// Borsbeek became part of Antwerpen.
  private static func today(_ code: String) -> String { code == "11007" ? "11002" : code }
}

extension Int64 {
  fileprivate var asInt: Int { Int(self) }
}
