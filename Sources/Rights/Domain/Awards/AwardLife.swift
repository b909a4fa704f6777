package import CareTypes
import ServiceCore

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
  /// The first day on which the condition holds again, after it did not; nil while it does not, or if it always did.
  private var holdsFrom: Int?
  /// Why it was granted; nil when it was never granted.
  private var grantCause: AwardStep.Cause?
  /// The first day for which it is granted, in days since 1970-01-01; nil when it was never granted.
  package private(set) var grantedFrom: Int?
  /// The first day for which it was ever granted: windows of quotas are counted from it.
  package private(set) var firstGrantedFrom: Int?
  /// The last day for which it is granted unless it is renewed, in days since 1970-01-01; nil when there is none.
  package private(set) var grantedUntil: Int?
  /// The first day on which it no longer holds; nil while it has not ended.
  package private(set) var endDay: Int?
  /// The last end by the law and the facts, which may turn out not to have happened; nil when there is none.
  private var lastEnd: End?
  /// What was used of its quotas.
  package private(set) var uses: [AwardAction.Use] = []

  /// An end of an award.
  private struct End {
    /// The first day on which it no longer held, in days since 1970-01-01.
    let day: Int
    /// The first day for which it had been granted.
    let grantedFrom: Int?
  }

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
    expire(by: outcome.firstDay)
    let (former, known) = (best?.standing, outcomes.firstIndex { $0.situation == outcome.situation })
    let replaced = known.map { outcomes[$0] }
    if let known {
      outcomes[known] = outcome
    } else {
      outcomes.append(outcome)
    }
    guard let best else { return }
    if former == .no { holdsFrom = best.standing == .no ? nil : best.firstDay }
    switch best.standing {
    case .yes: followYes(best, knownAt: outcome.recorded)
    case .unknown: followUnknown(best, knownAt: outcome.recorded)
    case .no:
      // Of several care situations without a right, an admission interrupts only; otherwise what came last ended it.
      let deciding = outcomes.last { $0.reasons == [.suspended] } ?? outcome
      followNo(deciding, deciding.endingCause(after: replaced), knownAt: outcome.recorded)
    }
  }

  private mutating func followYes(_ best: AwardOutcome, knownAt recorded: Instant) {
    // What ended it may turn out not to have happened.
    if isUndone(lastEnd, by: best), take(.reinstated, .decision, on: best.firstDay, recorded) {
      (endDay, lastEnd) = (nil, nil)
      return
    }
    switch state {
    case nil, .ended:
      if isRenounced { return }
      propose(best, recorded)
    case .proposed, .awaitingEvidence:
      if application == nil { propose(best, recorded) } else { proceed(recorded) }
    case .appliedFor: proceed(recorded)
    case .granted, .suspended:
      if grantCause == .decision, best.reasons.contains(.consentMissing), terms.endedBy.contains(.consentWithdrawn) {
        end(.consentWithdrawn, on: best.firstDay, recorded)
      } else if state == .suspended {
        take(.resumed, .decision, on: best.firstDay, recorded)
      } else if best.outcome == .granted, grantCause == .decision, let from = grantedFrom, best.firstDay < from {
        // It turns out to have begun earlier, or never to have been interrupted.
        let earlier = isUndone(lastEnd, by: best) ? lastEnd?.grantedFrom : nil
        if take(.backdated, .decision, on: best.firstDay, recorded) { begin(from: earlier ?? best.firstDay) }
      }
    case .awaitingRatification, .refused, .exhausted: break
    }
  }

  /// Whether the condition turns out to have held on the day on which the law and the facts ended an award.
  private func isUndone(_ end: End?, by outcome: AwardOutcome) -> Bool {
    end.map { outcome.firstDay <= $0.day } ?? false && application == nil && !isRenounced
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
      // What another body granted ends when it says so, not when Mantel cannot decide it again.
      if terms.endedBy.contains(.evidenceExpires), grantCause != .evidence {
        end(.evidenceExpired, on: best.firstDay, recorded)
      }
    case .awaitingEvidence, .awaitingRatification, .refused, .exhausted: break
    }
  }

  private mutating func followNo(
    _ outcome: AwardOutcome,
    _ cause: AwardStep.Cause,
    knownAt recorded: Instant
  ) {
    isRenounced = false
    let day = outcome.firstDay
    switch state {
    case .proposed, .awaitingEvidence:
      // An application is refused by the body that decides on it, never by Mantel.
      if application == nil { take(.lapsed, cause, on: day, recorded, by: outcome) }
    case .granted, .suspended, .exhausted:
      if outcome.reasons.contains(.suspended) {
        take(.suspended, .admission, on: day, recorded, by: outcome)
      } else if !mayGoOn(after: cause) {
        end(cause, on: day, recorded, by: outcome)
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
    let time = recorded.recorded
    if case .applied(let date, let signatures) = recorded.action {
      // An application that was made in time renews, although it is recorded later.
      expire(by: date)
      apply(on: date, signatures, recorded)
      return
    }
    if let today = try? time.dateInBelgium().daysSinceEpoch { expire(by: today) }
    switch recorded.action {
    case .applied: break
    case .signed(let signatures):
      guard take(.signed, .application, on: signatures.map(\.day).max() ?? 0, time, recorded) else { return }
      add(signatures)
      proceed(time)
    case .ruled(let ruling): followRuling(ruling, recorded)
    case .used(let use):
      guard take(.used, .use, on: use.first, time, recorded) else { return }
      uses.append(use)
      let isUsed = terms.quotas.contains { !$0.startsAgain && left(of: $0) <= 0 }
      if isUsed { take(.exhausted, .use, on: use.last, time) }
    case .objected(let date): take(.objected, .objection, on: date, time, recorded)
    case .renounced(let date):
      if end(.renunciation, on: date, time, recorded) { isRenounced = true }
    }
  }

  private mutating func followRuling(_ ruling: AwardAction.Ruling, _ recorded: RecordedAction) {
    let time = recorded.recorded
    if !ruling.grants {
      if take(.refused, .ruling, on: ruling.day, time, recorded) { closeApplication() }
    } else if state == .granted || state == .suspended {
      let from = max(ruling.grantFrom ?? ruling.day, grantedUntil.map { $0 + 1 } ?? ruling.day)
      if take(.renewed, .ruling, on: ruling.day, time, recorded) { extend(from: from) }
    } else {
      let from = ruling.grantFrom ?? application ?? ruling.day
      grant(state == .refused ? .overruled : .granted, .ruling, from: from, time, recorded)
    }
  }

  /// Ends what was not renewed by a day, or goes on with what renews itself.
  ///
  /// - Parameter day: The day, in days since 1970-01-01.
  package mutating func expire(by day: Int) {
    while let until = grantedUntil, until < day, state?.isHeld == true {
      // It becomes known by the passing of time.
      let recorded = Instant(microseconds: Int64(until + 1) * 86_400_000_000)
      guard terms.term.renewal == .automatic, state != .exhausted else {
        end(.renewalMissed, on: until + 1, recorded)
        return
      }
      take(.renewed, .decision, on: until + 1, recorded)
      extend(from: until + 1)
    }
  }

  /// Follows evidence which shows that another body granted the award.
  ///
  /// - Parameters:
  ///   - day: The first day that it shows, in days since 1970-01-01.
  ///   - recorded: When that became known.
  package mutating func followEvidence(from day: Int, knownAt recorded: Instant) {
    if state?.isHeld == true || isRenounced || best?.endsWhatOthersGranted == true { return }
    grant(state == .refused ? .overruled : .granted, .evidence, from: day, recorded)
  }

  /// Ends an award that evidence alone showed, when it no longer does.
  ///
  /// - Parameters:
  ///   - day: The first day that it no longer shows, in days since 1970-01-01.
  ///   - recorded: When that became known.
  package mutating func followEndOfEvidence(on day: Int, knownAt recorded: Instant) {
    if state?.isHeld == true, grantCause == .evidence { end(.evidenceExpired, on: day, recorded) }
  }

  // MARK: Applying

  private mutating func apply(on date: Int, _ signatures: [AwardAction.Signature], _ recorded: RecordedAction) {
    if let until = grantedUntil, take(.renewed, .application, on: date, recorded.recorded, recorded) {
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
    let day = max(application, lastSigned ?? application, holdsFrom ?? application, best.version.validFrom)
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
    (grantCause, isRenounced) = (cause, false)
    begin(from: day)
  }

  private mutating func begin(from day: Int) {
    (grantedFrom, endDay) = (day, nil)
    firstGrantedFrom = min(firstGrantedFrom ?? day, day)
    extend(from: day)
  }

  /// Sets the last day of a term that begins on a day.
  private mutating func extend(from day: Int) {
    let term = terms.term
    let months = term.months ?? (term.renewal == .yearly ? 12 : nil)
    guard let months, let first = try? CalendarDate(daysSinceEpoch: day),
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
    _ action: RecordedAction? = nil,
    by outcome: AwardOutcome? = nil
  ) -> Bool {
    let wasHeld = state?.isHeld == true
    guard take(.ended, cause, on: day, recorded, action, by: outcome) else { return false }
    closeApplication()
    if wasHeld {
      endDay = day
      let isByLaw = action == nil && cause != .renewalMissed && cause != .consentWithdrawn
      lastEnd = isByLaw ? End(day: day, grantedFrom: grantedFrom) : nil
    }
    return true
  }

  /// Takes a step, if the table of transitions allows it.
  ///
  /// - Parameter outcome: The decision that it rests on; nil for the one that counts.
  /// - Returns: Whether it was taken.
  @discardableResult
  private mutating func take(
    _ kind: AwardStep.Kind,
    _ cause: AwardStep.Cause,
    on day: Int,
    _ recorded: Instant,
    _ action: RecordedAction? = nil,
    by outcome: AwardOutcome? = nil
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
        decision: outcome ?? best,
        action: action?.action
      )
    )
    return true
  }

  // MARK: Quotas

  /// What is left of a quota of the award by its own uses, in hundredths of the unit.
  private func left(of quota: AwardTerms.Quota) -> Int {
    quota.hundredths - uses.filter { $0.unit == quota.unit }.reduce(0) { $0 + quota.counted($1) }
  }
}
