/// How leave for a part of working time counts against a quota (omrekening van deeltijds verlof).
package enum PartTimeCount: String, Sendable, Hashable, CaseIterable, Codable {
  /// As full leave does: a month is a month, whatever its form.
  case whole
  /// Half of full leave, whatever the part: two months of half-time leave, or of a fifth, are one month.
  case half
  /// As much as the part: two months of half-time leave, five of a fifth or ten of a tenth are one month.
  case proportional

  /// How much is counted, rounded up.
  ///
  /// - Parameters:
  ///   - hundredths: The time over which the leave is taken, in hundredths of a unit.
  ///   - form: The part of working time.
  package func counted(_ hundredths: Int, _ form: LeaveForm) -> Int {
    let parts =
      switch (self, form) {
      case (_, .full), (.whole, _): 1
      case (.half, _), (.proportional, .half): 2
      case (.proportional, .fifth): 5
      case (.proportional, .tenth): 10
      }
    return (hundredths + parts - 1) / parts
  }
}
