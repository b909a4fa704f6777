import Testing

@testable import RuleLanguage

@Suite("Parser")
struct ParserTests {
  @Test(
    "Groups operators as CEL does",
    arguments: [
      ("a || b && c", "(|| a (&& b c))"),
      ("a && b || c && d", "(|| (&& a b) (&& c d))"),
      ("(a || b) && c", "(&& (|| a b) c)"),
      ("!a && b", "(&& (! a) b)"),
      ("!(a && b)", "(! (&& a b))"),
      ("!!a", "(! (! a))"),
      ("a == b && c != d", "(&& (== a b) (!= c d))"),
      ("a + b < c - d", "(< (+ a b) (- c d))"),
      ("a + b * c", "(+ a (* b c))"),
      ("(a + b) * c", "(* (+ a b) c)"),
      ("a - b - c", "(- (- a b) c)"),
      ("a / b * c % d", "(% (* (/ a b) c) d)"),
      ("-a + b", "(+ (- a) b)"),
      ("a - -1", "(- a -1)"),
      ("--1", "(- -1)"),
      ("a-1", "(- a 1)"),
      ("a < b == c", "(== (< a b) c)"),
      ("a in [1, 2] == b", "(== (in a [1 2]) b)"),
      ("a in [1, 2,]", "(in a [1 2])"),
      ("a + 1 in [b]", "(in (+ a 1) [b])"),
      ("a ? b : c", "(? a b c)"),
      ("a ? b : c ? d : e", "(? a b (? c d e))"),
      ("a || b ? c && d : e", "(? (|| a b) (&& c d) e)"),
      ("a ? (b ? c : d) : e", "(? a (? b c d) e)"),
      ("a && b && c && d", "(&& a b c d)"),
      ("a && (b && c)", "(&& a b c)"),
      ("a || (b || c) || d", "(|| a b c d)"),
      ("has(a.b) && x.y.z", "(&& has(a.b) x.y.z)"),
      ("int(1.5) == date('x')", "(== int(1.5) date(\"x\"))"),
      ("a.b . c", "a.b.c"),
      ("a.package", "a.package"),
      ("index == inside", "(== index inside)"),
    ]
  )
  func precedence(source: String, expected: String) throws {
    #expect(try Condition.parse(source).syntax.sketch == expected)
  }

  @Test(
    "Reads literals",
    arguments: [
      ("0x1F", .int(31)), ("007", .int(7)), ("9223372036854775807", .int(.max)),
      ("-9223372036854775808", .int(.min)), ("1.50", .decimal(1.5)), (".5", .decimal(0.5)),
      ("1e3", .decimal(1000)), ("2.5E-1", .decimal(0.25)), ("-0.25", .decimal(-0.25)),
      ("'it'", .string("it")), ("\"a'b\"", .string("a'b")), ("'a\"b'", .string("a\"b")),
      (#"'\n\t\\\'\"\x41\u00e9\U0001F600\101'"#, .string("\n\t\\'\"Aé😀A")),
      ("'é // geen commentaar'", .string("é // geen commentaar")), ("true", .bool(true)),
    ] as [(String, FactValue)]
  )
  func literals(source: String, expected: FactValue) throws {
    let node = try Condition.parse(source).syntax.node
    guard case .literal(let value) = node else {
      Issue.record("not a literal: \(node)")
      return
    }
    #expect(value == expected)
  }

  @Test("Passes over space and comments")
  func comments() throws {
    let source = "a // first\r\n\t&& // && z\nb//"
    #expect(try Condition.parse(source).syntax.sketch == "(&& a b)")
  }

  @Test("Nests brackets as deep as the limit and no deeper")
  func bracketDepth() throws {
    func nested(_ levels: Int) -> String {
      String(repeating: "(", count: levels) + "true" + String(repeating: ")", count: levels)
    }
    #expect(try Condition(nested(64), catalogue: .care).evaluate([:]).outcome == .yes)
    let error = try #require(ruleError(nested(65)))
    #expect(error.kind == .tooDeep)
    #expect(error.position == SourcePosition(line: 1, column: 66))
  }

  @Test("Nests operators as deep as the limit and no deeper")
  func operatorDepth() throws {
    #expect(ruleError(String(repeating: "!", count: 64) + "true") == nil)
    #expect(ruleError(String(repeating: "!", count: 65) + "true")?.kind == .tooDeep)
    #expect(ruleError("0" + String(repeating: " + 1", count: 65) + " > 0")?.kind == .tooDeep)
  }

  @Test(
    "Refuses what would use up the stack",
    arguments: [
      "(", "[", "!", "-", "- ", "has(", "a?b:", "a?(", "x in [", "a||a&&a==a+a*(", "a?a:a||a&&a==a+a*!(",
      "1+", "1<", "a.", "a?", "((", "!(",
    ]
  )
  func hostileNesting(piece: String) {
    let source = String(repeating: piece, count: RuleLimits.sourceBytes / piece.utf8.count)
    #expect(ruleError(source) != nil)
  }

  @Test("Takes a chain as long as the number of parts allows")
  func longChains() throws {
    func chain(_ length: Int) -> String {
      Array(repeating: "true", count: length).joined(separator: "&&")
    }
    #expect(try Condition(chain(512), catalogue: .care).evaluate([:]).outcome == .yes)
    #expect(ruleError(chain(513))?.kind == .tooLarge)
  }

  @Test("Takes a source as long as the limit and no longer")
  func sourceLength() {
    let padding = String(repeating: " ", count: RuleLimits.sourceBytes - 4)
    #expect(ruleError("true" + padding) == nil)
    #expect(ruleError("true" + padding + " ")?.kind == .tooLarge)
  }
}
