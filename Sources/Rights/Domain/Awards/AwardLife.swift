package import CareTypes

/// The life of one award: follows decisions and what people record, in the order in which they became known, and takes the
/// steps that the provision and the table of transitions allow.
///
/// It is worked out anew whenever it is asked for, so that a right has the same life after any interruption.
package struct AwardLife: Sendable {
  /// The steps, in the order in which they became known.
  package private(set) var steps: [AwardStep] = []
  /// Where the award stands; nil when nobody has any claim to it.
  package private(set) var state: AwardState?
  /// The latest decision on each care situation that supports the award, in the order in which they first appeared.
  private var outcomes: [AwardOutcome] = []
  /// The day of an application that waits; nil when there is none.
  private var application: Int?
  private var signed: Set<Signatory> = []
  /// The latest day of a signature under the application.
  private var lastSigned: Int?
  private var isRenounced = false
  /// The first day for which it is granted, in days since 1970-01-01; nil when it was never granted.
  package private(set) var grantedFrom: Int?
  /// The last day for which it is granted unless it is renewed, in days since 1970-01-01; nil when there is none.
  package private(set) var grantedUntil: Int?
  /// The first day on which it no longer holds; nil while it has not ended.
  package private(set) var endDay: Int?
  /// What was used of its quotas.
  package private(set) var uses: [AwardAction.Use] = []

  /// A life without steps.
  package init() {}

  /// The decision that counts: of several care situations the one that is best for the beneficiary, and of those the one
  /// that was known first. Nil when there is no decision.
  package var best: AwardOutcome? {
    outcomes.reduce(nil) { best, next in
      guard let best, best.standing >= next.standing else { return next }
      return best
    }
  }

  /// What the provision says of its awards.
  package var terms: AwardTerms { best?.version.awardTerms ?? AwardTerms() }

  /// Who still has to sign; empty when nobody has, or the award is not open.
  package var missingSignatures: [Signatory] {
    switch state {
    case .proposed, .appliedFor, .awaitingEvidence: terms.signatures.filter { !signed.contains($0) }
    default: []
    }
  }

  /// Whether an application waits.
  package var isAppliedFor: Bool { application != nil }

  // MARK: Following

  /// Follows a decision.
  package mutating func follow(_ outcome: AwardOutcome) {
    expire(by: outcome.firstDay, knownAt: outcome.recorded)
    if let known = outcomes.firstIndex(where: { $0.situation == outcome.situation }) {
      outcomes[known] = outcome
    } else {
      outcomes.append(outcome)
    }
    guard let best else { return }
    switch best.standing {
    case .yes: followYes(best, knownAt: outcome.recorded)
    case .unknown: followUnknown(best, knownAt: outcome.recorded)
    case .no: followNo(best, knownAt: outcome.recorded)
    }
  }

  private mutating func followYes(_ best: AwardOutcome, knownAt recorded: Instant) {
    switch state {
    case nil, .ended:
      if isRenounced { return }
      propose(best, recorded)
    case .proposed, .awaitingEvidence:
      if application == nil { propose(best, recorded) } else { proceed(recorded) }
    case .appliedFor: proceed(recorded)
    case .suspended: take(.resumed, .decision, on: best.firstDay, recorded)
    case .awaitingRatification, .granted, .refused, .exhausted: break
    }
  }

  private mutating func propose(_ best: AwardOutcome, _ recorded: Instant) {
    if best.outcome == .granted {
      grant(.granted, .decision, from: best.firstDay, recorded)
    } else {
      take(.proposed, .decision, on: best.firstDay, recorded)
    }
  }

  private mutating func followUnknown(_ best: AwardOutcome, knownAt recorded: Instant) {
    switch state {
    case nil, .proposed, .appliedFor, .ended:
      if isRenounced { return }
      take(.evidenceMissing, .decision, on: best.firstDay, recorded)
    case .granted, .suspended:
      if terms.endedBy.contains(.evidenceExpires) { end(.evidenceExpired, on: best.firstDay, recorded) }
    case .awaitingEvidence, .awaitingRatification, .refused, .exhausted: break
    }
  }

  private mutating func followNo(_ best: AwardOutcome, knownAt recorded: Instant) {
    isRenounced = false
    switch state {
    case .proposed, .awaitingEvidence:
      // An application is refused by the body that decides on it, never by Mantel.
      if application == nil { take(.lapsed, best.endingCause, on: best.firstDay, recorded) }
    case .granted, .suspended, .exhausted:
      if best.reasons.contains(.suspended) {
        take(.suspended, .admission, on: best.firstDay, recorded)
      } else if !mayGoOn(after: best.endingCause) {
        end(best.endingCause, on: best.firstDay, recorded)
      }
    case nil, .appliedFor, .awaitingRatification, .refused, .ended: break
    }
  }

  /// Whether an award that was granted goes on although the recipient died: where the provision says what ends it, and a
  /// death is not among that.
  private func mayGoOn(after cause: AwardStep.Cause) -> Bool {
    cause == .recipientDied && !terms.endedBy.isEmpty && !terms.endedBy.contains(.recipientDies)
  }

  /// Follows what someone recorded. What the table of transitions does not allow has no effect.
  package mutating func follow(_ recorded: RecordedAction) {
    let day = recorded.recorded
    switch recorded.action {
    case .applied(let date, let signatures):
      expire(by: date, knownAt: day)
      apply(on: date, signatures, recorded)
    case .signed(let signatures):
      guard take(.signed, .application, on: signatures.map(\.day).max() ?? 0, day, recorded) else { return }
      add(signatures)
      proceed(day)
    case .ruled(let ruling):
      expire(by: ruling.day, knownAt: day)
      if ruling.grants {
        let from = ruling.grantFrom ?? application ?? ruling.day
        grant(state == .refused ? .overruled : .granted, .ruling, from: from, day, recorded)
      } else if take(.refused, .ruling, on: ruling.day, day, recorded) {
        closeApplication()
      }
    case .used(let use):
      guard take(.used, .use, on: use.first, day, recorded) else { return }
      uses.append(use)
      let isUsed = terms.quotas.contains { $0.windowMonths == nil && left(of: $0) <= 0 }
      if isUsed { take(.exhausted, .use, on: use.last, day) }
    case .objected(let date): take(.objected, .objection, on: date, day, recorded)
    case .renounced(let date):
      if end(.renunciation, on: date, day, recorded) { isRenounced = true }
    }
  }

  /// Ends what was not renewed by a day.
  ///
  /// - Parameters:
  ///   - day: The day, in days since 1970-01-01.
  ///   - recorded: When that becomes known.
  package mutating func expire(by day: Int, knownAt recorded: Instant) {
    guard let until = grantedUntil, until < day, state?.isHeld == true else { return }
    if terms.term.renewal == .automatic {
      extend(from: until + 1)
      take(.renewed, .decision, on: until + 1, recorded)
      expire(by: day, knownAt: recorded)
    } else {
      end(.renewalMissed, on: until + 1, recorded)
    }
  }

  /// Follows evidence which shows that another body granted the award.
  ///
  /// - Parameters:
  ///   - day: The first day that it shows, in days since 1970-01-01.
  ///   - recorded: When that became known.
  package mutating func followEvidence(from day: Int, knownAt recorded: Instant) {
    if state?.isHeld == true { return }
    grant(state == .refused ? .overruled : .granted, .evidence, from: day, recorded)
  }

  // MARK: Applying

  private mutating func apply(on date: Int, _ signatures: [AwardAction.Signature], _ recorded: RecordedAction) {
    if state == .granted {
      guard let until = grantedUntil, take(.renewed, .application, on: date, recorded.recorded, recorded) else {
        return
      }
      extend(from: max(until + 1, date))
      return
    }
    guard take(.applied, .application, on: date, recorded.recorded, recorded) else { return }
    closeApplication()
    application = date
    add(signatures)
    proceed(recorded.recorded)
  }

  private mutating func add(_ signatures: [AwardAction.Signature]) {
    signed.formUnion(signatures.map(\.signatory))
    lastSigned = (signatures.map(\.day) + [lastSigned].compactMap(\.self)).max()
  }

  /// Goes on with an application as far as the facts and the signatures allow.
  private mutating func proceed(_ recorded: Instant) {
    guard let application, let best else { return }
    let day = max(application, lastSigned ?? application)
    if best.standing == .unknown, state == .appliedFor, missingSignatures.isEmpty {
      take(.evidenceMissing, .decision, on: day, recorded)
    }
    guard best.standing == .yes, missingSignatures.isEmpty else { return }
    if best.version.grantMode == .ratify {
      take(.submitted, .application, on: day, recorded)
    } else {
      grant(.granted, .application, from: day, recorded)
    }
  }

  private mutating func closeApplication() {
    (application, signed, lastSigned) = (nil, [], nil)
  }

  // MARK: Granting and ending

  private mutating func grant(
    _ kind: AwardStep.Kind,
    _ cause: AwardStep.Cause,
    from day: Int,
    _ recorded: Instant,
    _ action: RecordedAction? = nil
  ) {
    guard take(kind, cause, on: day, recorded, action) else { return }
    closeApplication()
    (grantedFrom, endDay, isRenounced) = (day, nil, false)
    extend(from: day)
  }

  /// Sets the last day of a term that begins on a day.
  private mutating func extend(from day: Int) {
    let term = terms.term
    let months = term.months ?? (term.renewal == .yearly ? 12 : nil)
    guard let months, term.renewal != Renewal.Kind.none, let first = try? CalendarDate(daysSinceEpoch: day),
      let next = try? first.adding(months: months)
    else {
      grantedUntil = nil
      return
    }
    grantedUntil = next.daysSinceEpoch - 1
  }

  @discardableResult
  private mutating func end(
    _ cause: AwardStep.Cause,
    on day: Int,
    _ recorded: Instant,
    _ action: RecordedAction? = nil
  ) -> Bool {
    let wasHeld = state?.isHeld == true
    guard take(.ended, cause, on: day, recorded, action) else { return false }
    closeApplication()
    if wasHeld { endDay = day }
    return true
  }

  /// Takes a step, if the table of transitions allows it.
  ///
  /// - Returns: Whether it was taken.
  @discardableResult
  private mutating func take(
    _ kind: AwardStep.Kind,
    _ cause: AwardStep.Cause,
    on day: Int,
    _ recorded: Instant,
    _ action: RecordedAction? = nil
  ) -> Bool {
    guard AwardTransition.allows(kind, from: state) else { return false }
    state = AwardTransition.state(after: kind, from: state)
    steps.append(
      AwardStep(
        kind: kind,
        state: state,
        cause: cause,
        actor: action?.actor,
        validDay: day,
        recorded: recorded,
        decision: best,
        action: action?.action
      )
    )
    return true
  }

  // MARK: Quotas

  /// What is left of a quota of the award by its own uses, in hundredths of the unit.
  private func left(of quota: AwardTerms.Quota) -> Int {
    quota.hundredths - uses.filter { $0.unit == quota.unit }.reduce(0) { $0 + $1.hundredths }
  }
}
