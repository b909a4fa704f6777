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

  /// How much is counted against a quota of full leave, rounded up.
  ///
  /// - Parameter hundredths: The time over which the leave is taken, in hundredths of a unit.
  package func counted(_ hundredths: Int) -> Int {
    let parts =
      switch self {
      case .full: 1
      case .half: 2
      case .fifth: 5
      case .tenth: 10
      }
    return (hundredths + parts - 1) / parts
  }
}
