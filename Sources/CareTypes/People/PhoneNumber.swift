/// A telephone number in the international form of ITU-T E.164 (telefoonnummer).
package struct PhoneNumber: Sendable, Hashable, Redacted {
  /// What the number itself shows.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A Belgian mobile number, that can receive a text message.
    case mobile
    /// A Belgian number of a fixed line or a service, such as 0800 or 078.
    case fixed
    /// A number of another country.
    case foreign
  }

  /// The number as `+` and digits only.
  package let e164: String
  /// What the number itself shows.
  package let kind: Kind

  /// Reads a number in its national form (`0...`) or its international form (`+...` or `00...`).
  ///
  /// Spaces, dots, hyphens, slashes and brackets are taken out, whichever spaces and dashes they are, and so is the `(0)`
  /// behind a country code, which is dialled within the country alone. A number without `+`, `00` or `0` in front is
  /// refused, because its country is unknown.
  ///
  /// - Throws: `ValueError` of kind `.wrongFormat` or `.wrongLength`.
  package init(_ text: String) throws(ValueError) {
    let digits = try Self.internationalDigits(text)
    guard let first = digits.first, first != 0 else {
      throw ValueError(.wrongFormat, "A country code does not begin with 0.")
    }
    if digits.starts(with: [3, 2]) {
      kind = try Self.belgianKind(national: digits.dropFirst(2))
    } else {
      guard (7...15).contains(digits.count) else {
        throw ValueError(.wrongLength, "An international phone number has 7 to 15 digits.")
      }
      kind = .foreign
    }
    e164 = "+" + DigitText(digits: digits).text
  }

  /// The country code and what follows it.
  private static func internationalDigits(_ text: String) throws(ValueError) -> [UInt8] {
    let text = dialled(WrittenText.plain(text))
    let hasPlus = text.utf8.first == UInt8(ascii: "+")
    let digits = try DigitText(hasPlus ? text.dropFirst() : text[...], separators: " .-/()").digits
    if hasPlus { return digits }
    if digits.starts(with: [0, 0]) { return Array(digits.dropFirst(2)) }
    if digits.first == 0 { return [3, 2] + digits.dropFirst() }
    throw ValueError(.wrongFormat, "A phone number begins with +, 00 or 0.")
  }

  /// A number without the `(0)` behind its country code. In Italy it is dialled from abroad as well.
  private static func dialled(_ text: String) -> String {
    guard text.hasPrefix("+") || text.hasPrefix("00"), let open = text.firstIndex(of: "("),
      let close = text[open...].firstIndex(of: ")"), text[open...close].filter({ $0 != " " }) == "(0)"
    else { return text }
    let code = text[..<open].filter { $0.isASCII && $0.isNumber }.drop { $0 == "0" }
    return code == "39" ? text : String(text[..<open] + text[text.index(after: close)...])
  }

  /// The length decides: the zone of Liège and mobile numbers share the first digit, and mobile has one digit
  /// more.
  private static func belgianKind(national: ArraySlice<UInt8>) throws(ValueError) -> Kind {
    guard let first = national.first, let second = national.dropFirst().first, first != 0 else {
      throw ValueError(.wrongFormat, "After +32 the first digit of a Belgian phone number is 1 to 9.")
    }
    switch national.count {
    case 8: return .fixed
    case 9 where first == 4 && (5...9).contains(second): return .mobile
    case 9: throw ValueError(.wrongFormat, "A Belgian mobile number begins with 045 to 049.")
    default: throw ValueError(.wrongLength, "A Belgian phone number has 8 digits after +32, or 9 for mobile.")
    }
  }
}
