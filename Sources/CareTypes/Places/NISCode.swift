/// The code of a municipality or another area in the geography of Statbel (NIS-code, REFNIS).
///
/// Five digits kept as text, because some begin with 0. There is no check digit, and a code means something
/// at a date only: ask a `MunicipalityTable`.
package struct NISCode: Sendable, Hashable {
  /// The five digits.
  package let digits: String

  /// Reads a code of five digits.
  ///
  /// - Throws: `ValueError` of kind `.wrongFormat` or `.wrongLength`.
  package init(_ text: some StringProtocol) throws(ValueError) {
    let parts = try DigitText(text, separators: "")
    guard parts.count == 5 else {
      throw ValueError(.wrongLength, "A NIS code has five digits.")
    }
    digits = parts.text
  }
}

extension NISCode: Comparable {
  /// The order of the digits.
  package static func < (left: NISCode, right: NISCode) -> Bool { left.digits < right.digits }
}

extension NISCode: CustomStringConvertible {
  /// The five digits.
  package var description: String { digits }
}
