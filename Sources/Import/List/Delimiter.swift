/// The characters that may separate fields.
package enum Delimiter {
  /// Semicolon, comma, tab and vertical bar.
  package static let allowed: [UInt8] = [
    UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: "|"),
  ]

  /// A delimiter as a mapping writes it.
  static func name(_ delimiter: UInt8) -> String {
    delimiter == UInt8(ascii: "\t") ? "tab" : "\"\(Character(UnicodeScalar(delimiter)))\""
  }
}
