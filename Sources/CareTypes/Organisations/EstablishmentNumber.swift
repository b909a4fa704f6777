/// The number of one place of business of an enterprise in the Crossroads Bank for Enterprises
/// (vestigingseenheidsnummer).
package struct EstablishmentNumber: Sendable, Hashable {
  /// The ten digits; the first is 2...8.
  package let digits: String

  /// Reads a number of ten digits, with or without dots and spaces.
  ///
  /// - Throws: `ValueError` of kind `.wrongFormat`, `.wrongLength` or `.wrongCheckDigits`.
  package init(_ text: String) throws(ValueError) {
    let parts = try DigitText(text, separators: " .")
    guard parts.count == 10 else {
      throw ValueError(.wrongLength, "An establishment number has ten digits.")
    }
    guard (2...8).contains(parts.digits[0]) else {
      throw ValueError(.wrongFormat, "An establishment number begins with a digit from 2 to 8.")
    }
    guard CheckDigits.modulo97(parts.number(0..<8)) == parts.number(8..<10) else {
      throw ValueError(.wrongCheckDigits, "The check digits of the establishment number are wrong.")
    }
    digits = parts.text
  }

  /// The written form `2.123.456.789`.
  package var formatted: String {
    let parts = DigitText(digits: digits.utf8.map { $0 - 48 })
    return [0..<1, 1..<4, 4..<7, 7..<10].map { parts.text($0) }.joined(separator: ".")
  }
}
