package import CareTypes
package import RuleLanguage

/// Works out the facts that conditions may ask for from the care situation. Facts that are not known are left out: they
/// are unknown, not false.
package enum FactDerivation {
  /// The facts of a care situation on a day, by name, without those that depend on a provision: its parameters, and
  /// residence in its territory.
  package static func facts(
    of situation: SituationFacts,
    on date: CalendarDate
  ) -> [String: FactValue] {
    let day = date.daysSinceEpoch
    var facts: [String: FactValue] = [:]
    // Of several pieces of evidence for one fact, the one issued last is used, and the last in the list of those issued on
    // one day. Evidence of one municipality's own rules is not used after a move to another.
    var issued: [String: Int] = [:]
    for item in situation.evidence where item.isValid(on: day) {
      guard item.from >= issued[item.fact, default: item.from],
        !situation.timeline.hasMovedAway(item.fact, shownOn: item.from, by: date)
      else { continue }
      facts[item.fact] = item.value
      issued[item.fact] = item.from
    }
    facts["caregiver.age"] = situation.caregiver.birthDate.map { .int($0.fullYears(until: date)) }
    facts["recipient.age"] = situation.recipient.birthDate.map { .int($0.fullYears(until: date)) }
    for (person, place) in [("caregiver", situation.caregiver.place), ("recipient", situation.recipient.place)] {
      facts["\(person).domicile_in_belgium"] = .bool(place.country == nil)
      facts["\(person).region"] = place.region.map { .string($0.rawValue) }
    }
    for fact in CareTermFact.all { facts[fact.name] = fact.value(situation.terms) }
    facts["recipient.caregiver_count"] = .int(situation.caregiverCount)
    let admitted = situation.moments.admittedSince.map { max(0, day - $0) }
    facts["recipient.days_admitted"] = .int(admitted ?? 0)
    facts["recipient.admitted_over_90_days"] = .bool((admitted ?? 0) > 90)
    if let since = situation.moments.palliativeSince, since <= day {
      facts["recipient.palliative_status"] = .bool(true)
    }
    facts["situation.months_since_start"] = .int(max(0, situation.span.start.fullMonths(until: date)))
    facts["situation.declared_by_caregiver"] = .bool(situation.declaredByCaregiver)
    facts["situation.declared_by_recipient"] = .bool(situation.declaredByRecipient)
    return facts
  }
}
