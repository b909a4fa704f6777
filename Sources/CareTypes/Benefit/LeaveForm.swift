/// The part of working time for which leave is taken (vorm van het verlof).
package enum LeaveForm: String, Sendable, Hashable, CaseIterable, Codable {
  /// All of it (volledig).
  case full
  /// Half of it (halftijds).
  case half
  /// One fifth of it (een vijfde).
  case fifth
  /// One tenth of it (een tiende).
  case tenth
}
