/// The number of a care provider at the National Institute for Health and Disability Insurance
/// (RIZIV-nummer).
package struct NIHDINumber: Sendable, Hashable {
  /// Whose number it is.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A hospital or other organisation: eight digits.
    case organisation
    /// A person who practises a health profession: eleven digits.
    case professional
  }

  /// The eight or eleven digits: six of base, two of check, and for a professional three of qualification.
  package let digits: String
  /// Whose number it is.
  package let kind: Kind
  /// Whether the check digits follow the usual modulus 97.
  ///
  /// A warning only: some series of numbers use another modulus, so a number that does not match may be
  /// right.
  package let checkDigitsMatch: Bool

  /// Reads a number, with or without spaces, dots and hyphens.
  ///
  /// - Throws: `ValueError` of kind `.wrongFormat` or `.wrongLength`.
  package init(_ text: String) throws(ValueError) {
    let parts = try DigitText(text, separators: " .-")
    switch parts.count {
    case 8: kind = .organisation
    case 11: kind = .professional
    default:
      throw ValueError(
        .wrongLength,
        "A NIHDI number has eight digits for an organisation, eleven for a professional."
      )
    }
    digits = parts.text
    checkDigitsMatch = CheckDigits.modulo97(parts.number(0..<6)) == parts.number(6..<8)
  }

  /// Makes the number of an organisation from its base of six digits, 0...999999.
  init(organisationBase base: Int) {
    digits = DigitText(base, width: 6).text + DigitText(CheckDigits.modulo97(base), width: 2).text
    kind = .organisation
    checkDigitsMatch = true
  }

  /// The qualification of a professional (bekwamingscode): the last three digits; nil for an organisation.
  package var qualificationCode: String? {
    kind == .professional ? String(digits.suffix(3)) : nil
  }
}
