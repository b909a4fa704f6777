/// An e-mail address to which a notice can be sent (e-mailadres).
///
/// The check is pragmatic: the unquoted form of RFC 5321, with a domain of at least two labels, in ASCII.
/// Rare legal forms (quoted names, address literals, letters outside ASCII) are refused. Only sending shows
/// whether it exists.
package struct EmailAddress: Sendable, Hashable, Redacted {
  /// The address; its domain in lower case, so that the same mailbox compares equal.
  package let address: String

  /// Reads an address without a display name around it.
  ///
  /// - Throws: `ValueError` of kind `.wrongLength` above 254 characters, or 64 before the `@`; else
  ///   `.wrongFormat`.
  package init(_ text: String) throws(ValueError) {
    guard text.utf8.count <= 254 else {
      throw ValueError(.wrongLength, "An e-mail address has at most 254 characters.")
    }
    let halves = text.split(separator: "@", omittingEmptySubsequences: false)
    guard halves.count == 2 else {
      throw ValueError(.wrongFormat, "An e-mail address has exactly one @.")
    }
    try Self.checkLocalPart(halves[0])
    try Self.checkDomain(halves[1])
    address = "\(halves[0])@\(halves[1].lowercased())"
  }

  private static func checkLocalPart(_ local: Substring) throws(ValueError) {
    guard local.utf8.count <= 64 else {
      throw ValueError(.wrongLength, "The part before the @ has at most 64 characters.")
    }
    let atoms = local.split(separator: ".", omittingEmptySubsequences: false)
    let isRight = atoms.allSatisfy { atom in
      !atom.isEmpty && atom.utf8.allSatisfy { isLetterOrDigit($0) || "!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
    }
    guard isRight else {
      throw ValueError(.wrongFormat, "The part before the @ has a character or a dot where none may be.")
    }
  }

  private static func checkDomain(_ domain: Substring) throws(ValueError) {
    let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
    let areRight = labels.allSatisfy { label in
      (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
        && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }
    let lastHasLetter = labels.last.map { !$0.utf8.allSatisfy { DigitText.digit($0) != nil } } ?? false
    guard areRight, lastHasLetter, labels.count >= 2 else {
      throw ValueError(.wrongFormat, "The part after the @ is not the name of a domain.")
    }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    DigitText.digit(byte) != nil || (65...90).contains(byte) || (97...122).contains(byte)
  }
}
