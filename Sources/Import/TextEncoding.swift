/// How the characters of a list are written in bytes.
package enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "utf-8"
  /// Windows-1252, as Excel writes on a computer set to Dutch.
  case windows1252 = "windows-1252"
  /// ISO 8859-1.
  case iso88591 = "iso-8859-1"

  /// The text of bytes; nothing when they are not of this encoding.
  package func text(_ bytes: ArraySlice<UInt8>) -> String? {
    switch self {
    case .utf8:
      return String(validating: bytes, as: UTF8.self)
    case .windows1252, .iso88591:
      var text = String.UnicodeScalarView()
      for byte in bytes {
        guard let scalar = scalar(byte) else { return nil }
        text.append(scalar)
      }
      return String(text)
    }
  }

  private func scalar(_ byte: UInt8) -> Unicode.Scalar? {
    guard self == .windows1252, (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    let scalar = Unicode.Scalar(Self.windows1252Upper[Int(byte) - 0x80])
    return scalar?.value == 0 ? nil : scalar
  }

  /// What Windows-1252 has at 0x80 to 0x9F; 0 where it has nothing.
  private static let windows1252Upper: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
    0x0178,
  ]
}
