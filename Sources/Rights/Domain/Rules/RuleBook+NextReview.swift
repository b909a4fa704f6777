import CareTypes

extension RuleBook {
  /// How time alone may change the decisions on care between people who live in two places.
  package struct ReviewRules: Sendable {
    /// The next days on which a provision begins, ends or changes, in days since 1970-01-01.
    fileprivate let changeDays: [Int]
    /// Whether the decisions may change because a month passes.
    fileprivate let asksMonths: Bool
    /// Whether the decisions may change with every day of an admission.
    fileprivate let asksDaysAdmitted: Bool
    /// The provisions that an admission suspends when it lasts.
    fileprivate let suspended: [ProvisionVersion]
  }

  /// How time alone may change the decisions on care in some circumstances.
  package func reviewRules(in circumstances: DecidingFacts.Circumstances) -> ReviewRules {
    reviewRules(in: circumstances.caregiver.place, circumstances.recipient.place)
  }

  private func reviewRules(in caregiver: Place, _ recipient: Place) -> ReviewRules {
    let applicable = provisions(in: caregiver, recipient)
    return ReviewRules(
      changeDays: changeDays.next(in: caregiver, recipient),
      asksMonths: applicable.contains { self[$0].asksMonths || hasProof($0) { $0.isHeldInMonths } },
      asksDaysAdmitted: applicable.contains {
        self[$0].asksDaysAdmitted || hasProof($0) { $0.isHeldInDaysAdmitted }
      },
      suspended: applicable.map { self[$0].version }.filter(\.isSuspended)
    )
  }

  /// The first day after that of the rule book on which the decisions on a care situation may change although nothing is
  /// reported: a birthday, an attest that expires, terms or a residence that change, a provision that begins or ends, an
  /// admission that lasts.
  ///
  /// - Returns: The day, in days since 1970-01-01; nil when no such day is known, or the care has ended.
  package func nextReview(of situation: SituationFacts) -> Int? {
    nextReview(of: situation, by: reviewRules(in: situation.caregiver.place, situation.recipient.place))
  }

  /// The same day, by the rules of the places where the two people live.
  package func nextReview(of situation: SituationFacts, by rules: ReviewRules) -> Int? {
    let today = date.daysSinceEpoch
    if situation.span.ends(before: date) { return nil }
    var next: Int?
    func add(_ day: Int) {
      if day > today { next = min(next ?? day, day) }
    }
    add(situation.span.start.daysSinceEpoch)
    rules.changeDays.forEach(add)
    if let end = situation.span.end { add(end.daysSinceEpoch + 1) }
    if let day = situation.caregiverDeathDay { add(day) }
    for birth in [situation.caregiver.birthDate, situation.recipient.birthDate] {
      Self.birthday(of: birth, after: date).forEach(add)
    }
    situation.timeline.changeDays.forEach(add)
    for item in situation.evidence {
      add(item.from)
      if let until = item.until { add(until + 1) }
    }
    if rules.asksMonths { Self.monthChange(of: situation.span.start, after: date).forEach(add) }
    for moment in situation.moments.reported { add(moment.day) }
    if let admission = situation.moments.state(on: today).admission {
      add(admission.day(after: FactDerivation.daysBeforeLongAdmission))
      if rules.asksDaysAdmitted { add(today + 1) }
      for version in rules.suspended { version.suspensionDays(from: admission.since).forEach(add) }
    }
    return next
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
