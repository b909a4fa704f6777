import CareTypes
import RuleLanguage
import RuleReasoning

/// A few facts of few values, over which every claim can be tried out.
struct SmallWorld: Sendable {
  struct Domain: Sendable {
    let fact: Fact
    /// One in every stretch that the atoms tell apart.
    let values: [FactValue]
  }

  static let domains: [Domain] =
    ["a", "b", "c"].map { Domain(fact: plainFact("x.\($0)", .bool), values: [.bool(false), .bool(true)]) }
    + ["i", "j"].map { Domain(fact: plainFact("x.\($0)", .int, range: 0...3), values: (0...3).map { .int($0) }) }
    + [
      Domain(
        fact: plainFact("x.d", .decimal, range: 0...2),
        values: [0, 0.25, 0.5, 0.75, 1, 1.5, 2].map { .decimal($0) }
      ),
      Domain(
        fact: plainFact("x.s", .string, choices: ["u", "v", "w"]),
        values: ["u", "v", "w"].map { .string($0) }
      ),
      Domain(
        fact: plainFact("x.t", .date),
        values: ["0001-01-01", "1999-12-31", "2000-01-01", "2010-05-05", "9999-12-31"].compactMap {
          RuleDate(iso: $0).map { .date($0) }
        }
      ),
    ]

  static let catalogue = try? FactCatalogue(domains.map(\.fact)).adding([plainFact("p", .int, range: 0...3)])

  private static let atoms: [String: [String]] = [
    "a": ["x.a", "x.a", "!x.a"], "b": ["x.b", "x.b", "!x.b"], "c": ["x.c", "x.a == x.c", "x.c"],
    "i": [
      "x.i >= 2", "x.i > 0", "x.i <= 2", "x.i in [1, 2]", "x.i != 1", "x.i >= parameter.p", "has(x.i)", "x.i > x.j",
    ],
    "j": ["x.j >= 1", "x.j >= 3", "x.j < 2", "x.j == parameter.p", "6 / x.j >= 3"],
    "d": ["x.d >= 0.5", "x.d < 1.0", "x.d == 1.0", "x.d > 1.0 && x.d < 2.0"],
    "s": ["x.s in ['v', 'w']", "x.s == 'u'", "x.s != 'v'"],
    "t": [
      "x.t <= date('2000-01-01')", "x.t > date('2000-01-01')", "x.t == date('2010-05-05')",
      "age_on(x.t, date('2020-01-01')) >= 20",
    ],
  ]

  var random: SplitMix64
  let names: [String]

  /// - Parameter count: How many facts the conditions are about, not counting those that some atoms hold against them.
  init(seed: UInt64, count: Int) {
    random = SplitMix64(seed: seed)
    names = Array(["a", "b", "c", "i", "j", "d", "s", "t"].shuffled(using: &random).prefix(count))
  }

  private mutating func pick(_ elements: [String]) -> String {
    elements.randomElement(using: &random) ?? "x.a"
  }

  /// The source of a random condition.
  mutating func source(_ depth: Int) -> String {
    switch depth == 0 ? 0 : Int.random(in: 0..<10, using: &random) {
    case 0, 1: return pick(Self.atoms[pick(names)] ?? [])
    case 2: return "!(\(source(depth - 1)))"
    case 3, 4, 5: return "(\(source(depth - 1)) && \(source(depth - 1)))"
    case 6, 7, 8: return "(\(source(depth - 1)) || \(source(depth - 1)))"
    default: return "(\(source(depth - 1)) ? \(source(depth - 1)) : \(source(depth - 1)))"
    }
  }

  /// A random condition whose parameter has a random value.
  mutating func condition(_ source: String, owners: [String: String] = [:]) throws -> GivenCondition {
    let value = FactValue.int(Int.random(in: 0...3, using: &random))
    let catalogue = try Self.catalogue.orThrow()
    return GivenCondition(try Condition(source, catalogue: catalogue), given: ["parameter.p": value], owners: owners)
  }

  /// The facts that conditions ask for, with their values; nil is absence, for those that a `has` asks for.
  static func axes(_ conditions: [GivenCondition]) -> [(fact: Fact, options: [FactValue?])] {
    domains.filter { domain in conditions.contains { $0.condition.facts.contains(domain.fact.name) } }.map { domain in
      let isAsked = conditions.contains { $0.condition.source.contains("has(\(domain.fact.name))") }
      return (domain.fact, domain.values + (isAsked ? [nil] : []))
    }
  }

  /// All choices of one option for each axis.
  static func points(_ counts: [Int]) -> [[Int]] {
    counts.reduce([[]]) { points, count in points.flatMap { point in (0..<count).map { point + [$0] } } }
  }

  static func sheet(_ point: [Int], _ axes: [(fact: Fact, options: [FactValue?])]) -> FactSheet {
    var sheet = FactSheet()
    for (option, axis) in zip(point, axes) { sheet[axis.fact.name] = axis.options[option] }
    return sheet
  }
}

extension GivenCondition {
  /// Whether the condition holds of a sheet, over what is given.
  func holds(_ facts: FactSheet) -> Bool {
    var sheet = facts
    for (name, value) in given.values { sheet[name] = value }
    return condition.evaluate(sheet).outcome == .yes
  }
}

/// A value that a test cannot do without is not there.
struct Missing: Error {}

extension Optional {
  func orThrow() throws -> Wrapped {
    guard let value = self else { throw Missing() }
    return value
  }
}
