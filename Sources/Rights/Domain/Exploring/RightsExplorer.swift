import CareTypes
import RuleLanguage

/// Works out what a profile gives on one day and on later ones.
struct RightsExplorer {
  let profile: ExplorerProfile
  let language: TextLanguage

  /// What was found about one provision on one day.
  struct Finding {
    let decision: ProvisionDecision
    /// The outcome over all that the profile leaves open.
    var result: DecisionResult
    let book: RuleBook
    let shared: IndexedFacts
    let day: CalendarDate

    var name: String { decision.version.name }
  }

  // MARK: A day

  /// What is found about every provision of the two places on a day.
  func findings(on day: CalendarDate, in book: RuleBook) -> [Finding] {
    // Without the facts that were told about: what the reasons are written from.
    let plain = book.decisions(for: profile.deciding([:], on: day, in: book))
    var findings = plain.all.map {
      Finding(decision: $0, result: $0.result, book: book, shared: plain.shared, day: day)
    }
    let corners = profile.corners
    if corners.count > 1 {
      let decided = corners.map { corner in
        Dictionary(
          book.decisions(for: profile.deciding(corner, on: day, in: book)).all.map { ($0.version.name, $0.result) },
          uniquingKeysWith: { first, _ in first }
        )
      }
      for offset in findings.indices {
        let results = decided.compactMap { $0[findings[offset].name] }
        if let merged = merged(results, of: findings[offset].decision) { findings[offset].result = merged }
      }
    }
    return findings
  }

  /// One result for all that the profile leaves open: that of every corner if they agree; otherwise the facts that were told
  /// about lack. Nil when there is no corner.
  private func merged(_ results: [DecisionResult], of decision: ProvisionDecision) -> DecisionResult? {
    guard var first = results.first else { return nil }
    let isSame = results.allSatisfy { $0.outcome == first.outcome || $0.outcome.isPositive && first.outcome.isPositive }
    if isSame {
      first.missing = Array(Set(results.flatMap(\.missing))).sorted()
      if !results.allSatisfy({ $0.amountCents == first.amountCents }) { first.amountCents = nil }
      return first
    }
    let asked = decision.provision.decisionMaker?.provision.askedFacts ?? []
    first.outcome = .awaitingEvidence
    first.missing = Array(profile.rangedFacts.intersection(asked).union(results.flatMap(\.missing))).sorted()
    (first.amountCents, first.contradicts, first.reasons) = (nil, [], [])
    return first
  }

  // MARK: Later

  /// The provisions that do not hold today, by name, with the first day on which they do: or may do, if they never surely do.
  func later(after now: [Finding], _ periods: [LawPeriod]) -> [String: (day: CalendarDate, finding: Finding)] {
    let settled = Set(now.filter { $0.result.outcome != .notEntitled || $0.result.reasons != [] }.map(\.name))
    var sure: [String: (day: CalendarDate, finding: Finding)] = [:]
    var possible: [String: (day: CalendarDate, finding: Finding)] = [:]
    for (day, period) in changeDays(periods) {
      for finding in findings(on: day, in: period.book) where !settled.contains(finding.name) {
        if finding.result.outcome.isPositive, sure[finding.name] == nil { sure[finding.name] = (day, finding) }
        if finding.result.outcome == .awaitingEvidence, possible[finding.name] == nil {
          possible[finding.name] = (day, finding)
        }
      }
    }
    return possible.merging(sure) { _, sure in sure }
  }

  /// The days on which something can change, each with its period: birthdays, new law, months that are counted, days of an
  /// admission.
  private func changeDays(_ periods: [LawPeriod]) -> [(day: CalendarDate, period: LawPeriod)] {
    let today = profile.told
    guard let last = (try? today.adding(years: LawPeriod.yearsAhead))?.daysSinceEpoch else { return [] }
    var days = Set(periods.dropFirst().map(\.book.date.daysSinceEpoch))
    for person in [profile.caregiver, profile.recipient] {
      var day = today
      for _ in 0..<LawPeriod.yearsAhead {
        guard let birthday = person.birthDate.flatMap({ Self.birthday(of: $0, after: day) }) else { break }
        days.insert(birthday.daysSinceEpoch)
        day = birthday
      }
    }
    if profile.countsMonths { days.formUnion(monthDays) }
    if let admission = profile.moments.state(on: today.daysSinceEpoch).admission {
      days.insert(admission.day(after: FactDerivation.daysBeforeLongAdmission))
    }
    return days.filter { $0 > today.daysSinceEpoch && $0 <= last }.sorted().compactMap { day in
      guard let date = try? CalendarDate(daysSinceEpoch: day),
        let period = periods.last(where: { $0.book.date <= date })
      else { return nil }
      return (date, period)
    }
  }

  /// The days on which a month of the care, or of what was told, is full.
  private var monthDays: [Int] {
    let starts = [profile.told] + [profile.careStart].compactMap(\.self)
    return starts.flatMap { start in
      let full = max(0, start.fullMonths(until: profile.told))
      return (1...12 * LawPeriod.yearsAhead).compactMap { month -> Int? in
        guard let day = try? start.adding(months: full + month) else { return nil }
        // A month that is too short is full on the first day after it.
        return start.fullMonths(until: day) == full + month ? day.daysSinceEpoch : day.daysSinceEpoch + 1
      }
    }
  }

  /// The next birthday after a day. Who was born on 29 February is a year older on 1 March.
  static func birthday(of birth: CalendarDate, after day: CalendarDate) -> CalendarDate? {
    let age = birth.fullYears(until: day)
    guard let guess = try? birth.adding(years: age + 1) else { return nil }
    return birth.fullYears(until: guess) > age ? guess : try? guess.adding(days: 1)
  }

  // MARK: What is told

  /// A finding as a right.
  func right(_ finding: Finding, firstDay: CalendarDate?) -> ExploredRight {
    let (version, basis) = (finding.decision.version, finding.decision.basis)
    let maker = finding.decision.provision.decisionMaker
    // A proof that is not held explains nothing.
    let explaining = finding.result.provenBy.isEmpty ? finding.decision.provision.decisionMakerWithoutProofs : maker
    let values = explaining?.values(finding.shared, basis)
    let possible = maker?.possibleAmounts(basis, finding.shared, on: finding.day) ?? []
    let known =
      finding.result.outcome.isPositive ? finding.result.amountCents : (possible.count == 1 ? possible[0] : nil)
    return ExploredRight(
      version: version,
      outcome: finding.result.outcome,
      reasons: finding.result.reasons.filter { $0 != .consentMissing && $0 != .choice },
      lines: values.flatMap { explaining?.provision.explainers[language].lines($0) } ?? [],
      lacking: finding.result.outcome == .awaitingEvidence ? Self.lacking(finding) : [],
      catalogue: maker?.provision.catalogue ?? .care,
      amountCents: known,
      mostCents: known == nil ? possible.compactMap(\.self).max() : nil,
      choices: finding.result.contradicts.map { name in
        (name, finding.book.index(of: name).map { finding.book[$0].version.title } ?? BilingualText(name, name))
      },
      isHeld: maker?.isHeld(basis, finding.shared).held ?? false,
      firstDay: firstDay
    )
  }

  /// The facts that lack: those that the condition itself asks for, what people can tell first. Facts that would only show
  /// that something else is held, which proves a part, are told when nothing else would help.
  private static func lacking(_ finding: Finding) -> [String] {
    let own = Set(finding.decision.provision.decisionMakerWithoutProofs?.provision.condition.facts ?? [])
    let direct = finding.result.missing.filter(own.contains)
    let facts = direct.isEmpty ? finding.result.missing : direct
    return facts.sorted { (ExplorerTopic.canBeTold($0) ? 0 : 1, $0) < (ExplorerTopic.canBeTold($1) ? 0 : 1, $1) }
  }

  // MARK: Offers

  /// The offers that fit: those of the stated needs; contact points when no need was stated. What surely fits comes first,
  /// then what serves the most needs.
  func offers(in book: RuleBook) -> [ExploredOffer] {
    let found = findings(on: profile.told, in: book).compactMap { finding -> ExploredOffer? in
      let version = finding.decision.version
      let areas = version.information?.supportAreas ?? []
      let serving = profile.needs.isEmpty ? areas : areas.filter(profile.needs.contains)
      guard profile.needs.isEmpty ? version.kind == "contact_point" : !serving.isEmpty else { return nil }
      let lacking = finding.result.outcome == .awaitingEvidence ? finding.result.missing : []
      guard finding.result.outcome.isPositive || !lacking.isEmpty else { return nil }
      return ExploredOffer(version: version, areas: serving, lacking: lacking)
    }
    return found.sorted {
      ($0.lacking.isEmpty ? 0 : 1, $0.version.territory.isEmpty ? 1 : 0, -$0.areas.count, $0.version.name)
        < ($1.lacking.isEmpty ? 0 : 1, $1.version.territory.isEmpty ? 1 : 0, -$1.areas.count, $1.version.name)
    }
  }
}
