/// The source of a condition, readable by UTF-8 offset.
struct SourceText: Sendable {
  let text: String
  let bytes: [UInt8]

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  /// The line and column of a UTF-8 offset; an offset past the end is the end.
  func position(of offset: Int) -> SourcePosition {
    var position = SourcePosition(line: 1, column: 1)
    for byte in bytes.prefix(max(0, offset)) {
      if byte == UInt8(ascii: "\n") {
        position.line += 1
        position.column = 1
      } else if byte & 0b1100_0000 != 0b1000_0000 {
        // Continuation bytes belong to the scalar that was counted at its first byte.
        position.column += 1
      }
    }
    return position
  }

  /// The text of a span.
  func excerpt(_ span: SourceSpan) -> String {
    let start = min(max(0, span.start), bytes.count)
    let end = min(max(start, span.end), bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
