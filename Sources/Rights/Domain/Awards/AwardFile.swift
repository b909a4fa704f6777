package import CareTypes

/// Everything that the awards of one or two people follow from: the care of both, what was decided on it, and what was
/// recorded about their awards.
package struct AwardFile: Sendable {
  /// Care of one of the people.
  package struct Care: Sendable {
    /// The care situation.
    package let facts: SituationFacts
    /// The decisions on it, the oldest first.
    package let outcomes: [AwardOutcome]
    /// The provisions that evidence shows to be held, with the days that it shows.
    package let held: [String: [DayRange]]

    /// Care with its decisions.
    package init(facts: SituationFacts, outcomes: [AwardOutcome], held: [String: [DayRange]] = [:]) {
      self.facts = facts
      self.outcomes = outcomes
      self.held = held
    }
  }

  /// What an award rests on.
  private struct Support {
    /// The decisions on the care that supports it, the oldest first.
    var outcomes: [AwardOutcome] = []
    /// The care situations, each once.
    var care: [Care] = []
  }

  /// The care of both, in the order in which it became known.
  package let care: [Care]
  private let support: [AwardKey: Support]
  /// The awards that each care situation supports.
  private let keysBySituation: [OpaqueID: [AwardKey]]
  /// The awards on each provision.
  private let keysByProvision: [String: [AwardKey]]
  /// The awards on provisions with a quota of a name that quotas of several provisions may have, by that name.
  private let keysByPot: [String: [AwardKey]]
  private let actions: [AwardKey: [RecordedAction]]
  /// The legal day.
  private let day: Int
  private let known: Instant

  /// A file.
  ///
  /// - Parameters:
  ///   - care: The care of both, in the order in which it became known.
  ///   - actions: What was recorded about their awards, the oldest first.
  ///   - date: The legal day.
  ///   - known: What became known later does not count.
  package init(_ care: [Care], _ actions: [AwardKey: [RecordedAction]], on date: CalendarDate, knownAt known: Instant) {
    var support: [AwardKey: Support] = [:]
    var keysBySituation: [OpaqueID: [AwardKey]] = [:]
    for item in care {
      let outcomes = item.outcomes.filter { $0.recorded <= known }
      // The latest version says to whom the right belongs, whatever an earlier one said.
      let latest = Dictionary(outcomes.map { ($0.version.name, $0.version) }) { _, last in last }
      for outcome in outcomes {
        let key = AwardKey(latest[outcome.version.name] ?? outcome.version, for: item.facts)
        support[key, default: Support()].outcomes.append(outcome)
        if support[key]?.care.last?.facts.id != item.facts.id {
          support[key]?.care.append(item)
          keysBySituation[item.facts.id, default: []].append(key)
        }
      }
    }
    self.care = care
    self.support = support
    self.keysBySituation = keysBySituation
    keysByProvision = Dictionary(grouping: support.keys, by: \.provision)
    var keysByPot: [String: [AwardKey]] = [:]
    for (key, support) in support {
      for pot in Set((support.outcomes.last?.version.awardTerms?.quotas ?? []).compactMap(\.pot)) {
        keysByPot[pot, default: []].append(key)
      }
    }
    self.keysByPot = keysByPot
    self.actions = actions
    self.known = known
    day = date.daysSinceEpoch
  }

  // MARK: Awards

  /// The keys of the awards that a care situation supports, by provision.
  package func keys(of situation: OpaqueID) -> [AwardKey] {
    (keysBySituation[situation] ?? []).sorted { $0.provision < $1.provision }
  }

  /// The decisions on the care that supports an award, in the order in which they became known.
  package func outcomes(of key: AwardKey) -> [AwardOutcome] { support[key]?.outcomes ?? [] }

  /// The care that supports an award, in the order in which it became known.
  package func care(supporting key: AwardKey) -> [Care] { support[key]?.care ?? [] }

  /// An award; nil when no decision was ever in favour of the holder and nobody recorded anything.
  package func award(_ key: AwardKey) -> Award? {
    let life = life(of: key)
    if life.steps.isEmpty { return nil }
    let steps = life.steps.filter { $0.validDay <= day }
    let state = steps.last.flatMap(\.state)
    return Award(
      key: key,
      life: life,
      state: state,
      steps: steps,
      isLimitReached: state?.isHeld != true && isLimitReached(for: key, life),
      conflicts: state?.isHeld == true ? [] : heldExclusions(of: key),
      quotas: quotas(of: key, life)
    )
  }

  /// Whether a decision, of any outcome, was ever made for the holder.
  package func isDecidedOn(_ key: AwardKey) -> Bool { support[key] != nil }

  /// What an award follows, in the order in which it became known.
  private enum Input {
    case outcome(AwardOutcome)
    case shown(from: Int)
    case shownNoMore(from: Int)
    case action(RecordedAction)
  }

  /// The life of an award.
  package func life(of key: AwardKey) -> AwardLife {
    var life = AwardLife()
    guard let support = support[key] else { return life }
    func start(of day: Int) -> Instant { Instant(microseconds: Int64(day) * 86_400_000_000) }
    let decided = support.outcomes.map { (place: $0.place, rank: 0, time: $0.recorded, input: Input.outcome($0)) }
    let recorded = (actions[key] ?? []).filter { $0.recorded <= known }.map {
      (place: $0.decisionsBefore, rank: 1, time: $0.recorded, input: Input.action($0))
    }
    var inputs = (decided + recorded).enumerated()
      .sorted { ($0.element.place, $0.element.rank, $0.offset) < ($1.element.place, $1.element.rank, $1.offset) }
      .map { (time: $0.element.time, input: $0.element.input) }
    let first = inputs.map(\.time).min() ?? known
    /// Evidence counts after what was known before its day, and after the first decision.
    func show(_ input: Input, from day: Int) {
      let time = max(start(of: day), first)
      inputs.insert((time, input), at: inputs.firstIndex { $0.time > time } ?? inputs.endIndex)
    }
    for range in support.care.flatMap({ $0.held[key.provision] ?? [] }) {
      guard let from = range.from, from <= day else { continue }
      show(.shown(from: from), from: from)
      if let until = range.until, until < day { show(.shownNoMore(from: until + 1), from: until + 1) }
    }
    for (time, input) in inputs {
      switch input {
      case .outcome(let outcome): life.follow(outcome)
      case .shown(let from): life.followEvidence(from: from, knownAt: time)
      case .shownNoMore(let from): life.followEndOfEvidence(on: from, knownAt: time)
      case .action(let action): life.follow(action)
      }
    }
    life.expire(by: day)
    return life
  }

  // MARK: Limits

  /// Whether as many others as the provision allows hold the award.
  private func isLimitReached(for key: AwardKey, _ life: AwardLife) -> Bool {
    func isReached(_ limit: Int?, _ scope: Quota.Scope) -> Bool {
      guard let limit else { return false }
      return sharing(scope, with: key).count { $0 != key && self.life(of: $0).state?.isHeld == true } >= limit
    }
    return isReached(life.terms.perRecipient, .recipient) || isReached(life.terms.perCaregiver, .caregiver)
  }

  /// The provisions that cannot be held together with an award and that the same people hold.
  package func heldExclusions(of key: AwardKey) -> [String] {
    guard let own = support[key], let version = own.outcomes.last?.version else { return [] }
    let others = Set(own.care.flatMap { keysBySituation[$0.facts.id] ?? [] }).filter { other in
      other != key
        && (version.excludes.contains(other.provision)
          || support[other]?.outcomes.last?.version.excludes.contains(key.provision) == true)
    }
    return others.filter { life(of: $0).state?.isHeld == true }.map(\.provision).sorted()
  }

  /// The awards on the same provision that share a person with an award, and the award itself.
  ///
  /// - Parameter pot: A name: awards on provisions with a quota of that name belong to them as well. nil: none do.
  private func sharing(_ scope: Quota.Scope, with key: AwardKey, pot: String? = nil) -> Set<AwardKey> {
    func person(_ care: Care) -> OpaqueID {
      switch scope {
      case .recipient: care.facts.recipient.id
      case .caregiver: care.facts.caregiver.id
      case .careSituation: care.facts.id
      }
    }
    let people = Set((support[key]?.care ?? []).map(person))
    if people.isEmpty || scope == .careSituation && pot == nil { return [key] }
    let sharingPot = pot.flatMap { keysByPot[$0] } ?? []
    let shared = ((keysByProvision[key.provision] ?? []) + sharingPot).filter { other in
      care(supporting: other).contains { people.contains(person($0)) }
    }
    return Set(shared).union([key])
  }

  // MARK: Quotas

  /// How much of the quotas of an award was used, in the windows that a day is in.
  ///
  /// - Parameter day: The day, in days since 1970-01-01; nil for the day of the file.
  package func quotas(of key: AwardKey, _ life: AwardLife, at day: Int? = nil) -> [Award.QuotaUse] {
    life.terms.quotas.map { quota in
      let window = window(of: quota, from: life.firstGrantedFrom, at: day ?? self.day)
      let uses = sharing(quota.scope, with: key, pot: quota.pot).flatMap { self.life(of: $0).uses }
      let used = uses.filter { $0.unit == quota.unit && (window?.contains($0.first) ?? true) }
      return Award.QuotaUse(
        quota: quota,
        uses: used,
        renewDay: window.map { $0.upperBound }
      )
    }
  }

  /// The window of a quota that a day is in, counted from the first day of the award; nil for a quota without windows.
  private func window(of quota: AwardTerms.Quota, from first: Int?, at day: Int) -> Range<Int>? {
    if quota.isPerCalendarYear == true {
      guard let date = try? CalendarDate(daysSinceEpoch: day),
        let start = try? CalendarDate(year: date.year, month: 1, day: 1),
        let end = try? CalendarDate(year: date.year + 1, month: 1, day: 1)
      else { return nil }
      return start.daysSinceEpoch..<end.daysSinceEpoch
    }
    guard let months = quota.windowMonths, months > 0, let first, let start = try? CalendarDate(daysSinceEpoch: first),
      let today = try? CalendarDate(daysSinceEpoch: max(day, first))
    else { return nil }
    let passed = start.fullMonths(until: today) / months
    guard let from = try? start.adding(months: passed * months),
      let next = try? start.adding(months: (passed + 1) * months)
    else { return nil }
    return from.daysSinceEpoch..<next.daysSinceEpoch
  }
}
