/// What may stand between fields.
package enum Delimiter {
  /// Semicolon, comma, tab and vertical bar.
  package static let allowed: [UInt8] = [
    UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: "|"),
  ]

  /// As a mapping says it.
  static func name(_ delimiter: UInt8) -> String {
    delimiter == UInt8(ascii: "\t") ? "tab" : "\"\(Character(UnicodeScalar(delimiter)))\""
  }
}
