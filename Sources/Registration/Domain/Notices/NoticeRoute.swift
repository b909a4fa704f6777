package import CareTypes

/// How a caregiver may be notified of a moment.
package struct NoticeRoute: Sendable, Hashable {
  /// How they are reached; `none` when they must not be notified.
  package let channel: Channel
  /// Whether their trusted adult is notified instead.
  package let throughTrustedAdult: Bool

  /// The route on a day.
  ///
  /// A person under 18 is not notified directly, only through the adult whom they trust. Nothing is sent about a sealed
  /// record, because a letter may endanger someone, nor while the processing is restricted.
  package init(
    channel: Channel,
    birthDate: CalendarDate?,
    hasTrustedAdult: Bool,
    isSealed: Bool,
    isRestricted: Bool,
    on date: CalendarDate
  ) {
    let isMinor = birthDate.map { $0.fullYears(until: date) < Self.majority } ?? false
    let mayBeNotified = !isSealed && !isRestricted && (!isMinor || hasTrustedAdult)
    self.channel = mayBeNotified ? channel : .none
    throughTrustedAdult = isMinor && self.channel != .none
  }

  /// Age in years from which someone is notified directly.
  private static let majority = 18
}
