package import CareTypes

/// When a care situation must be decided on again although nothing is reported: a birthday, an attest that expires,
/// terms or a residence that change, a provision that begins or ends.
package enum ReviewDate {
  /// The first day after a day on which something changes by itself, in days since 1970-01-01; nothing for care that is
  /// over.
  package static func next(
    for situation: SituationFacts,
    provisions: [ProvisionVersion],
    after date: CalendarDate
  ) -> Int? {
    let today = date.daysSinceEpoch
    if situation.span.ends(before: date) { return nil }
    var days = [situation.span.start.daysSinceEpoch]
    if let end = situation.span.end { days.append(end.daysSinceEpoch + 1) }
    for birth in [situation.caregiver.birthDate, situation.recipient.birthDate] {
      days += birthday(of: birth, after: date)
    }
    days += situation.timeline.turns
    for item in situation.evidence { days += [item.from, item.until.map { $0 + 1 } ?? 0] }
    for provision in provisions where provision.holds(for: situation) {
      days += [provision.validFrom, provision.validTo.map { $0 + 1 } ?? 0]
      if provision.condition.contains("months_since_start") { days += monthTurn(of: situation.span.start, after: date) }
    }
    if let since = situation.moments.admittedSince {
      days.append(since + 91)
      if provisions.contains(where: { $0.condition.contains("days_admitted") }) { days.append(today + 1) }
    }
    for day in [situation.moments.palliativeSince, situation.moments.diedOn] { days.append(day ?? 0) }
    return days.filter { $0 > today }.min()
  }

  private static func birthday(of birth: CalendarDate?, after date: CalendarDate) -> [Int] {
    guard let birth else { return [] }
    let age = birth.fullYears(until: date)
    // The birthday of 29 February falls on 1 March in other years: the day on which the age changes is asked, not guessed.
    guard let guess = try? birth.adding(years: age + 1).daysSinceEpoch else { return [] }
    return [guess, guess + 1].filter { day in
      (try? CalendarDate(daysSinceEpoch: day)).map { birth.fullYears(until: $0) > age } ?? false
    }
  }

  private static func monthTurn(of start: CalendarDate, after date: CalendarDate) -> [Int] {
    let months = max(0, start.fullMonths(until: date))
    guard let guess = try? start.adding(months: months + 1).daysSinceEpoch else { return [] }
    return [guess, guess + 1]
  }
}
