/// The organisation that offers something that is no right (aanbieder).
package struct Offerer: Sendable, Hashable, Codable {
  /// Name.
  package var name: String
  /// Site on the web.
  package var website: String?
  /// General e-mail address.
  package var email: String?
  /// General telephone number in E.164.
  package var phone: String?
  /// Postal address.
  package var address: String?
}
