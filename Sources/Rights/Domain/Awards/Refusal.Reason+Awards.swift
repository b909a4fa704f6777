package import ServiceCore

/// The reasons that only awards give.
extension Refusal.Reason {
  /// The award is in a state in which this cannot be done.
  package static let awardState = Refusal.Reason("AWARD_STATE", .failedPrecondition)
  /// As many others as the provision allows hold the award already.
  package static let awardLimitReached = Refusal.Reason("AWARD_LIMIT_REACHED", .failedPrecondition)
  /// Someone holds an award that cannot be held together with this one.
  package static let awardExcluded = Refusal.Reason("AWARD_EXCLUDED", .failedPrecondition)
  /// Applications are made in another period of the year.
  package static let outsideApplicationPeriod = Refusal.Reason("OUTSIDE_APPLICATION_PERIOD", .failedPrecondition)
  /// Less than that is left of the quota.
  package static let quotaExceeded = Refusal.Reason("QUOTA_EXCEEDED", .failedPrecondition)
}
