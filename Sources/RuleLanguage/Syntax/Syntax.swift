/// The tree of a source before names and types are known.
struct Syntax: Sendable {
  indirect enum Node: Sendable {
    case literal(FactValue)
    case name(String)
    case list([Syntax])
    /// `function(arguments)`, or `receiver.function(arguments)`.
    case call(function: String, receiver: Syntax?, arguments: [Syntax])
    case not(Syntax)
    case negative(Syntax)
    case arithmetic(ArithmeticOperator, Syntax, Syntax)
    case comparison(ComparisonOperator, Syntax, Syntax)
    case membership(Syntax, Syntax)
    /// A chain of `&&`.
    case allOf([Syntax])
    /// A chain of `||`.
    case anyOf([Syntax])
    case choice(Syntax, then: Syntax, otherwise: Syntax)
  }

  let node: Node
  /// The expression itself.
  let span: SourceSpan
  /// The expression with the parentheses around it, so that what encloses it begins and ends in the right place.
  var extent: SourceSpan
  /// Levels below this one.
  let height: Int
}

/// How strongly the binary operators bind, as in the CEL specification.
enum BinaryOperator: Sendable {
  case or
  case and
  case comparison(ComparisonOperator)
  case membership
  case arithmetic(ArithmeticOperator)

  /// The weakest is 1.
  var precedence: Int {
    switch self {
    case .or: 1
    case .and: 2
    case .comparison, .membership: 3
    case .arithmetic(.plus), .arithmetic(.minus): 4
    case .arithmetic: 5
    }
  }

  init?(_ token: Token) {
    switch token.kind {
    case .sign(.or): self = .or
    case .sign(.and): self = .and
    case .word("in"): self = .membership
    case .sign(let sign):
      if let comparison = ComparisonOperator(rawValue: sign.rawValue) {
        self = .comparison(comparison)
      } else if let arithmetic = ArithmeticOperator(rawValue: sign.rawValue) {
        self = .arithmetic(arithmetic)
      } else {
        return nil
      }
    default: return nil
    }
  }
}
