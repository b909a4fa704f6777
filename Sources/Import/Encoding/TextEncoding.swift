/// An encoding in which a list may be written.
package enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "utf-8"
  /// Windows-1252, in which Excel writes on a computer set to Dutch.
  case windows1252 = "windows-1252"
  /// ISO 8859-1.
  case iso88591 = "iso-8859-1"
  /// Code page 850, in which programs for DOS wrote in Western Europe. Letters have the same bytes as in code page 437.
  case cp850 = "cp850"
  /// Mac OS Roman, in which Excel on a Mac writes a plain CSV.
  case macRoman = "macroman"

  /// Decodes bytes; nil if they are not of this encoding.
  package func text(_ bytes: ArraySlice<UInt8>) -> String? {
    guard self != .utf8 else { return String(validating: bytes, as: UTF8.self) }
    var text = String.UnicodeScalarView()
    for byte in bytes {
      guard let scalar = scalar(byte) else { return nil }
      text.append(scalar)
    }
    return String(text)
  }

  /// The character of a byte; nil if the encoding has none for it, or needs more bytes for it.
  func scalar(_ byte: UInt8) -> Unicode.Scalar? {
    guard byte >= 0x80 else { return Unicode.Scalar(byte) }
    switch self {
    case .utf8: return nil
    case .iso88591: return Unicode.Scalar(byte)
    case .windows1252:
      guard byte < 0xA0 else { return Unicode.Scalar(byte) }
      let scalar = Self.windows1252Upper[Int(byte) - 0x80]
      return scalar == "\0" ? nil : scalar
    case .cp850: return Self.cp850Upper[Int(byte) - 0x80]
    case .macRoman: return Self.macRomanUpper[Int(byte) - 0x80]
    }
  }

  /// The characters of Windows-1252 at 0x80 to 0x9F; zero where it has none.
  private static let windows1252Upper = Array(
    "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ".unicodeScalars
  )

  /// The characters of code page 850 from 0x80 on.
  private static let cp850Upper = Array(
    ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ"
      + "áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
      + "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀"
      + "ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}").unicodeScalars
  )

  /// The characters of Mac OS Roman from 0x80 on.
  private static let macRomanUpper = Array(
    ("ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü"
      + "†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø"
      + "¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ"
      + "‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ").unicodeScalars
  )
}
