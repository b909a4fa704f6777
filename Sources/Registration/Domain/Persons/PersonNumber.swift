package import CareTypes

/// The number by which a person is known at the counter.
package enum PersonNumber: Sendable, Hashable {
  /// National register or BIS number (INSZ).
  case insz(INSZ)
  /// The number that the registry gave to a person who has no INSZ.
  case local(LocalNumber)

  /// Whether it is a national register or BIS number.
  package var isNational: Bool {
    switch self {
    case .insz: true
    case .local: false
    }
  }
}

/// The number that the registry gives to a person who has no national number (lokaal nummer): ten digits, of which the
/// last two check the others (97 minus the first eight modulo 97). One digit shorter than an INSZ, so never mistaken for
/// one.
package struct LocalNumber: Sendable, Hashable, Redacted {
  /// The ten digits.
  package let digits: String

  /// Reads a number; spaces, dots and hyphens of every kind are passed over.
  ///
  /// - Throws: `ValueError` of kind `.wrongFormat`, `.wrongLength` or `.wrongCheckDigits`.
  package init(_ text: String) throws(ValueError) {
    let digits = WrittenText.plain(text).filter { !" .-".contains($0) }
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
      throw ValueError(.wrongFormat, "A local number consists of digits.")
    }
    guard digits.utf8.count == 10, let serial = Int(digits.prefix(8)), let check = Int(digits.suffix(2)) else {
      throw ValueError(.wrongLength, "A local number has ten digits.")
    }
    guard check == Self.check(of: serial) else {
      throw ValueError(.wrongCheckDigits, "The check digits of the local number are wrong.")
    }
    self.digits = digits
  }

  /// A number that is probably not in use yet; the caller checks it.
  package static func random(using generator: inout some RandomNumberGenerator) -> LocalNumber {
    let serial = Int.random(in: 10_000_000...99_999_999, using: &generator)
    let check = check(of: serial)
    return LocalNumber(digits: "\(serial)" + (check < 10 ? "0" : "") + "\(check)")
  }

  private init(digits: String) {
    self.digits = digits
  }

  private static func check(of serial: Int) -> Int { 97 - serial % 97 }
}
