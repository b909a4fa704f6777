import CareTypes
import RuleLanguage
import RuleReasoning
import Testing

/// Compares what the reasoner claims of random conditions with trying values that lie in every stretch.
@Suite("Reasoning against brute force")
struct BruteForceTests {
  private struct Domain: Sendable {
    let fact: Fact
    let values: [FactValue]
  }

  /// One in every stretch that the atoms below tell apart.
  private static let days = [
    "2006-06-15", "2006-06-16", "2024-01-01", "2024-01-15", "2024-02-01", "2024-02-10", "2024-02-29", "2024-03-01",
    "2025-01-01", "9999-12-01", "9999-12-31",
  ]

  private static let domains: [Domain] =
    ["a", "b"].map { Domain(fact: plainFact("x.\($0)", .bool), values: [.bool(false), .bool(true)]) }
    + ["i", "j"].map { Domain(fact: plainFact("x.\($0)", .int, range: 0...3), values: (0...3).map { .int($0) }) }
    + [
      Domain(
        fact: plainFact("x.d", .decimal, range: 0...2),
        values: [0, 0.25, 0.5, 0.625, 0.75, 0.875, 1, 1.25, 1.5, 1.75, 2].map { .decimal($0) }
      ),
      Domain(
        fact: plainFact("x.s", .string, choices: ["u", "v", "uv"]),
        values: ["u", "v", "uv"].map { .string($0) }
      ),
      Domain(fact: plainFact("x.w", .string), values: ["", "a", "b", "ab"].map { .string($0) }),
      Domain(fact: plainFact("x.t", .date), values: days.compactMap { RuleDate(iso: $0).map { .date($0) } }),
    ]

  private static let catalogue: FactCatalogue? = try? FactCatalogue(domains.map(\.fact))

  /// Writes random conditions over some of the facts.
  private struct Writer {
    var random: SplitMix64
    let names: [String]

    static let atoms: [String: [String]] = [
      "a": ["x.a", "!x.a", "x.a == true", "x.a == x.b", "(x.a ? 1 : 2) == x.i", "x.a in [x.b, false]"],
      "b": ["x.b", "!x.b", "x.b != false", "(x.b ? x.i : 2) + 1 > 2"],
      "i": [
        "x.i > 0", "x.i >= 2", "x.i < 3", "x.i == 1", "x.i != 2", "x.i in [1, 3]", "x.i * 2 + 1 > 4", "10 / x.i > 4",
        "x.i % 2 == 0", "3 - x.i >= 2", "x.i < x.j", "x.i + x.j == 4", "x.i * 2 == 3", "x.i + x.i > 3", "has(x.i)",
        "!has(x.i)", "x.i > 3 - x.i", "6 / (x.i - 1) in [3, 6]",
      ],
      "j": ["x.j > 1", "x.j <= 2", "x.j == 0", "-x.j < -1", "(x.j >= 1 ? x.j < 3 : x.j == 0)", "has(x.j)"],
      "d": [
        "x.d >= 0.5", "x.d < 1.5", "x.d == 1.0", "x.d * 2.0 < 1.5", "x.d in [0.5, 1]", "double(x.i) - x.d > 0.5",
        "1.0 - x.d >= 0.5", "int(x.d) == 1", "x.d <= x.i", "1.0 / x.d > 1.0",
      ],
      "s": [
        "x.s == 'u'", "x.s != 'v'", "x.s in ['u', 'uv']", "x.s.contains('u')", "size(x.s) == 1", "x.s + 'v' == 'uv'",
      ],
      "w": ["x.w == 'a'", "x.w != 'b'", "x.w in ['a', 'b']", "x.w.startsWith('a')", "'a' == x.w", "x.w == 'a' + 'b'"],
      "t": [
        "x.t >= date('2024-01-01')", "x.t != date('2024-02-29')", "age_on(x.t, date('2024-06-15')) >= 18",
        "x.t + days(30) < date('2024-03-30')", "months_between(date('2024-01-01'), x.t) == 1",
        "x.t - date('2023-12-31') <= duration('24h')", "add_months(x.t, 1) > date('2024-03-01')",
        "days_between(x.t, date('2024-03-01')) in [0, 1]",
      ],
    ]

    mutating func pick<Element>(_ elements: [Element], or other: Element) -> Element {
      elements.randomElement(using: &random) ?? other
    }

    mutating func condition(_ depth: Int) -> String {
      switch depth == 0 ? 0 : Int.random(in: 0..<8, using: &random) {
      case 0, 1: return pick(Self.atoms[pick(names, or: "a")] ?? [], or: "x.a")
      case 2: return "!(\(condition(depth - 1)))"
      case 3, 4: return "(\(condition(depth - 1)) && \(condition(depth - 1)))"
      case 5, 6: return "(\(condition(depth - 1)) || \(condition(depth - 1)))"
      default: return "(\(condition(depth - 1)) ? \(condition(depth - 1)) : \(condition(depth - 1)))"
      }
    }
  }

  /// Yes, no, not computable, or not known.
  private enum Verdict: Sendable {
    case yes, no, failed, unknown

    init(_ outcome: Outcome) {
      switch outcome {
      case .yes: self = .yes
      case .no: self = .no
      case .unknown(let missing): self = missing.isEmpty ? .failed : .unknown
      }
    }
  }

  /// All sheets over the values of some facts; those that `has` asks for may be absent.
  private static func sheets(_ used: [Domain], from start: FactSheet, absent: Set<String>) -> [FactSheet] {
    var sheets = [start]
    for domain in used {
      let values: [FactValue?] = domain.values + (absent.contains(domain.fact.name) ? [nil] : [])
      sheets = sheets.flatMap { known in
        values.map { value in
          var next = known
          next[domain.fact.name] = value
          return next
        }
      }
    }
    return sheets
  }

  private struct Tally {
    var told = 0
    var positive = 0
    var undecidableReasons = 0
  }

  private func check(seed: UInt64, _ tally: inout Tally) throws {
    let catalogue = try #require(Self.catalogue)
    var random = SplitMix64(seed: seed)
    let names = ["a", "b", "i", "j", "d", "s", "w", "t"].shuffled(using: &random).prefix(2)
    var writer = Writer(random: random, names: Array(names))
    let sources = [writer.condition(2), writer.condition(2)]
    let conditions = try sources.map { try Condition($0, catalogue: catalogue) }
    let (first, second) = (GivenCondition(conditions[0]), GivenCondition(conditions[1]))
    let pair = ConditionPair(first, second)
    let comment = Comment(rawValue: "seed \(seed): \(sources[0])  and  \(sources[1])")
    let absent = Set(["x.i", "x.j"].filter { name in sources.contains { $0.contains("has(\(name))") } })
    let used = Self.domains.filter { domain in conditions.contains { $0.facts.contains(domain.fact.name) } }
    let sheets = Self.sheets(used, from: [:], absent: absent)
    let verdicts = sheets.map { sheet in conditions.map { Verdict($0.evaluate(sheet).outcome) } }

    /// What `has` does not ask for in the conditions of a question is never absent there.
    let complete = zip(sheets, verdicts).filter { sheet, _ in
      absent.allSatisfy { sheet[$0] != nil || sources[0].contains("has(\($0))") || !conditions[0].facts.contains($0) }
    }.map(\.1)
    func verify(_ answer: ProvenAnswer, among verdicts: [[Verdict]], _ isCounter: (Verdict, Verdict) -> Bool) {
      func counters(_ example: FactSheet?) -> Bool {
        guard let example else { return false }
        let found = conditions.map { Verdict($0.evaluate(example).outcome) }
        return isCounter(found[0], found[1])
      }
      switch answer {
      case .yes:
        tally.told += 1
        tally.positive += 1
        if verdicts.contains(where: { isCounter($0[0], $0[1]) }) { Issue.record(comment) }
      case .no(let example):
        tally.told += 1
        if !counters(example) { Issue.record(comment) }
        for fact in used {
          if let value = example?[fact.fact.name], fact.fact.admitted(value) == nil { Issue.record(comment) }
        }
      case .undecidable: tally.undecidableReasons += 1
      }
    }
    verify(first.alwaysHolds, among: complete) { one, _ in one != .yes }
    verify(first.neverHolds, among: complete) { one, _ in one == .yes }
    verify(pair.firstImpliesSecond, among: verdicts) { $0 == .yes && $1 != .yes }
    verify(pair.areEqual, among: verdicts) { $0 != $1 }
    switch pair.canBothHold {
    case .yes(let example): verify(.no(example: example), among: verdicts) { $0 == .yes && $1 == .yes }
    case .no: verify(.yes(example: nil), among: verdicts) { $0 == .yes && $1 == .yes }
    case .undecidable: tally.undecidableReasons += 1
    }

    if case .regions(let regions) = pair.difference {
      for (sheet, verdict) in zip(sheets, verdicts) {
        let sides = Set(
          regions.filter { region in
            region.facts.allSatisfy { $0.contains(sheet[$0.name]) }
          }.map(\.met)
        )
        let expected: Set<DifferingRegion.Side> =
          verdict[0] == verdict[1]
          ? [] : (verdict[0] == .yes ? [.first] : (verdict[1] == .yes ? [.second] : [.neither]))
        if sides != expected { Issue.record("\(comment) \(sheet.values) \(regions)") }
      }
    }
    if absent.isEmpty { try checkMissing(conditions[0], used, &random, comment) }
  }

  /// Holds the exact answer over some of the facts against all completions.
  private func checkMissing(
    _ condition: Condition,
    _ used: [Domain],
    _ random: inout SplitMix64,
    _ comment: Comment
  ) throws {
    var known = FactSheet()
    for domain in used where Bool.random(using: &random) {
      known[domain.fact.name] = domain.values.randomElement(using: &random)
    }
    let missing = used.filter { known[$0.fact.name] == nil && condition.facts.contains($0.fact.name) }
    let completions = Self.sheets(missing, from: known, absent: [])
    let verdicts = completions.map { Verdict(condition.evaluate($0).outcome) }
    var mattering: Set<String> = []
    for domain in missing {
      var byOthers: [FactSheetKey: Verdict] = [:]
      for (sheet, verdict) in zip(completions, verdicts) {
        var others = sheet
        others[domain.fact.name] = nil
        let before = byOthers.updateValue(verdict, forKey: FactSheetKey(values: others.values))
        if let before, before != verdict { mattering.insert(domain.fact.name) }
      }
    }
    let found = condition.exactOutcome(known)
    let isFollowed =
      !condition.source.contains("startsWith") && !condition.source.contains("x.d <= x.i")
      && !condition.source.contains("1.0 / x.d") && !condition.source.contains("double(x.i) - x.d")
    let note = Comment(rawValue: "\(comment) knowing \(known.values): \(found), mattering \(mattering)")
    switch found {
    case .yes: if Set(verdicts) != [.yes] { Issue.record(note) }
    case .no: if Set(verdicts) != [.no] { Issue.record(note) }
    case .unknown(let names):
      if isFollowed ? Set(names) != mattering : !mattering.isSubset(of: names) { Issue.record(note) }
    }
  }

  private struct FactSheetKey: Hashable {
    let values: [String: FactValue]
  }

  @Test("Claims nothing of 20,000 random pairs that trying values does not bear out", arguments: 0..<20)
  func claims(part: Int) throws {
    var tally = Tally()
    for seed in 0..<1_000 { try check(seed: UInt64(part * 1_000 + seed), &tally) }
    #expect(tally.told > 4_000)
    #expect(tally.positive > 300)
    #expect(tally.undecidableReasons < 700)
  }
}
