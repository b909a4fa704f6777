package import CareTypes

/// Finds national numbers where none may stand: in text that is kept in the clear.
package enum NationalNumberSearch {
  /// Digits in the parts of the written form `YY.MM.DD-SSS.CC`.
  private static let parts = [2, 2, 2, 3, 2]

  /// Whether eleven digits in a row, with or without punctuation between the parts, are a national number.
  ///
  /// Longer runs of digits are passed over: a time such as 20250310120000 would often look like one by chance.
  package static func isNumber(in text: String, today: CalendarDate) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.indices.contains { start in
      guard start == 0 || !isDigit(bytes[start - 1]), let digits = digits(of: bytes[start...]) else { return false }
      return (try? INSZ(digits, today: today)) != nil
    }
  }

  /// The eleven digits at the beginning, when no other digit follows.
  private static func digits(of bytes: ArraySlice<UInt8>) -> String? {
    var rest = bytes
    var digits: [UInt8] = []
    for (index, count) in parts.enumerated() {
      if index > 0, let next = rest.first, next == UInt8(ascii: ".") || next == UInt8(ascii: "-") {
        rest = rest.dropFirst()
      }
      let part = rest.prefix(count)
      guard part.count == count, part.allSatisfy(isDigit) else { return nil }
      digits += part
      rest = rest.dropFirst(count)
    }
    if let next = rest.first, isDigit(next) { return nil }
    return String(decoding: digits, as: UTF8.self)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
