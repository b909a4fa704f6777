import CareTypes

/// When a care situation must be decided on again although nothing is reported: a birthday, an attest that expires,
/// terms or a residence that change, a provision that begins or ends, an admission that lasts.
extension RuleBook {
  /// The first day after that of the rule book on which something changes by itself, in days since 1970-01-01; nothing
  /// for care that is over.
  package func nextReview(of situation: SituationFacts) -> Int? {
    let today = date.daysSinceEpoch
    if situation.span.ends(before: date) { return nil }
    let homes = (situation.caregiver.place, situation.recipient.place)
    var days = [situation.span.start.daysSinceEpoch] + turns.next(in: homes.0, homes.1)
    if let end = situation.span.end { days.append(end.daysSinceEpoch + 1) }
    for birth in [situation.caregiver.birthDate, situation.recipient.birthDate] {
      days += Self.birthday(of: birth, after: date)
    }
    days += situation.timeline.turns
    for item in situation.evidence { days += [item.from, item.until.map { $0 + 1 } ?? 0] }
    let applicable = entries(in: homes.0, homes.1)
    if applicable.contains(where: { entries[$0].asksMonths || hasProof($0) { $0.isHeldInMonths } }) {
      days += Self.monthTurn(of: situation.span.start, after: date)
    }
    if let since = situation.moments.admittedSince {
      days.append(since + 91)
      if applicable.contains(where: { entries[$0].asksDaysAdmitted || hasProof($0) { $0.isHeldInDaysAdmitted } }) {
        days.append(max(since, today) + 1)
      }
      for number in applicable {
        if let limit = entries[number].version.suspendAfterDaysAdmitted { days.append(since + limit + 1) }
      }
    }
    for day in [situation.moments.palliativeSince, situation.moments.diedOn] { days.append(day ?? 0) }
    return days.filter { $0 > today }.min()
  }

  /// Whether something is true of a proof of an entry, wherever that proof is in force.
  private func hasProof(_ number: Int, where holds: (Entry) -> Bool) -> Bool {
    entries[number].proofs.contains { proof in proof.entry.map { holds(entries[$0]) } ?? false }
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

extension RuleBook.Entry {
  /// Whether someone may come to hold it, by what is known of them, because a month passes.
  fileprivate var isHeldInMonths: Bool { placed?.provision.isHeldInMonths ?? false }

  /// Whether someone may come to hold it, by what is known of them, because a day of an admission passes.
  fileprivate var isHeldInDaysAdmitted: Bool { placed?.provision.isHeldInDaysAdmitted ?? false }
}
