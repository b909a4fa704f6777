/// A bank account number in its international form (rekeningnummer, IBAN of ISO 13616), of a country to which euros can be
/// transferred within SEPA.
///
/// Needed only where a premium is paid.
package struct IBAN: Sendable, Hashable, Redacted {
  /// The characters without spaces: two letters of the country, two check digits, and the account.
  package let compact: String

  /// Reads an account number, with or without spaces, in capitals or not; its check digits must hold, and for Belgium also
  /// those of the national number.
  ///
  /// - Throws: `ValueError` of kind `.wrongFormat` (also for a country that is not in SEPA), `.wrongLength` or
  ///   `.wrongCheckDigits`.
  package init(_ text: String) throws(ValueError) {
    let country = text.prefix(2).uppercased()
    guard let length = Self.lengths[country] else {
      throw ValueError(.wrongFormat, "An IBAN begins with the two letters of a country in SEPA.")
    }
    var characters: [UInt8] = []
    for byte in text.utf8 where byte != UInt8(ascii: " ") {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): characters.append(byte)
      case UInt8(ascii: "a")...UInt8(ascii: "z"): characters.append(byte - 32)
      default: throw ValueError(.wrongFormat, "An IBAN has letters, digits and spaces only.")
      }
    }
    guard characters.count == length else {
      throw ValueError(.wrongLength, "An IBAN of \(country) has \(length) letters and digits.")
    }
    guard Self.remainder(characters[4...] + characters[..<4]) == 1 else { throw Self.wrongCheckDigits }
    if country == "BE" {
      guard let account = Self.number(characters[4..<14]), let check = Self.number(characters[14..<16]) else {
        throw ValueError(.wrongFormat, "A Belgian IBAN has digits only after its country.")
      }
      let remainder = account % 97
      guard check == (remainder == 0 ? 97 : remainder) else { throw Self.wrongCheckDigits }
    }
    compact = String(decoding: characters, as: UTF8.self)
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

  private static let wrongCheckDigits = ValueError(.wrongCheckDigits, "The check digits of the IBAN are wrong.")

  /// The remainder by 97 of characters of which a letter counts as two digits: A as 10 and Z as 35.
  private static func remainder(_ characters: some Sequence<UInt8>) -> Int {
    characters.reduce(0) { remainder, byte in
      let isDigit = byte <= UInt8(ascii: "9")
      let value = Int(byte) - (isDigit ? Int(UInt8(ascii: "0")) : Int(UInt8(ascii: "A")) - 10)
      return (remainder * (isDigit ? 10 : 100) + value) % 97
    }
  }

  /// The number that digits write; nil when there is a letter among them.
  private static func number(_ characters: ArraySlice<UInt8>) -> Int? {
    Int(String(decoding: characters, as: UTF8.self))
  }

  /// How many characters an IBAN of each country in SEPA has.
  private static let lengths = [
    "AD": 24, "AL": 28, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20,
    "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27,
    "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15,
    "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "VA": 22,
  ]
}
