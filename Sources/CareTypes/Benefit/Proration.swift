/// How much is paid for a period that is not full (proratering).
package enum Proration: String, Sendable, Hashable, CaseIterable, Codable {
  /// The full amount (geen proratering).
  case none
  /// By days (per dag).
  case days
  /// By months (per maand).
  case months
}
