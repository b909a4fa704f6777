extension Sequence<UInt8> {
  /// The bytes in lower-case hexadecimal digits, two for each.
  package var hexText: String {
    map { byte in byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16) }.joined()
  }
}
