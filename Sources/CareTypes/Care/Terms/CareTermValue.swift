/// The value of any term of care, for code that treats all terms alike.
package enum CareTermValue: Sendable, Hashable {
  /// A word of a closed set, by its raw value.
  case word(String)
  /// Words of a closed set, by their raw values.
  case words([String])
  /// Hours of care, as declared.
  case hours(CareHours)
  /// Yes or no.
  case truth(Bool)
}
