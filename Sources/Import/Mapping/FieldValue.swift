package import CareTypes

/// A value for a field of a care situation.
package enum FieldValue: Sendable, Hashable {
  /// Free text.
  case text(String)
  /// A date.
  case date(CalendarDate)
  /// A number, such as hours.
  case number(Double)
  /// Yes or no.
  case truth(Bool)
  /// One word, or several, of a closed set: raw values.
  case words([String])
}
