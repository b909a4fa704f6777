/// How a person is best reached (voorkeurskanaal).
///
/// The raw values are stored and used in conditions: they never change.
package enum Channel: String, Sendable, Hashable, CaseIterable, Codable {
  /// Letter (brief).
  case letter
  /// Telephone (telefoon).
  case phone
  /// Text message (sms).
  case sms
  /// E-mail (e-mail).
  case email
  /// Not to be contacted (niet contacteren).
  case none
}
