package import CareTypes

/// The value of a field of a care situation, as a list or mapping gives it.
package enum FieldValue: Sendable, Hashable {
  /// Free text.
  case text(String)
  /// A date.
  case date(CalendarDate)
  /// A number, such as hours.
  case number(Double)
  /// Yes or no.
  case truth(Bool)
  /// One or more words of a closed set, by their raw values.
  case words([String])
}
