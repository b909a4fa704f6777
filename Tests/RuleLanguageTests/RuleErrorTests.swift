import Testing

@testable import RuleLanguage

/// What a mistake in a condition is answered with.
struct Mistake: Sendable, CustomTestStringConvertible {
  let source: String
  let kind: RuleError.Kind
  let line: Int
  let column: Int
  let hint: String?

  init(_ source: String, _ kind: RuleError.Kind, _ line: Int, _ column: Int, _ hint: String? = nil) {
    self.source = source
    self.kind = kind
    self.line = line
    self.column = column
    self.hint = hint
  }

  var testDescription: String { source }
}

@Suite("Rule errors")
struct RuleErrorTests {
  @Test(
    "Tells where the grammar is broken",
    arguments: [
      Mistake("", .syntax, 1, 1),
      Mistake("true &&", .syntax, 1, 8),
      Mistake("true\n  && )", .syntax, 2, 6),
      Mistake("(true", .syntax, 1, 6),
      Mistake("true false", .syntax, 1, 6),
      Mistake("'é' == 'ë' ]", .syntax, 1, 12),
      Mistake("caregiver.age = 18", .syntax, 1, 15, "write == to compare"),
      Mistake("true & false", .syntax, 1, 6, "write && for and"),
      Mistake("true and false", .syntax, 1, 6, "write && for and"),
      Mistake("true of false", .syntax, 1, 6, "write || for or"),
      Mistake("'open", .syntax, 1, 1),
      Mistake("'line\nbreak'", .syntax, 1, 1),
      Mistake(#"'a\q'"#, .syntax, 1, 3, "write \\\\ for a backslash"),
      Mistake(#"'\ud800'"#, .syntax, 1, 2),
      Mistake("12points > 3", .syntax, 1, 1),
      Mistake("12u > 3", .syntax, 1, 1, "leave the u out"),
      Mistake("9223372036854775808 > 3", .syntax, 1, 1),
      Mistake("- 9223372036854775809 > 3", .syntax, 1, 1),
      Mistake("1e999 > 3", .syntax, 1, 1),
      Mistake("0x > 3", .syntax, 1, 1),
      Mistake("true ? true ? true : true : true", .syntax, 1, 13, "put the inner ?: in parentheses"),
      Mistake("!-1 == 1", .syntax, 1, 2),
      Mistake("r'raw' == 'x'", .syntax, 1, 1, "write a plain string"),
      Mistake("'''three''' == 'x'", .syntax, 1, 1),
      Mistake(".caregiver.age > 1", .syntax, 1, 1),
      Mistake("true == null", .reservedWord, 1, 9, "write has(name) to ask whether a fact is known"),
      Mistake("package.age > 1", .reservedWord, 1, 1),
      Mistake("a.true", .reservedWord, 1, 3),
      Mistake("a[0] == 1", .syntax, 1, 2, "values cannot be taken from a list or map by index"),
      Mistake("'a'.size == 1", .syntax, 1, 10, "parts cannot be taken from a value"),
      Mistake("'a'[0] == 1", .syntax, 1, 4, "values cannot be taken from a list or map by index"),
    ]
  )
  func grammar(mistake: Mistake) throws {
    try check(mistake)
  }

  @Test(
    "Tells which name or type is wrong",
    arguments: [
      Mistake("true &&\n  caregivr.age > 1", .unknownFact, 2, 3, "did you mean caregiver.age?"),
      Mistake("carer.same_address", .unknownFact, 1, 1, "did you mean situation.same_address?"),
      Mistake("zzz", .unknownFact, 1, 1),
      Mistake(
        "situation.relation == partner",
        .unknownFact,
        1,
        23,
        "write \"partner\" in quotes for the text"
      ),
      Mistake("a.size() == 1", .unknownFact, 1, 1),
      Mistake("size(1) > 1", .wrongType, 1, 6),
      Mistake(
        "sise('a') > 1",
        .unknownFunction,
        1,
        1,
        "the functions are add_months, age_on, contains, date, days, days_between, double, duration, endsWith, has, int,"
          + " months_between, size, startsWith"
      ),
      Mistake("contains('a', 'b')", .unknownFunction, 1, 1, "write text.contains(...)"),
      Mistake("caregiver.age.days() > days(1)", .unknownFunction, 1, 1, "write days(...)"),
      Mistake("'a'.startsWith()", .wrongType, 1, 1),
      Mistake("'a'.startsWith(1)", .wrongType, 1, 16),
      Mistake("age_on('2000-01-01', date('2020-01-01')) > 1", .wrongType, 1, 8, "write date(\"2025-01-31\")"),
      Mistake("date('2025-03-01') + 3 > date('2025-03-01')", .wrongType, 1, 1, "write days(...) for the number"),
      Mistake("duration('36h') > days(1)", .wrongType, 1, 10, "write duration(\"240h\") or days(10)"),
      Mistake("days(3) > 2", .wrongType, 1, 1, "write days(...) for the number"),
      Mistake("days(caregiver.age) > days(2)", .incompatibleUnits, 1, 6, "multiply or divide it to convert it"),
      Mistake("days(3) * 2 > days(2)", .wrongType, 1, 1),
      Mistake("'a' - 'b' == 'c'", .wrongType, 1, 1),
      Mistake("has(1)", .wrongType, 1, 5),
      Mistake("has(caregiver.age, 1)", .wrongType, 1, 1),
      Mistake("caregiver.age", .notBoolean, 1, 1),
      Mistake("true && caregiver.age", .wrongType, 1, 9),
      Mistake("!caregiver.age", .wrongType, 1, 2),
      Mistake("caregiver.age ? true : false", .wrongType, 1, 1),
      Mistake("true ? 1 : 'a'", .wrongType, 1, 12),
      Mistake("caregiver.age > 'old'", .wrongType, 1, 1),
      Mistake("caregiver.age == true", .wrongType, 1, 1),
      Mistake("caregiver.unpaid < true", .wrongType, 1, 1),
      Mistake(
        "recipient.katz_home >= 'B'",
        .wrongType,
        1,
        1,
        "list the values that count: name in [\"...\", \"...\"]"
      ),
      Mistake("recipient.age * 1.5 > 3.0", .wrongType, 1, 1, "convert one with double(...)"),
      Mistake("recipient.belrai_total * 2 > 3", .wrongType, 1, 1, "write 2.0"),
      Mistake("5.5 % 2.0 > 1.0", .wrongType, 1, 1),
      Mistake("caregiver.unpaid + 1 > 1", .wrongType, 1, 1),
      Mistake("date('2025-02-29') == date('2025-03-01')", .wrongType, 1, 6, "write date(\"2025-01-31\")"),
      Mistake("date('2025-03-01') == '2025-03-01'", .wrongType, 1, 1, "write date(\"2025-01-31\")"),
      Mistake("int('1') == 1", .wrongType, 1, 5),
      Mistake("[1] == [1]", .wrongType, 1, 1),
      Mistake("1 in 1", .wrongType, 1, 6, "write [a, b]"),
      Mistake("caregiver.age in []", .wrongType, 1, 18),
      Mistake("caregiver.age in [1, 'a']", .wrongType, 1, 22),
    ]
  )
  func types(mistake: Mistake) throws {
    try check(mistake)
  }

  @Test(
    "Tells which comparison makes no sense",
    arguments: [
      Mistake(
        "recipient.katz_home == 'D'",
        .notAChoice,
        1,
        24,
        "the values are none, A, B, C"
      ),
      Mistake("'d' != recipient.katz_home", .notAChoice, 1, 1, "the values are none, A, B, C"),
      Mistake("recipient.katz_home in ['A',\n 'E']", .notAChoice, 2, 2, "the values are none, A, B, C"),
      Mistake(
        "recipient.katz_home == (true ? 'A' : 'F')",
        .notAChoice,
        1,
        38,
        "the values are none, A, B, C"
      ),
      Mistake("recipient.katz_home == situation.relation", .notAChoice, 1, 1),
      Mistake(
        "situation.hours_per_week >= situation.hours_per_month",
        .incompatibleUnits,
        1,
        1,
        "multiply or divide one of them to convert it"
      ),
      Mistake(
        "recipient.age + recipient.fod_points > 1",
        .incompatibleUnits,
        1,
        1,
        "multiply or divide one of them to convert it"
      ),
      Mistake("recipient.fod_points >= 19", .outOfRange, 1, 25),
      Mistake("19 <= recipient.fod_points", .outOfRange, 1, 1),
      Mistake("recipient.fod_points > 18", .outOfRange, 1, 24),
      Mistake("recipient.fod_points < 0", .outOfRange, 1, 24),
      Mistake("recipient.fod_points >= -1", .outOfRange, 1, 25),
      Mistake("recipient.fod_points >= 12 + 7", .outOfRange, 1, 25),
      Mistake("recipient.fod_points in [12, 20]", .outOfRange, 1, 30),
      Mistake("recipient.belrai_total >= 30.5", .outOfRange, 1, 27),
      Mistake("caregiver.age / 0 > 1", .notComputable, 1, 17),
      Mistake("9223372036854775807 + 1 > 1", .notComputable, 1, 1),
      Mistake("int(1e30) > 1", .notComputable, 1, 1),
      Mistake("date('9999-12-31') + days(1) > date('2025-01-01')", .notComputable, 1, 1),
    ]
  )
  func comparisons(mistake: Mistake) throws {
    try check(mistake)
  }

  @Test("Says whether a comparison out of range always or never holds")
  func outOfRangeMessage() throws {
    let never = try #require(ruleError("recipient.fod_points >= 19"))
    #expect(
      never.message == "recipient.fod_points lies between 0 and 18: the comparison never holds"
    )
    let always = try #require(ruleError("recipient.fod_points <= 19"))
    #expect(
      always.message == "recipient.fod_points lies between 0 and 18: the comparison always holds"
    )
  }

  @Test("Reads as place, message and hint")
  func description() throws {
    let error = try #require(ruleError("caregivr.age > 1"))
    #expect("\(error)" == "1:1: there is no fact named caregivr.age (did you mean caregiver.age?)")
  }

  private func check(_ mistake: Mistake) throws {
    let error = try #require(ruleError(mistake.source))
    #expect(error.kind == mistake.kind)
    #expect(error.position == SourcePosition(line: mistake.line, column: mistake.column))
    #expect(error.hint == mistake.hint)
    #expect(!error.message.isEmpty)
  }
}
