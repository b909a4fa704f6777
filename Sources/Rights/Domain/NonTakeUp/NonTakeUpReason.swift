/// What stands between someone and a right that they could have (reden van niet-opname).
package enum NonTakeUpReason: String, Sendable, Hashable, CaseIterable {
  /// The condition holds, and nobody applied.
  case application
  /// It would be granted without an application, and the beneficiary has not consented to that.
  case consent
  /// Evidence that could still decide it is missing: the right may exist or not.
  case evidence
  /// Someone applied, and not all have signed.
  case signatures
  /// The body that decides has not ruled yet.
  case ratification
  /// It was held and not renewed in time, and the condition still holds.
  case renewal
  /// As many others as the provision allows hold it, or an award that cannot be held beside it is held.
  case conflict

  /// The reasons for not having what is known to be a right.
  package static let ofKnownRights = Set(allCases).subtracting([.evidence])
}

extension AwardFile {
  /// What stands between the beneficiary and an award.
  ///
  /// - Parameter award: One of the awards of this file.
  /// - Returns: Nil when the award is held, was refused or given up, or when there is no right.
  package func nonTakeUp(of award: Award) -> NonTakeUpReason? {
    let standing = award.life.best?.standing ?? .no
    switch award.state {
    case nil, .granted, .suspended, .exhausted, .refused: return nil
    case .ended:
      let isLate = award.steps.last?.cause == .renewalMissed
      return isLate && standing == .yes ? .renewal : nil
    case .awaitingEvidence: return .evidence
    case .awaitingRatification: return standing == .no ? nil : .ratification
    case .appliedFor:
      if standing == .no { return nil }
      return award.life.missingSignatures.isEmpty ? .ratification : .signatures
    case .proposed:
      if award.isLimitReached || !heldExclusions(of: award.key).isEmpty { return .conflict }
      return award.life.best?.reasons.contains(.consentMissing) == true ? .consent : .application
    }
  }
}
