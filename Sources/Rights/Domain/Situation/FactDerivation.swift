import CareTypes
import RuleLanguage

/// Works out the facts that conditions may ask for from the care situation. Facts that are not known are left out: they
/// are unknown, not false.
enum FactDerivation {
  /// The facts that change with every day of an admission.
  static let dailyFactsOfAdmission: Set = ["recipient.days_admitted", "recipient.residential_days"]

  /// The days of an admission after which `recipient.admitted_over_90_days` holds.
  static let daysBeforeLongAdmission = 90

  private static let belraiPrefix = "recipient.belrai_"

  /// The scores of the BelRAI Screener that are sums of modules, with their modules. A sum that evidence tells counts
  /// itself.
  private static let belraiTotals: [(total: String, modules: [String])] = [
    ("recipient.belrai_iadl_adl", ["iadl", "adl"].map { belraiPrefix + $0 }),
    ("recipient.belrai_total", ["iadl", "adl", "cognition", "psychic", "behaviour"].map { belraiPrefix + $0 }),
  ]

  /// The facts of a care situation on a day, by name, without those that depend on a provision: its parameters, and
  /// residence in its territory.
  static func facts(of situation: SituationFacts, on date: CalendarDate) -> [String: FactValue] {
    var facts: [String: FactValue] = [:]
    derive(situation, on: date) { facts[$0] = $1 }
    return facts
  }

  /// Works out the facts one by one, in the same way.
  ///
  /// - Parameter set: Takes the name of a fact and its value; nil for one that is not known. Of a fact that is taken several
  ///   times the last value counts.
  static func derive(_ situation: SituationFacts, on date: CalendarDate, _ set: (String, FactValue?) -> Void) {
    let day = date.daysSinceEpoch
    for fact in CareTermFact.all where fact.yieldsToEvidence { set(fact.name, fact.value(situation.terms)) }
    // Of several pieces of evidence for one fact, the one issued last is used, and the last in the list of those issued on
    // one day. Evidence of one municipality's own rules is not used after a move to another.
    var issued: [String: Int] = [:]
    var belrai: [String: Double] = [:]
    for item in situation.evidence where item.isValid(on: day) {
      guard item.from >= issued[item.fact, default: item.from],
        !situation.timeline.hasMovedAway(item.fact, shownOn: item.from, by: date)
      else { continue }
      set(item.fact, item.value)
      issued[item.fact] = item.from
      if item.fact.hasPrefix(belraiPrefix), case .decimal(let score) = item.value { belrai[item.fact] = score }
    }
    for (total, modules) in belraiTotals where issued[total] == nil {
      let scores = modules.compactMap { belrai[$0] }
      if scores.count == modules.count { set(total, .decimal(scores.reduce(0, +))) }
    }
    set("caregiver.age", situation.caregiver.birthDate.map { .int($0.fullYears(until: date)) })
    set("recipient.age", situation.recipient.birthDate.map { .int($0.fullYears(until: date)) })
    set("caregiver.domicile_in_belgium", .bool(situation.caregiver.place.country == nil))
    set("recipient.domicile_in_belgium", .bool(situation.recipient.place.country == nil))
    set("caregiver.region", situation.caregiver.place.region.map { .string($0.rawValue) })
    set("recipient.region", situation.recipient.place.region.map { .string($0.rawValue) })
    for fact in CareTermFact.all where !fact.yieldsToEvidence { set(fact.name, fact.value(situation.terms)) }
    set("recipient.caregiver_count", .int(situation.caregiverCount))
    set("caregiver.recipient_count", .int(situation.recipientCount))
    let state = situation.moments.state(on: day)
    let admitted = state.admission?.days ?? 0
    set("recipient.days_admitted", .int(admitted))
    set("recipient.admitted_over_90_days", .bool(admitted > daysBeforeLongAdmission))
    set("recipient.residential_days", .int(state.residence?.days ?? 0))
    set("recipient.place_of_stay", state.admission == nil ? .string("none") : state.place.map { .string($0.rawValue) })
    if state.isPalliative { set("recipient.palliative_status", .bool(true)) }
    set("situation.months_since_start", .int(max(0, situation.span.start.fullMonths(until: date))))
    set("situation.declared_by_caregiver", .bool(situation.declaredByCaregiver))
    set("situation.declared_by_recipient", .bool(situation.declaredByRecipient))
    if let old = isBELAttestOld(situation, on: day) { set("recipient.bel_attest_before_june_2021", .bool(old)) }
  }

  /// The first day of the BelRAI Screener, 1 June 2021: BEL attests of before it count until their own end.
  private static let firstDayOfBelRAI = 18_779

  /// Whether the BEL score of a day was attested before the BelRAI Screener took its place; nil when there is no score, or
  /// evidence says so by itself.
  private static func isBELAttestOld(_ situation: SituationFacts, on day: Int) -> Bool? {
    let valid = situation.evidence.filter { $0.isValid(on: day) }
    if valid.contains(where: { $0.fact == "recipient.bel_attest_before_june_2021" }) { return nil }
    return valid.filter { $0.fact == "recipient.bel_score" }.map(\.from).max().map { $0 < firstDayOfBelRAI }
  }
}
