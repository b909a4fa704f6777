/// A Belgian postal code, 1000...9999 (postcode).
///
/// It does not determine the municipality: some codes are shared, and some municipalities have many.
package struct PostalCode: Sendable, Hashable {
  /// The four digits.
  package let digits: String

  /// Reads a code of four digits.
  ///
  /// - Throws: `ValueError` of kind `.wrongFormat`, `.wrongLength` or `.outOfRange`.
  package init(_ text: some StringProtocol) throws(ValueError) {
    let parts = try DigitText(text, separators: "")
    guard parts.count == 4 else {
      throw ValueError(.wrongLength, "A Belgian postal code has four digits.")
    }
    guard parts.digits[0] != 0 else {
      throw ValueError(.outOfRange, "A Belgian postal code lies between 1000 and 9999.")
    }
    digits = parts.text
  }
}
