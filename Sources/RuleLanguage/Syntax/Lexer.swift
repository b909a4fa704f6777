/// Splits a source into tokens, one at a time, over its UTF-8 bytes.
struct Lexer {
  private let source: SourceText
  private var offset = 0

  init(_ source: SourceText) {
    self.source = source
  }

  /// The next token, `.end` when there is none left.
  mutating func next() throws(RuleError) -> Token {
    skipSpaceAndComments()
    let start = offset
    guard let byte = byte(at: offset) else { return token(.end, from: start) }
    if byte.isIdentifierHead { return try word() }
    if byte.isDigit || (byte == UInt8(ascii: ".") && self.byte(at: offset + 1)?.isDigit == true) {
      return try number()
    }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return try string(quote: byte) }
    return try sign()
  }

  // MARK: Pieces

  private mutating func skipSpaceAndComments() {
    while let byte = byte(at: offset) {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0C:
        offset += 1
      case UInt8(ascii: "/") where self.byte(at: offset + 1) == UInt8(ascii: "/"):
        while let next = self.byte(at: offset), next != UInt8(ascii: "\n") { offset += 1 }
      default:
        return
      }
    }
  }

  private mutating func word() throws(RuleError) -> Token {
    let start = offset
    while byte(at: offset)?.isIdentifierBody == true { offset += 1 }
    let text = source.excerpt(SourceSpan(start: start, end: offset))
    if let next = byte(at: offset), next == UInt8(ascii: "\"") || next == UInt8(ascii: "'"),
      ["r", "b", "rb", "br"].contains(text.lowercased())
    {
      throw error(
        "raw and byte strings are not part of the language",
        at: start,
        hint: "write a plain string"
      )
    }
    return token(.word(text), from: start)
  }

  private mutating func number() throws(RuleError) -> Token {
    let start = offset
    if byte(at: offset) == UInt8(ascii: "0"), let mark = byte(at: offset + 1),
      mark | 0x20 == UInt8(ascii: "x")
    {
      return try hexadecimal()
    }
    skipDigits()
    var isDecimal = false
    if byte(at: offset) == UInt8(ascii: "."), byte(at: offset + 1)?.isDigit == true {
      isDecimal = true
      offset += 1
      skipDigits()
    }
    if let mark = byte(at: offset), mark | 0x20 == UInt8(ascii: "e") {
      let signed = byte(at: offset + 1) == UInt8(ascii: "+") || byte(at: offset + 1) == UInt8(ascii: "-")
      let digits = offset + (signed ? 2 : 1)
      if byte(at: digits)?.isDigit == true {
        isDecimal = true
        offset = digits
        skipDigits()
      }
    }
    try refuseTail(from: start)
    let text = source.excerpt(SourceSpan(start: start, end: offset))
    if isDecimal {
      guard let value = Double(text.hasPrefix(".") ? "0" + text : text), value.isFinite else {
        throw error("the number \(text) is too large", at: start)
      }
      return token(.decimal(value), from: start)
    }
    guard let value = UInt64(text) else { throw error("the number \(text) is too large", at: start) }
    return token(.int(value), from: start)
  }

  private mutating func hexadecimal() throws(RuleError) -> Token {
    let start = offset
    offset += 2
    let digits = offset
    while byte(at: offset)?.hexValue != nil { offset += 1 }
    try refuseTail(from: start)
    let text = source.excerpt(SourceSpan(start: digits, end: offset))
    guard let value = UInt64(text, radix: 16) else {
      throw error(
        text.isEmpty ? "0x needs hexadecimal digits" : "the number 0x\(text) is too large",
        at: start
      )
    }
    return token(.int(value), from: start)
  }

  private mutating func skipDigits() {
    while byte(at: offset)?.isDigit == true { offset += 1 }
  }

  /// A number ends before a letter: `12u` and `12points` are mistakes, not two tokens.
  private func refuseTail(from start: Int) throws(RuleError) {
    guard let next = byte(at: offset), next.isIdentifierHead else { return }
    let isUnsigned = next | 0x20 == UInt8(ascii: "u")
    throw error(
      isUnsigned ? "unsigned numbers are not part of the language" : "a letter follows the number",
      at: start,
      hint: isUnsigned ? "leave the u out" : nil
    )
  }

  private mutating func sign() throws(RuleError) -> Token {
    let start = offset
    // The longest sign first, so that `<=` is not read as `<`.
    for length in [2, 1] where start + length <= source.bytes.count {
      let text = source.excerpt(SourceSpan(start: start, end: start + length))
      if let sign = Token.Sign(rawValue: text) {
        offset += length
        return token(.sign(sign), from: start)
      }
    }
    let hints: [UInt8: String] = [
      UInt8(ascii: "="): "write == to compare",
      UInt8(ascii: "&"): "write && for and",
      UInt8(ascii: "|"): "write || for or",
      UInt8(ascii: "{"): "maps and messages are not part of the language",
    ]
    throw error("unexpected \(scalar(at: start))", at: start, hint: byte(at: start).flatMap { hints[$0] })
  }

  // MARK: Helpers

  func byte(at offset: Int) -> UInt8? {
    offset < source.bytes.count ? source.bytes[offset] : nil
  }

  private func token(_ kind: Token.Kind, from start: Int) -> Token {
    Token(kind: kind, span: SourceSpan(start: start, end: offset))
  }

  private func error(_ message: String, at offset: Int, hint: String? = nil) -> RuleError {
    RuleError(kind: .syntax, position: source.position(of: offset), message: message, hint: hint)
  }

  /// The scalar at an offset, quoted; control characters by their code.
  private func scalar(at offset: Int) -> String {
    let ahead = source.excerpt(SourceSpan(start: offset, end: offset + 4))
    guard let scalar = ahead.unicodeScalars.first else { return "the end" }
    guard scalar.value >= 0x20, scalar.value != 0x7F else {
      return "the control character U+\(String(scalar.value, radix: 16, uppercase: true))"
    }
    return "'\(String(scalar))'"
  }
}

// MARK: - Strings

extension Lexer {
  /// A string between single or double quotes, with the escapes of CEL.
  private mutating func string(quote: UInt8) throws(RuleError) -> Token {
    let start = offset
    if byte(at: start + 1) == quote, byte(at: start + 2) == quote {
      throw error("strings in triple quotes are not part of the language", at: start)
    }
    offset += 1
    var value: [UInt8] = []
    while let byte = byte(at: offset), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") {
      if byte == quote {
        offset += 1
        return token(.string(String(decoding: value, as: UTF8.self)), from: start)
      }
      if byte == UInt8(ascii: "\\") {
        value.append(contentsOf: String(try escape()).utf8)
      } else {
        value.append(byte)
        offset += 1
      }
    }
    throw error("the string is not closed", at: start)
  }

  private mutating func escape() throws(RuleError) -> Unicode.Scalar {
    let start = offset
    guard let mark = byte(at: start + 1) else { throw error("the string is not closed", at: start) }
    offset += 2
    switch mark {
    case UInt8(ascii: "a"): return "\u{07}"
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "v"): return "\u{0B}"
    case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
      return Unicode.Scalar(mark)
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return try scalar(from: start, digits: 2, radix: 16)
    case UInt8(ascii: "u"): return try scalar(from: start, digits: 4, radix: 16)
    case UInt8(ascii: "U"): return try scalar(from: start, digits: 8, radix: 16)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      offset -= 1
      return try scalar(from: start, digits: 3, radix: 8)
    default:
      throw error("unknown escape in a string", at: start, hint: "write \\\\ for a backslash")
    }
  }

  private mutating func scalar(
    from start: Int,
    digits: Int,
    radix: UInt32
  ) throws(RuleError) -> Unicode.Scalar {
    var code: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = byte(at: offset)?.hexValue, digit < radix else {
        throw error("the escape needs \(digits) digits", at: start)
      }
      code = code &* radix &+ digit
      offset += 1
    }
    guard let scalar = Unicode.Scalar(code) else {
      throw error("the escape is no Unicode character", at: start)
    }
    return scalar
  }
}
