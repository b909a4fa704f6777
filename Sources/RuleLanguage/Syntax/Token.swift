/// One word or sign of the source.
struct Token: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    /// The magnitude of an integer; a minus sign before it is a token of its own.
    case int(UInt64)
    case decimal(Double)
    /// The text, its escapes resolved.
    case string(String)
    /// An identifier, keyword or reserved word.
    case word(String)
    case sign(Sign)
    case end
  }

  /// The operators and punctuation.
  enum Sign: String, Sendable {
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBracket = "["
    case rightBracket = "]"
    case comma = ","
    case dot = "."
    case question = "?"
    case colon = ":"
    case or = "||"
    case and = "&&"
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case less = "<"
    case greaterOrEqual = ">="
    case greater = ">"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case remainder = "%"
    case not = "!"
  }

  let kind: Kind
  let span: SourceSpan
}

/// The words that cannot be names, from the CEL specification.
enum Words {
  /// Part of the grammar: neither a name nor a part of one.
  static let keywords: Set<String> = ["false", "in", "null", "true"]
  /// Kept free by CEL: not the first part of a name. Holds the keywords too.
  static let reserved: Set<String> = keywords.union([
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
    "namespace", "return", "var", "void", "while",
  ])
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  var isIdentifierHead: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) || self == UInt8(ascii: "_")
  }

  var isIdentifierBody: Bool { isIdentifierHead || isDigit }

  /// The value of a hexadecimal digit.
  var hexValue: UInt32? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A")) + 10
    default: nil
    }
  }
}
