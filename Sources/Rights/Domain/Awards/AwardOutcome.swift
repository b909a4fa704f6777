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
  ///
  /// - Parameter former: The decision before on the same care situation; nil when it was the first.
  func endingCause(after former: AwardOutcome?) -> AwardStep.Cause {
    if reasons.contains(.recipientDied) { return .recipientDied }
    if reasons.contains(.caregiverDied) { return .caregiverDied }
    if reasons.contains(.careEnded) || reasons.contains(.careNotBegun) { return .careEnded }
    if reasons.contains(.recipientAdmitted) { return .recipientAdmitted }
    if !version.territory.isEmpty {
      if recipientResident == false, former?.recipientResident != false { return .recipientMoved }
      if caregiverResident == false, former?.caregiverResident != false { return .caregiverMoved }
    }
    return reasons.contains(.notInForce) || reasons.contains(.replaced) ? .lawChanged : .decision
  }
}
