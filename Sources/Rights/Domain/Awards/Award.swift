package import CareTypes

/// An award as it stands on a day (toekenning).
package struct Award: Sendable {
  /// How much of a quota was used.
  package struct QuotaUse: Sendable, Hashable {
    /// The quota.
    package let quota: AwardTerms.Quota
    /// What was used in the current window, in hundredths of the unit, by all awards that share the quota.
    package let used: Int
    /// The day on which the quota starts again, in days since 1970-01-01; nil for never.
    package let renewDay: Int?

    /// What is left, in hundredths of the unit.
    package var left: Int { max(0, quota.hundredths - used) }
  }

  /// What identifies it.
  package let key: AwardKey
  /// Its life.
  package let life: AwardLife
  /// Where it stands on the day; nil when nobody has any claim to it.
  package let state: AwardState?
  /// The steps that count on the day.
  package let steps: [AwardStep]
  /// Whether as many others as the provision allows hold the award.
  package let isLimitReached: Bool
  /// How much of its quotas was used.
  package let quotas: [QuotaUse]

  /// The version of the provision that counts; nil when there is no decision.
  package var version: ProvisionVersion? { life.best?.version }
}
