import CareTypes

extension RuleBook {
  /// The first day after that of the rule book on which the decisions on a care situation may change although nothing is
  /// reported: a birthday, an attest that expires, terms or a residence that change, a provision that begins or ends, an
  /// admission that lasts.
  ///
  /// - Returns: The day, in days since 1970-01-01; nil when no such day is known, or the care has ended.
  package func nextReview(of situation: SituationFacts) -> Int? {
    let today = date.daysSinceEpoch
    if situation.span.ends(before: date) { return nil }
    let homes = (situation.caregiver.place, situation.recipient.place)
    var days = [situation.span.start.daysSinceEpoch] + changeDays.next(in: homes.0, homes.1)
    if let end = situation.span.end { days.append(end.daysSinceEpoch + 1) }
    for birth in [situation.caregiver.birthDate, situation.recipient.birthDate] {
      days += Self.birthday(of: birth, after: date)
    }
    days += situation.timeline.changeDays
    for item in situation.evidence { days += [item.from, item.until.map { $0 + 1 } ?? 0] }
    let applicable = provisions(in: homes.0, homes.1)
    if applicable.contains(where: { self[$0].asksMonths || hasProof($0) { $0.isHeldInMonths } }) {
      days += Self.monthChange(of: situation.span.start, after: date)
    }
    if let since = situation.moments.admittedSince {
      days.append(since + 91)
      if applicable.contains(where: { self[$0].asksDaysAdmitted || hasProof($0) { $0.isHeldInDaysAdmitted } }) {
        days.append(max(since, today) + 1)
      }
      for index in applicable {
        if let limit = self[index].version.suspendAfterDaysAdmitted { days.append(since + limit + 1) }
      }
    }
    for day in [situation.moments.palliativeSince, situation.moments.diedOn] { days.append(day ?? 0) }
    return days.filter { $0 > today }.min()
  }

  /// Whether something is true of any proof of a provision that is in force, wherever it applies.
  private func hasProof(_ index: ProvisionIndex, where holds: (ProvisionInForce) -> Bool) -> Bool {
    self[index].proofs.contains { proof in proof.provision.map { holds(self[$0]) } ?? false }
  }

  private static func birthday(of birth: CalendarDate?, after date: CalendarDate) -> [Int] {
    guard let birth else { return [] }
    let age = birth.fullYears(until: date)
    // The birthday of 29 February falls on 1 March in other years, so both days are tried.
    guard let guess = try? birth.adding(years: age + 1).daysSinceEpoch else { return [] }
    return [guess, guess + 1].filter { day in
      (try? CalendarDate(daysSinceEpoch: day)).map { birth.fullYears(until: $0) > age } ?? false
    }
  }

  private static func monthChange(of start: CalendarDate, after date: CalendarDate) -> [Int] {
    let months = max(0, start.fullMonths(until: date))
    guard let guess = try? start.adding(months: months + 1).daysSinceEpoch else { return [] }
    return [guess, guess + 1]
  }
}

extension ProvisionInForce {
  /// Whether evidence may begin to show that someone holds it because a month passes.
  fileprivate var isHeldInMonths: Bool { decisionMaker?.provision.isHeldInMonths ?? false }

  /// Whether evidence may begin to show that someone holds it because a day of an admission passes.
  fileprivate var isHeldInDaysAdmitted: Bool { decisionMaker?.provision.isHeldInDaysAdmitted ?? false }
}
