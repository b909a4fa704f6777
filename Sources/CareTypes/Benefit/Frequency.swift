/// How often a benefit is given (periodiciteit). The raw values are stored and never change.
package enum Frequency: String, Sendable, Hashable, CaseIterable, Codable {
  /// Once (eenmalig).
  case once
  /// Every day of care (dagelijks).
  case daily
  /// Every week (wekelijks).
  case weekly
  /// Every month (maandelijks).
  case monthly
  /// Every three months (driemaandelijks).
  case quarterly
  /// Every year (jaarlijks).
  case yearly

  /// The number of payments in a year; 1 for a single payment.
  package var timesAYear: Int64 {
    switch self {
    case .once, .yearly: 1
    case .daily: 365
    case .weekly: 52
    case .monthly: 12
    case .quarterly: 4
    }
  }
}
