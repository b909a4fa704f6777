/// The number of an enterprise or an administration in the Crossroads Bank for Enterprises
/// (ondernemingsnummer, KBO).
package struct EnterpriseNumber: Sendable, Hashable {
  /// The ten digits; the first is 0 or 1.
  package let digits: String

  /// Reads a number: ten digits, or nine in the old form, with or without dots, spaces and the prefix BE of
  /// VAT.
  ///
  /// - Throws: `ValueError` of kind `.wrongFormat`, `.wrongLength` or `.wrongCheckDigits`.
  package init(_ text: String) throws(ValueError) {
    var text = text[...]
    if text.prefix(2).uppercased() == "BE" { text.removeFirst(2) }
    var parts = try DigitText(text, separators: " .")
    if parts.count == 9 { parts = DigitText(digits: [0] + parts.digits) }
    guard parts.count == 10 else {
      throw ValueError(.wrongLength, "An enterprise number has ten digits, or nine in its old form.")
    }
    guard parts.digits[0] <= 1 else {
      throw ValueError(.wrongFormat, "An enterprise number begins with 0 or 1.")
    }
    guard CheckDigits.modulo97(parts.number(0..<8)) == parts.number(8..<10) else {
      throw ValueError(.wrongCheckDigits, "The check digits of the enterprise number are wrong.")
    }
    digits = parts.text
  }

  /// The written form `0123.456.789`.
  package var formatted: String {
    let parts = DigitText(digits: digits.utf8.map { $0 - 48 })
    return "\(parts.text(0..<4)).\(parts.text(4..<7)).\(parts.text(7..<10))"
  }
}
