package import CareTypes

/// A step in the life of an award. Steps are only added.
package struct AwardStep: Sendable, Hashable {
  /// What happened.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A decision proposed it.
    case proposed
    /// The condition no longer holds, and nobody had applied.
    case lapsed
    /// Evidence is missing.
    case evidenceMissing
    /// Someone applied.
    case applied
    /// Someone signed.
    case signed
    /// It was put before the body that ratifies it.
    case submitted
    /// It was granted.
    case granted
    /// It was refused.
    case refused
    /// An admission interrupted it.
    case suspended
    /// It continued after an interruption.
    case resumed
    /// A part of the quota was used.
    case used
    /// The quota is used.
    case exhausted
    /// It was renewed.
    case renewed
    /// Someone objected.
    case objected
    /// A refusal was overruled.
    case overruled
    /// It ended.
    case ended
    /// It turned out to have been granted from an earlier day.
    case backdated
    /// It turned out not to have ended.
    case reinstated
  }

  /// Why it was taken (aanleiding).
  package enum Cause: String, Sendable, Hashable, CaseIterable {
    /// The law, applied to the facts.
    case decision
    /// An application.
    case application
    /// A ruling of the body that decides.
    case ruling
    /// Evidence shows that another body granted it.
    case evidence
    /// The beneficiary gave it up.
    case renunciation
    /// Use.
    case use
    /// An objection.
    case objection
    /// The recipient is admitted.
    case admission
    /// The recipient died.
    case recipientDied
    /// The care ended.
    case careEnded
    /// The caregiver moved out of the territory.
    case caregiverMoved
    /// The recipient moved out of the territory.
    case recipientMoved
    /// Evidence expired.
    case evidenceExpired
    /// It was not renewed in time.
    case renewalMissed
    /// The provision is no longer in force, or another one replaced it.
    case lawChanged
    /// The beneficiary no longer consents to rights being granted without an application.
    case consentWithdrawn
    /// The recipient came to live in a residential care centre.
    case recipientAdmitted
    /// The caregiver died.
    case caregiverDied
  }

  /// What happened.
  package let kind: Kind
  /// Where the award stands afterwards; nil after it lapsed.
  package let state: AwardState?
  /// Why.
  package let cause: Cause
  /// The client that recorded it; nil for Mantel itself.
  package let actor: String?
  /// The day from which it counts, in days since 1970-01-01.
  package let validDay: Int
  /// When it was recorded.
  package let recorded: Instant
  /// The decision that it rests on; nil for none.
  package let decision: AwardOutcome?
  /// What was recorded; nil for a step that Mantel takes by itself.
  package let action: AwardAction?
}
