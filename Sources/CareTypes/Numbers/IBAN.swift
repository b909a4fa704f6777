/// A Belgian bank account number in its international form (rekeningnummer, IBAN of ISO 13616).
///
/// Needed only where a premium is paid.
package struct IBAN: Sendable, Hashable, Redacted {
  /// The sixteen characters without spaces: `BE` and fourteen digits.
  package let compact: String

  /// Reads an account number, with or without spaces, in capitals or not; both its checks must hold.
  ///
  /// - Throws: `ValueError` of kind `.wrongFormat` (also for another country than Belgium), `.wrongLength` or
  ///   `.wrongCheckDigits`.
  package init(_ text: String) throws(ValueError) {
    guard text.prefix(2).uppercased() == "BE" else {
      throw ValueError(.wrongFormat, "A Belgian IBAN begins with BE.")
    }
    let parts = try DigitText(text.dropFirst(2), separators: " ")
    guard parts.count == 14 else {
      throw ValueError(.wrongLength, "A Belgian IBAN has BE and fourteen digits.")
    }
    let remainder = parts.number(2..<12) % 97
    let isNationalCheckRight = parts.number(12..<14) == (remainder == 0 ? 97 : remainder)
    // The country's letters B and E count as 11 and 14, and move to the end together with the check digits.
    let rearranged = DigitText(digits: parts.digits[2...] + [1, 1, 1, 4] + parts.digits[..<2])
    guard isNationalCheckRight, rearranged.number(0..<18) % 97 == 1 else {
      throw ValueError(.wrongCheckDigits, "The check digits of the IBAN are wrong.")
    }
    compact = "BE" + parts.text
  }

  /// The written form, in groups of four.
  package var formatted: String {
    var groups: [Substring] = []
    var rest = compact[...]
    while !rest.isEmpty {
      groups.append(rest.prefix(4))
      rest = rest.dropFirst(4)
    }
    return groups.joined(separator: " ")
  }
}
