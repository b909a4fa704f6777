/// Reads and writes the resource names of provisions (regelingen), and knows the form of their ids and of those of
/// authorities.
package enum ProvisionName {
  /// `provisions/{id}`.
  package static func text(_ id: String) -> String { prefix + id }

  /// `provisions/{id}/versions/{version}`.
  package static func text(_ id: String, version: Int) -> String { "\(prefix)\(id)/versions/\(version)" }

  /// Whether a text can be the id of a provision or an authority: 1 to 64 lower-case letters, digits and hyphens.
  package static func isID(_ text: some StringProtocol) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
      }
  }

  /// The form of an id, as the end of a sentence about a text that does not have it.
  package static let idForm = "is not 1 to 64 lower-case letters, digits and hyphens"

  /// The most digits that the id of a new provision or authority may have: a year and two more. With its version it then
  /// has so few digits that the audit trail keeps it.
  package static let mostDigitsOfNewID = 6

  /// How many digits a text has.
  package static func digits(in text: some StringProtocol) -> Int { text.utf8.count(where: isDigit) }

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

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static let prefix = "provisions/"
}
