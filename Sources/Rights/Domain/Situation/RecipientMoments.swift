package import CareTypes

/// What befell a recipient, as far as it bears on rights; days since 1970-01-01.
package struct RecipientMoments: Sendable, Hashable, Codable {
  /// First day of the current admission.
  package var admittedSince: Int?
  /// Day of the latest discharge.
  package var dischargedOn: Int?
  /// Day of the palliative status.
  package var palliativeSince: Int?
  /// Day of death.
  package var diedOn: Int?

  /// Nothing happened yet.
  package init() {}

  /// Takes a moment in. Moments may arrive out of order: an admission before the latest discharge is over already.
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

  /// Takes in what befell someone who turned out to be the same person.
  package mutating func add(_ others: RecipientMoments) {
    let admissions = [admittedSince, others.admittedSince].compactMap(\.self)
    for day in [dischargedOn, others.dischargedOn].compactMap(\.self) { apply(.discharge, on: day) }
    admittedSince = admissions.filter { day in dischargedOn.map { day > $0 } ?? true }.min()
    if let day = others.palliativeSince { apply(.palliativeStatus, on: day) }
    if let day = others.diedOn { apply(.death, on: day) }
  }
}
