package import CareTypes

/// The hinge moments of a recipient that matter for rights, as days since 1970-01-01.
package struct RecipientMoments: Sendable, Hashable, Codable {
  /// First day of the current admission; nil when the recipient is not admitted.
  package var admittedSince: Int?
  /// Day of the latest discharge; nil when none is known.
  package var dischargedOn: Int?
  /// Day of the palliative status; nil when there is none.
  package var palliativeSince: Int?
  /// Day of death; nil when none is known.
  package var diedOn: Int?

  /// No moments.
  package init() {}

  /// Adds a moment. Moments may arrive in any order: an admission before the latest discharge is over already.
  package mutating func apply(_ kind: MomentKind, on day: Int) {
    switch kind {
    case .admission:
      if let discharge = dischargedOn, day <= discharge { return }
      admittedSince = min(admittedSince ?? day, day)
    case .discharge:
      dischargedOn = max(dischargedOn ?? day, day)
      if let since = admittedSince, since <= day { admittedSince = nil }
    case .palliativeStatus: palliativeSince = min(palliativeSince ?? day, day)
    case .death: diedOn = min(diedOn ?? day, day)
    }
  }

  /// Adds the moments of another record of the same person.
  package mutating func add(_ others: RecipientMoments) {
    let admissions = [admittedSince, others.admittedSince].compactMap(\.self)
    for day in [dischargedOn, others.dischargedOn].compactMap(\.self) { apply(.discharge, on: day) }
    admittedSince = admissions.filter { day in dischargedOn.map { day > $0 } ?? true }.min()
    if let day = others.palliativeSince { apply(.palliativeStatus, on: day) }
    if let day = others.diedOn { apply(.death, on: day) }
  }
}
