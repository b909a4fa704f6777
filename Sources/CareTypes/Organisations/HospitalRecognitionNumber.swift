/// The number of a recognised hospital, all its campuses together (erkenningsnummer).
package struct HospitalRecognitionNumber: Sendable, Hashable {
  /// The three digits.
  package let digits: String

  /// Reads a number of three digits, without separators.
  ///
  /// - Throws: `ValueError` of kind `.wrongFormat` or `.wrongLength`.
  package init(_ text: String) throws(ValueError) {
    let parts = try DigitText(text, separators: "")
    guard parts.count == 3 else {
      throw ValueError(.wrongLength, "A hospital recognition number has three digits.")
    }
    digits = parts.text
  }

  /// Recovers the recognition number from the NIHDI number of a general hospital.
  ///
  /// Nil when the number does not begin with 710 or its check digits do not match, for then it stands for
  /// something else.
  package init?(nihdiNumber: NIHDINumber) {
    guard nihdiNumber.kind == .organisation, nihdiNumber.checkDigitsMatch,
      nihdiNumber.digits.hasPrefix("710")
    else { return nil }
    digits = String(nihdiNumber.digits.dropFirst(3).prefix(3))
  }

  /// The NIHDI number of the general hospital: 710, the recognition number and two check digits.
  ///
  /// Psychiatric hospitals have another prefix, so this holds for general hospitals alone.
  package var nihdiNumber: NIHDINumber {
    let number = DigitText(digits: digits.utf8.map { $0 - 48 }).number(0..<3)
    return NIHDINumber(organisationBase: 710_000 + number)
  }
}
