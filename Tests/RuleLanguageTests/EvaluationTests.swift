import Testing

@testable import RuleLanguage

@Suite("Evaluation")
struct EvaluationTests {
  static let catalogue = FactCatalogue(trusted: [
    plainFact("t.p", .bool), plainFact("t.q", .bool), plainFact("t.r", .bool),
    plainFact("t.i", .int), plainFact("t.j", .int), plainFact("t.d", .decimal),
    plainFact("t.s", .string), plainFact("t.e", .string, choices: ["x", "y"]),
    plainFact("t.day", .date), plainFact("t.small", .int, range: 0...9),
  ])

  private func outcome(_ source: String, _ facts: FactSheet = [:]) throws -> Outcome {
    try Condition(source, catalogue: Self.catalogue).evaluate(facts).outcome
  }

  // MARK: Kleene's tables

  enum Truth: CaseIterable, Sendable {
    case yes, no, unknown

    var value: FactValue? {
      switch self {
      case .yes: .bool(true)
      case .no: .bool(false)
      case .unknown: nil
      }
    }

    init(_ outcome: Outcome) {
      self =
        switch outcome {
        case .yes: .yes
        case .no: .no
        case .unknown: .unknown
        }
    }
  }

  private func truth(_ source: String, _ p: Truth, _ q: Truth, _ r: Truth = .yes) throws -> Truth {
    var sheet = FactSheet()
    sheet["t.p"] = p.value
    sheet["t.q"] = q.value
    sheet["t.r"] = r.value
    return Truth(try outcome(source, sheet))
  }

  @Test("&& is no when one side is no and yes when both are yes", arguments: Truth.allCases, Truth.allCases)
  func conjunction(p: Truth, q: Truth) throws {
    let expected: Truth = p == .no || q == .no ? .no : (p == .yes && q == .yes ? .yes : .unknown)
    #expect(try truth("t.p && t.q", p, q) == expected)
  }

  @Test("|| is yes when one side is yes and no when both are no", arguments: Truth.allCases, Truth.allCases)
  func disjunction(p: Truth, q: Truth) throws {
    let expected: Truth = p == .yes || q == .yes ? .yes : (p == .no && q == .no ? .no : .unknown)
    #expect(try truth("t.p || t.q", p, q) == expected)
  }

  @Test(
    "! turns yes and no and keeps unknown",
    arguments: [(Truth.yes, Truth.no), (.no, .yes), (.unknown, .unknown)]
  )
  func negation(p: Truth, expected: Truth) throws {
    #expect(try truth("!t.p", p, .yes) == expected)
  }

  @Test(
    "?: with an unknown question is known when both answers are equal",
    arguments: Truth.allCases,
    Truth.allCases
  )
  func choice(q: Truth, r: Truth) throws {
    #expect(try truth("t.p ? t.q : t.r", .yes, q, r) == q)
    #expect(try truth("t.p ? t.q : t.r", .no, q, r) == r)
    #expect(try truth("t.p ? t.q : t.r", .unknown, q, r) == (q == r ? q : .unknown))
  }

  @Test("has is known either way, also for a value that is not allowed")
  func presence() throws {
    #expect(try outcome("has(t.small)") == .no)
    #expect(try outcome("has(t.small)", ["t.small": .int(3)]) == .yes)
    #expect(try outcome("has(t.small)", ["t.small": .int(10)]) == .no)
    #expect(try outcome("!has(t.small) || t.small > 4", ["t.small": .int(3)]) == .no)
  }

  // MARK: Values

  @Test(
    "Compares and computes",
    arguments: [
      "1 == 1.0", "2 < 2.5", "3 > 2.5", "-3 < -2.5", "9223372036854775807 < 9223372036854775808.0",
      "9007199254740993 > 9007199254740992.0", "-9223372036854775808 == -9223372036854775808.0",
      "7 / 2 == 3", "-7 / 2 == -3", "-7 % 3 == -1", "7.0 / 2.0 == 3.5", "2 + 3 * 4 == 14", "-(2 - 5) == 3",
      "'a' == \"a\"", "'é' != 'e\\u0301'", "2 in [1, 2.0]", "!(3 in [1, 2])", "'a' in ['b', 'a']",
      "date('2024-02-29') < date('2024-03-01')", "date('1969-12-31') != date('1970-01-01')",
      "int(2.9) == 2", "int(-2.9) == -2", "double(3) / 2.0 == 1.5", "true == !false", "(1 < 2) == (3 < 4)",
      "(true ? 12 : 4) == 12",
      "'a' < 'b'", "'Z' < 'a'", "'' < 'a'", "'é' > 'z'", "'\\uFF5E' < '\\U0001F600'", "'ab' + 'cd' == 'abcd'",
      "size('é😀') == 2", "'e\\u0301'.size() == 2", "'abc'.contains('bc')", "!'abc'.contains('ac')",
      "''.contains('')", "'abc'.startsWith('ab')", "'abc'.endsWith('bc')", "!'e\\u0301'.startsWith('é')",
      "('a' + 'b').endsWith('b')", "days(3) < duration('96h')", "duration('-1h60m22h') == days(-1) + days(0)",
      "date('2024-02-28') + days(2) == date('2024-03-01')", "date('2024-03-01') - days(1) == date('2024-02-29')",
      "date('2024-03-01') - date('2024-02-01') == days(29)", "days(2) + date('2024-01-01') == date('2024-01-03')",
      "age_on(date('2004-02-29'), date('2022-02-28')) == 17", "age_on(date('2004-02-29'), date('2022-03-01')) == 18",
      "age_on(date('2004-06-15'), date('2022-06-15')) == 18", "age_on(date('2004-06-15'), date('2003-06-16')) == 0",
      "months_between(date('2024-01-31'), date('2024-02-29')) == 0",
      "months_between(date('2024-01-15'), date('2025-03-15')) == 14",
      "months_between(date('2025-03-15'), date('2024-01-16')) == -13",
      "days_between(date('2024-03-01'), date('2024-02-28')) == -2",
      "add_months(date('2024-01-31'), 1) == date('2024-02-29')",
      "add_months(date('2024-03-31'), -13) == date('2023-02-28')", "-days(2) < days(-1)",
    ]
  )
  func values(source: String) throws {
    #expect(try outcome(source) == .yes)
  }

  @Test(
    "What cannot be computed is unknown, and no fact is asked for",
    arguments: [
      "10 / t.i > t.j", "10 % t.i == 0", "t.j - t.i > 9223372036854775807 + t.i - t.i - (-1 - t.i)",
      "9223372036854775807 + t.i + 1 > t.j", "int(t.d * 1e300) > t.j", "t.d * 1e308 * 1e308 > 1.0",
      "-(t.i - 9223372036854775807 - 1) > t.j", "(10 / t.i > 1 ? t.i : 3 / t.i) > t.j",
      "10 / t.i in [t.j]", "t.j in [10 / t.i]", "0 in [t.i, 10 / t.i]",
      "date('2024-01-01') + days(t.i + 9999999) > date('2024-01-01')",
      "add_months(date('2024-01-01'), t.i - 100000) < date('2024-01-01')",
    ]
  )
  func notComputable(source: String) throws {
    let sheet: FactSheet = ["t.i": .int(0), "t.d": .decimal(10)]
    #expect(try outcome(source, sheet) == .unknown(missing: []))
  }

  @Test("A failed computation beside a deciding fact does not stand in the way")
  func absorbedFailure() throws {
    let zero: FactSheet = ["t.i": .int(0)]
    #expect(try outcome("1 / t.i > 0 || t.p", zero) == .unknown(missing: ["t.p"]))
    var known = zero
    known["t.p"] = .bool(true)
    #expect(try outcome("1 / t.i > 0 || t.p", known) == .yes)
    known["t.p"] = .bool(false)
    #expect(try outcome("1 / t.i > 0 || t.p", known) == .unknown(missing: []))
    #expect(try outcome("1 / t.i > 0 && t.p", known) == .no)
    // CEL does not absorb a failed question, whatever the answers.
    #expect(try outcome("1 / t.i > 0 ? t.p : t.p", known) == .unknown(missing: []))
    #expect(try outcome("1 / t.i > 0 ? t.p : t.q", known) == .unknown(missing: []))
  }

  @Test("A value that the declaration does not allow counts as missing")
  func refusedValues() throws {
    #expect(try outcome("t.small > 4", ["t.small": .int(10)]) == .unknown(missing: ["t.small"]))
    #expect(try outcome("t.small > 4", ["t.small": .string("9")]) == .unknown(missing: ["t.small"]))
    #expect(try outcome("t.e == 'x'", ["t.e": .string("z")]) == .unknown(missing: ["t.e"]))
    #expect(try outcome("t.d > 1.0", ["t.d": .decimal(.nan)]) == .unknown(missing: ["t.d"]))
    #expect(try outcome("t.d > 1.0", ["t.d": .int(2)]) == .yes)
    #expect(try outcome("t.i > 1", ["t.i": .decimal(2)]) == .unknown(missing: ["t.i"]))
  }

  @Test("The range of a missing number decides a comparison that it makes certain")
  func ranges() throws {
    #expect(try outcome("t.small >= 0") == .yes)
    #expect(try outcome("t.small >= t.i", ["t.i": .int(0)]) == .yes)
    #expect(try outcome("t.small >= t.i", ["t.i": .int(10)]) == .no)
    #expect(try outcome("t.i > t.small", ["t.i": .int(9)]) == .unknown(missing: ["t.small"]))
    #expect(try outcome("t.small in [t.i, t.j]", ["t.i": .int(10)]) == .unknown(missing: ["t.j", "t.small"]))
    #expect(try outcome("t.small in [t.i, t.j]", ["t.i": .int(10), "t.j": .int(-1)]) == .no)
  }

  @Test("Compares a date fact with a day")
  func dates() throws {
    let day = try #require(RuleDate(iso: "2025-03-01"))
    #expect(try outcome("t.day >= date('2025-03-01')", ["t.day": .date(day)]) == .yes)
    #expect(try outcome("t.day > date('2025-03-01')", ["t.day": .date(day)]) == .no)
  }

  @Test("Lists its facts sorted and once, and keeps its source")
  func facts() throws {
    let source = "t.q || t.p && has(t.i) && t.q // why"
    let condition = try Condition(source, catalogue: Self.catalogue)
    #expect(condition.facts == ["t.i", "t.p", "t.q"])
    #expect(condition.source == source)
  }

  // MARK: Missing facts

  @Test(
    "Asks for no fact in a part that is decided",
    arguments: [
      ("t.p && t.q", ["t.q"]), ("(t.p || t.q) && t.r", ["t.r"]), ("(!t.p && t.q) || t.r", ["t.r"]),
      ("t.p ? t.q : t.r", ["t.q"]), ("t.p ? t.i > 1 : t.j > 1", ["t.i"]),
      ("(t.p ? t.i : t.j) > 1 || !t.p && t.q", ["t.i"]), ("t.i in [t.j, 3]", ["t.i", "t.j"]),
      ("t.q ? t.p : true", []), ("has(t.i) || t.r", ["t.r"]),
    ] as [(String, [String])]
  )
  func shortCircuit(source: String, missing: [String]) throws {
    let found = try outcome(source, ["t.p": .bool(true)])
    #expect(found == (missing.isEmpty ? .yes : .unknown(missing: missing)))
  }
}
