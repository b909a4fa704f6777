package import CareTypes

/// An award as it stands on a day (toekenning).
package struct Award: Sendable {
  /// How much of a quota was used.
  package struct QuotaUse: Sendable, Hashable {
    /// The quota.
    package let quota: AwardTerms.Quota
    /// What was used in the current window, by all awards that share the quota.
    let uses: [AwardAction.Use]
    /// The day on which the quota starts again, in days since 1970-01-01; nil for never.
    package let renewDay: Int?

    /// How much was used, in hundredths of the unit.
    package var used: Int { uses.reduce(0) { $0 + quota.counted($1) } }

    /// What is left in the weeks of a further use, in hundredths of the unit; nil when the quota has no limit in a week.
    func left(inWeeksOf use: AwardAction.Use) -> Int? {
      quota.weeklyHundredths.map { limit in
        // Of a use over several weeks, as much falls in each of them.
        let used = uses.filter { $0.weeks.overlaps(use.weeks) }.reduce(0) { sum, other in
          let shared = other.weeks.clamped(to: use.weeks).count
          return sum + quota.counted(other) * shared / other.weeks.count
        }
        return max(0, limit * use.weeks.count - used)
      }
    }

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
  /// The names of the provisions that cannot be held together with it and that are held; empty while it is held itself.
  package let conflicts: [String]
  /// How much of its quotas was used.
  package let quotas: [QuotaUse]

  /// The version of the provision that counts; nil when there is no decision.
  package var version: ProvisionVersion? { life.best?.version }
}
