package import CareTypes

/// A decision on one care situation, as far as the awards on its provision follow from it.
package struct AwardOutcome: Sendable, Hashable {
  /// What a decision says of a claim.
  package enum Standing: Int, Sendable, Hashable, Comparable {
    /// There is no right.
    case no
    /// Evidence is missing, or authorities have to settle it.
    case unknown
    /// The condition holds.
    case yes

    /// Whether the left one is worse for the beneficiary.
    package static func < (left: Standing, right: Standing) -> Bool { left.rawValue < right.rawValue }
  }

  /// The care situation.
  package let situation: OpaqueID
  /// The decision.
  package let decision: OpaqueID
  /// The version of the provision that was applied.
  package let version: ProvisionVersion
  /// The outcome.
  package let outcome: DecisionOutcome
  /// Reasons outside the condition.
  package let reasons: [DecisionReason]
  /// Whether the caregiver lives in the territory; nil when that is not known.
  package let caregiverResident: Bool?
  /// Whether the recipient lives in the territory; nil when that is not known.
  package let recipientResident: Bool?
  /// The day from which it counts, in days since 1970-01-01.
  package let firstDay: Int
  /// When it was decided.
  package let recorded: Instant
  /// Its place in the order in which all decisions were stored.
  package let place: Int64

  /// A decision.
  package init(
    situation: OpaqueID,
    decision: OpaqueID,
    version: ProvisionVersion,
    outcome: DecisionOutcome,
    reasons: [DecisionReason] = [],
    caregiverResident: Bool? = nil,
    recipientResident: Bool? = nil,
    firstDay: Int,
    recorded: Instant,
    place: Int64
  ) {
    self.situation = situation
    self.decision = decision
    self.version = version
    self.outcome = outcome
    self.reasons = reasons
    self.caregiverResident = caregiverResident
    self.recipientResident = recipientResident
    self.firstDay = firstDay
    self.recorded = recorded
    self.place = place
  }

  /// What it says of a claim.
  package var standing: Standing {
    switch outcome {
    case .granted, .proposed: .yes
    case .awaitingEvidence, .undecided: .unknown
    case .notEntitled: .no
    }
  }

  /// Whether it also ends an award that another body granted: there is no care any more, or no such provision.
  var endsWhatOthersGranted: Bool {
    standing == .no && reasons.contains { $0 != .suspended }
  }

  /// Why an award that rests on it ends, when there is no right any more.
  var endingCause: AwardStep.Cause {
    if reasons.contains(.recipientDied) { return .recipientDied }
    if reasons.contains(.careEnded) || reasons.contains(.careNotBegun) { return .careEnded }
    if reasons.contains(.notInForce) || reasons.contains(.replaced) { return .lawChanged }
    if version.territory.isEmpty { return .decision }
    if recipientResident == false { return .recipientMoved }
    return caregiverResident == false ? .caregiverMoved : .decision
  }

  /// The day from which a decision counts: that of the fact that caused it, which may be known later than it happened.
  ///
  /// - Parameters:
  ///   - reasons: The reasons of the decision.
  ///   - version: The version of the provision that was applied.
  ///   - decidedFor: The legal day that it is about.
  ///   - situation: The care situation, as it is known.
  package static func firstDay(
    _ reasons: [DecisionReason],
    of version: ProvisionVersion,
    decidedFor: CalendarDate,
    in situation: SituationFacts
  ) -> Int {
    let decided = decidedFor.daysSinceEpoch
    if reasons.contains(.recipientDied), let died = situation.moments.diedOn { return min(died, decided) }
    if reasons.contains(.careEnded), let end = situation.span.end { return min(end.daysSinceEpoch + 1, decided) }
    if reasons.contains(.suspended), let limit = version.suspendAfterDaysAdmitted,
      let admission = situation.moments.state(on: decided).admission
    {
      return min(admission.day(after: limit), decided)
    }
    return decided
  }
}
