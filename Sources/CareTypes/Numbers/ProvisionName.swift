/// Reads and writes the resource names of provisions (regelingen), and knows the form of their ids and of those of
/// authorities.
package enum ProvisionName {
  /// `provisions/{id}`.
  package static func text(_ id: String) -> String { prefix + id }

  /// `provisions/{id}/versions/{version}`.
  package static func text(_ id: String, version: Int) -> String { "\(prefix)\(id)/versions/\(version)" }

  /// Whether a text can be the id of a provision or an authority: 1 to 64 lower-case letters, digits and hyphens.
  ///
  /// Ids are public and are kept in the audit trail. Therefore they have at most ten digits, one fewer than a national
  /// number.
  package static func isID(_ text: some StringProtocol) -> Bool {
    guard (1...64).contains(text.utf8.count) else { return false }
    var digits = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"): break
      default: return false
      }
    }
    return digits <= mostDigits
  }

  /// The form of an id, as the end of a sentence about a text that does not have it.
  package static let idForm = "is not 1 to 64 lower-case letters, digits (at most \(mostDigits)) and hyphens"

  /// The numbers that a version can have.
  package static let versions = 1...1_000_000

  /// Whether a text is `provisions/{id}`, without a version.
  package static func isName(_ text: String) -> Bool {
    text.hasPrefix(prefix) && isID(text.dropFirst(prefix.count))
  }

  /// Reads a name of either form.
  ///
  /// - Returns: The id, and the version; nil when the name has none.
  /// - Throws: `ValueError` for any other form.
  package static func read(_ text: String) throws(ValueError) -> (id: String, version: Int?) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, isName(text) { return (String(parts[1]), nil) }
    if parts.count == 4, parts[0] == "provisions", isID(parts[1]), parts[2] == "versions",
      let version = Int(parts[3]), versions.contains(version), String(version) == parts[3]
    {
      return (String(parts[1]), version)
    }
    throw ValueError(.wrongFormat, "is not of the form provisions/{id} or provisions/{id}/versions/{version}")
  }

  private static let prefix = "provisions/"
  private static let mostDigits = 10
}
