/// Reads a source into a tree by recursive descent.
///
/// The grammar is CEL's, without macros except `has`, and without indexes, maps and messages. No input can exhaust the
/// stack: every recursion goes through `expression`, which limits its depth.
struct Parser {
  private let source: SourceText
  private var lexer: Lexer
  private var token: Token
  private var depth = 0
  private var nodes = 0

  /// The tree of a whole source.
  ///
  /// - Throws: `RuleError` of the kinds `syntax`, `reservedWord`, `tooLarge` and `tooDeep`.
  static func parse(_ source: SourceText) throws(RuleError) -> Syntax {
    guard source.bytes.count <= RuleLimits.sourceBytes else {
      throw RuleError(
        kind: .tooLarge,
        position: source.position(of: RuleLimits.sourceBytes),
        message: "the condition is longer than \(RuleLimits.sourceBytes) bytes"
      )
    }
    var parser = try Parser(source)
    let syntax = try parser.expression()
    guard parser.token.kind == .end else { throw parser.unexpected() }
    return syntax
  }

  private init(_ source: SourceText) throws(RuleError) {
    self.source = source
    lexer = Lexer(source)
    token = try lexer.next()
  }

  // MARK: Expressions

  /// `a ? b : c`, or anything that binds stronger.
  private mutating func expression() throws(RuleError) -> Syntax {
    guard depth <= RuleLimits.depth else { throw tooDeep(at: token.span) }
    depth += 1
    defer { depth -= 1 }
    let condition = try binary(atLeast: 1)
    guard try take(.question) else { return condition }
    let then = try binary(atLeast: 1)
    if token.kind == .sign(.question) {
      throw unexpected(hint: "put the inner ?: in parentheses")
    }
    try expect(.colon)
    let otherwise = try expression()
    return try make(
      .choice(condition, then: then, otherwise: otherwise),
      condition.extent.through(otherwise.extent),
      above: [condition, then, otherwise]
    )
  }

  /// Operators of at least a precedence; all of them group from the left.
  private mutating func binary(atLeast minimum: Int) throws(RuleError) -> Syntax {
    var left = try unary()
    while let found = BinaryOperator(token), found.precedence >= minimum {
      try advance()
      let right = try binary(atLeast: found.precedence + 1)
      left = try join(left, found, right)
    }
    return left
  }

  private mutating func join(
    _ left: Syntax,
    _ found: BinaryOperator,
    _ right: Syntax
  ) throws(RuleError) -> Syntax {
    let span = left.extent.through(right.extent)
    switch found {
    case .or:
      let parts = [left, right].flatMap { side in
        if case .anyOf(let parts) = side.node { parts } else { [side] }
      }
      return try make(.anyOf(parts), span, above: parts)
    case .and:
      let parts = [left, right].flatMap { side in
        if case .allOf(let parts) = side.node { parts } else { [side] }
      }
      return try make(.allOf(parts), span, above: parts)
    case .comparison(let comparison):
      return try make(.comparison(comparison, left, right), span, above: [left, right])
    case .membership:
      return try make(.membership(left, right), span, above: [left, right])
    case .arithmetic(let arithmetic):
      return try make(.arithmetic(arithmetic, left, right), span, above: [left, right])
    }
  }

  /// A row of `!` or a row of `-` before an operand; CEL does not mix them.
  private mutating func unary() throws(RuleError) -> Syntax {
    guard case .sign(let sign) = token.kind, sign == .not || sign == .minus else { return try member() }
    var starts: [SourceSpan] = []
    while token.kind == .sign(sign) {
      starts.append(token.span)
      try advance()
    }
    var operand: Syntax
    if sign == .minus, let last = starts.last, let number = try negativeLiteral(from: last) {
      operand = number
      starts.removeLast()
    } else {
      operand = try member()
    }
    for start in starts.reversed() {
      operand = try make(
        sign == .not ? .not(operand) : .negative(operand),
        start.through(operand.extent),
        above: [operand]
      )
    }
    return operand
  }

  /// A number right after a minus sign is one literal, so that the least integer can be written.
  private mutating func negativeLiteral(from minus: SourceSpan) throws(RuleError) -> Syntax? {
    let value: FactValue
    switch token.kind {
    case .int(let magnitude):
      guard let number = Int(exactly: -Int128(magnitude)) else { throw tooLargeNumber(at: minus) }
      value = .int(number)
    case .decimal(let magnitude): value = .decimal(-magnitude)
    default: return nil
    }
    let span = minus.through(token.span)
    try advance()
    return try make(.literal(value), span)
  }

  /// An operand and the methods called on it: `text.contains("a")`.
  private mutating func member() throws(RuleError) -> Syntax {
    var operand = try primary()
    while token.kind == .sign(.dot) {
      try advance()
      guard case .word(let method) = token.kind, !Words.keywords.contains(method) else { throw unexpected() }
      try advance()
      guard token.kind == .sign(.leftParenthesis) else {
        throw unexpected(hint: "parts cannot be taken from a value")
      }
      operand = try call(method, on: operand, from: operand.extent)
    }
    if token.kind == .sign(.leftBracket) {
      throw unexpected(hint: "values cannot be taken from a list or map by index")
    }
    return operand
  }

  private mutating func primary() throws(RuleError) -> Syntax {
    let start = token.span
    switch token.kind {
    case .int(let magnitude):
      guard let number = Int(exactly: magnitude) else { throw tooLargeNumber(at: start) }
      return try literal(.int(number))
    case .decimal(let number): return try literal(.decimal(number))
    case .string(let text): return try literal(.string(text))
    case .word("true"): return try literal(.bool(true))
    case .word("false"): return try literal(.bool(false))
    case .word(let word): return try name(startingWith: word)
    case .sign(.leftParenthesis):
      try advance()
      var inner = try expression()
      inner.extent = start.through(token.span)
      try expect(.rightParenthesis)
      return inner
    case .sign(.leftBracket):
      try advance()
      let elements = try expressions(until: .rightBracket, mayEndWithComma: true)
      let span = start.through(token.span)
      try expect(.rightBracket)
      return try make(.list(elements), span, above: elements)
    case .sign, .end:
      throw unexpected()
    }
  }

  private mutating func literal(_ value: FactValue) throws(RuleError) -> Syntax {
    let span = token.span
    try advance()
    return try make(.literal(value), span)
  }

  /// A dotted name or a call of a function.
  private mutating func name(startingWith first: String) throws(RuleError) -> Syntax {
    if Words.reserved.contains(first) { throw reserved(first) }
    var name = first
    var span = token.span
    // The name without its last part, on which a method with the name of that part is called.
    var receiver: Syntax?
    var method = first
    try advance()
    while try take(.dot) {
      guard case .word(let part) = token.kind else { throw unexpected() }
      if Words.keywords.contains(part) { throw reserved(part) }
      receiver = Syntax(node: .name(name), span: span, extent: span, height: 0)
      method = part
      name += "." + part
      span = span.through(token.span)
      try advance()
    }
    guard token.kind == .sign(.leftParenthesis) else { return try make(.name(name), span) }
    if receiver != nil { nodes += 1 }
    return try call(method, on: receiver, from: span)
  }

  /// The values in parentheses after the name of a function.
  private mutating func call(
    _ function: String,
    on receiver: Syntax?,
    from start: SourceSpan
  ) throws(RuleError) -> Syntax {
    try expect(.leftParenthesis)
    let arguments = try expressions(until: .rightParenthesis, mayEndWithComma: false)
    let span = start.through(token.span)
    try expect(.rightParenthesis)
    return try make(
      .call(function: function, receiver: receiver, arguments: arguments),
      span,
      above: (receiver.map { [$0] } ?? []) + arguments
    )
  }

  private mutating func expressions(
    until end: Token.Sign,
    mayEndWithComma: Bool
  ) throws(RuleError) -> [Syntax] {
    var found: [Syntax] = []
    while token.kind != .sign(end) || !(found.isEmpty || mayEndWithComma) {
      found.append(try expression())
      guard try take(.comma) else { break }
    }
    return found
  }

  // MARK: Tokens and limits

  private mutating func advance() throws(RuleError) {
    token = try lexer.next()
  }

  private mutating func take(_ sign: Token.Sign) throws(RuleError) -> Bool {
    guard token.kind == .sign(sign) else { return false }
    try advance()
    return true
  }

  private mutating func expect(_ sign: Token.Sign) throws(RuleError) {
    guard try take(sign) else { throw unexpected(expected: sign) }
  }

  private mutating func make(
    _ node: Syntax.Node,
    _ span: SourceSpan,
    above parts: [Syntax] = []
  ) throws(RuleError) -> Syntax {
    nodes += 1
    guard nodes <= RuleLimits.nodes else {
      throw error(.tooLarge, at: span, "the condition has more than \(RuleLimits.nodes) parts")
    }
    let height = parts.reduce(0) { max($0, $1.height + 1) }
    guard height <= RuleLimits.depth else { throw tooDeep(at: span) }
    return Syntax(node: node, span: span, extent: span, height: height)
  }

  // MARK: Errors

  private func error(
    _ kind: RuleError.Kind,
    at span: SourceSpan,
    _ message: String,
    hint: String? = nil
  ) -> RuleError {
    RuleError(kind: kind, position: source.position(of: span.start), message: message, hint: hint)
  }

  private func tooDeep(at span: SourceSpan) -> RuleError {
    error(.tooDeep, at: span, "the condition is nested deeper than \(RuleLimits.depth) levels")
  }

  private func tooLargeNumber(at span: SourceSpan) -> RuleError {
    error(.syntax, at: span, "the number does not fit in 64 bits")
  }

  private func reserved(_ word: String) -> RuleError {
    switch word {
    case "null":
      error(
        .reservedWord,
        at: token.span,
        "null is not part of the language",
        hint: "write has(name) to ask whether a fact is known"
      )
    case "in": unexpected()
    default: error(.reservedWord, at: token.span, "'\(word)' is a reserved word and cannot be a name")
    }
  }

  private func unexpected(expected: Token.Sign? = nil, hint: String? = nil) -> RuleError {
    let found =
      switch token.kind {
      case .end: "the end of the condition"
      default: "'\(source.excerpt(token.span).prefix(40))'"
      }
    let message = "unexpected \(found)" + (expected.map { ", expected '\($0.rawValue)'" } ?? "")
    return error(.syntax, at: token.span, message, hint: hint ?? wordHint)
  }

  /// A hint for a word of another language that means an operator.
  private var wordHint: String? {
    guard case .word(let word) = token.kind else { return nil }
    return switch word.lowercased() {
    case "and", "en": "write && for and"
    case "or", "of": "write || for or"
    case "not", "niet": "write ! for not"
    default: nil
    }
  }
}
