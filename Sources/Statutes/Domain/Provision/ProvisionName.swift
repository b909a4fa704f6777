package import CareTypes

/// Writes and reads the resource names of provisions.
package enum ProvisionName {
  /// `provisions/{id}`.
  package static func text(_ id: String) -> String { "provisions/\(id)" }

  /// `provisions/{id}/versions/{version}`.
  package static func text(_ id: String, version: Int) -> String { "provisions/\(id)/versions/\(version)" }

  /// Whether a text can be the id of a provision or an authority.
  package static func isID(_ text: some StringProtocol) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "-")
      }
  }

  /// Reads a name of either form.
  ///
  /// - Throws: `ValueError` for any other form.
  package static func read(_ text: String) throws(ValueError) -> (id: String, version: Int?) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, parts[0] == "provisions", isID(parts[1]) { return (String(parts[1]), nil) }
    if parts.count == 4, parts[0] == "provisions", isID(parts[1]), parts[2] == "versions", let version = Int(parts[3]),
      version > 0, String(version) == parts[3]
    {
      return (String(parts[1]), version)
    }
    throw ValueError(.wrongFormat, "is not of the form provisions/{id} or provisions/{id}/versions/{version}")
  }
}
