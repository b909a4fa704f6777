import CareTypes
import RuleLanguage

/// Writes random conditions over the whole catalogue, and random sheets of what is known; the same for the same seed.
struct ConditionWriter {
  /// The catalogue, and facts that it has no like of: a text that is no enumeration, and numbers without a range.
  static let catalogue = try? FactCatalogue(
    FactCatalogue.care.facts + [
      plain("x.text", .string), plain("x.other", .string), plain("x.whole", .int), plain("x.number", .decimal),
      plain("x.day", .date), plain("x.later", .date),
    ]
  )

  private static func plain(_ name: String, _ type: FactType) -> Fact {
    Fact(name, type, label: BilingualText(name, name), suppliedBy: BilingualText("", ""))
  }

  private var dice: Dice
  /// The facts that the next condition is about: few, so that some come twice.
  private var facts: [Fact] = []

  /// A writer of its own.
  init(seed: UInt64) { dice = Dice(seed: seed) }

  /// The next random condition that the checker takes.
  mutating func condition(in catalogue: FactCatalogue) -> Condition {
    while true {
      let types = Dictionary(grouping: catalogue.facts, by: \.type)
      facts = FactType.allCases.compactMap { types[$0]?.randomElement(using: &dice) }
      facts += (0..<2).compactMap { _ in catalogue.facts.randomElement(using: &dice) }
      facts = Array(facts.shuffled(using: &dice).prefix(Int.random(in: 1...5, using: &dice)))
      if let condition = try? Condition(truth(3), catalogue: catalogue), !condition.facts.isEmpty { return condition }
    }
  }

  /// What is known of the facts of a condition: some are not, and a few have a value that their declaration refuses.
  mutating func sheet(for condition: Condition) -> FactSheet {
    var sheet = FactSheet()
    let share = [20, 50, 80].randomElement(using: &dice) ?? 50
    for fact in condition.slotFacts where chance(share) { sheet[fact.name] = value(of: fact) }
    return sheet
  }

  // MARK: Values

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &dice) < percent }

  private mutating func value(of fact: Fact) -> FactValue {
    if chance(3) { return .string("no such value") }
    switch fact.type {
    case .bool: return .bool(chance(50))
    case .int: return .int(whole())
    case .decimal: return chance(20) ? .int(whole()) : .decimal(decimal())
    case .string: return .string(fact.choices.randomElement(using: &dice)?.value ?? word())
    case .date: return day().map { .date($0) } ?? .bool(true)
    }
  }

  private mutating func whole() -> Int { chance(5) ? .max : Int.random(in: 0...6, using: &dice) }

  private mutating func decimal() -> Double { Double(Int.random(in: 0...12, using: &dice)) / 2 }

  private mutating func word() -> String { ["", "a", "b", "ab", "é", "e\u{301}"].randomElement(using: &dice) ?? "" }

  private mutating func day() -> RuleDate? {
    let days = ["0001-01-01", "2006-06-15", "2024-02-29", "2024-03-01", "2025-06-01", "9999-12-31"]
    return RuleDate(iso: days.randomElement(using: &dice) ?? "")
  }

  // MARK: Conditions

  private mutating func pick(_ texts: [String]) -> String { texts.randomElement(using: &dice) ?? "true" }

  /// A yes-or-no expression.
  private mutating func truth(_ depth: Int) -> String {
    switch depth == 0 ? 0 : Int.random(in: 0..<11, using: &dice) {
    case 0, 1, 2: return atom()
    case 3: return "!(\(truth(depth - 1)))"
    case 4, 5, 6: return "(\(truth(depth - 1)) && \(truth(depth - 1)))"
    case 7, 8, 9: return "(\(truth(depth - 1)) || \(truth(depth - 1)))"
    default: return "(\(truth(depth - 1)) ? \(truth(depth - 1)) : \(truth(depth - 1)))"
    }
  }

  /// A random fact of a type, or one of another type, which the checker then refuses.
  private mutating func name(_ type: FactType) -> String {
    (facts.filter { $0.type == type }.randomElement(using: &dice) ?? facts.randomElement(using: &dice))?.name ?? "x.day"
  }

  private mutating func atom() -> String {
    guard let fact = facts.randomElement(using: &dice) else { return "true" }
    let name = fact.name
    if chance(8) { return "has(\(name))" }
    switch fact.type {
    case .bool:
      return pick([
        name, "!\(name)", "\(name) == \(self.name(.bool))", "\(name) in [\(self.name(.bool)), false]",
        "\(name) != true",
        "(\(name) ? 1 : 2) >= 1", "(\(name) ? \(self.name(.bool)) : \(name))",
        "(\(name) ? 3 : 3) == \(self.name(.int))",
      ])
    case .int: return numeric(name, number(2), decimal: "double(\(name))")
    case .decimal: return numeric("int(\(name))", "int(\(number(1, .decimal)))", decimal: name)
    case .string: return text(fact)
    case .date: return date(name)
    }
  }

  private mutating func comparison() -> String { pick(["==", "!=", "<", "<=", ">", ">="]) }

  private mutating func numeric(_ whole: String, _ other: String, decimal: String) -> String {
    let (sign, constant, half) = (comparison(), self.whole(), self.decimal())
    return pick([
      "\(whole) \(sign) \(constant)", "\(constant) \(sign) \(other)", "\(whole) \(sign) \(other)",
      "\(decimal) \(sign) \(half)", "\(decimal) * 0.5 \(sign) \(half)", "\(decimal) \(sign) \(other)",
      "\(whole) in [\(constant), \(other)]", "\(whole) in [1, 2, 3]", "\(decimal) in [\(half), 1.0]",
      "\(whole) \(sign) \(half)", "\(decimal) / \(half) > 1.0",
    ])
  }

  private mutating func number(_ depth: Int, _ type: FactType = .int) -> String {
    let name = self.name(type)
    if depth == 0 || chance(40) { return name }
    if type == .decimal { return pick(["\(name) * 2.0", "\(name) - 0.5", "-\(name)", "1.0 / \(name)"]) }
    let inner = number(depth - 1)
    return pick([
      "(\(inner) + \(whole()))", "(\(inner) * 0)", "(\(whole()) - \(inner))", "(-\(inner))", "(\(inner) % 2)",
      "(6 / \(inner))", "(\(inner) / 2)", "(\(inner) + \(name))", "(\(self.name(.bool)) ? \(inner) : \(whole()))",
      "size(\(self.name(.string)))", "months_between(\(self.name(.date)), date('2024-03-31'))",
    ])
  }

  private mutating func text(_ fact: Fact) -> String {
    let name = fact.name
    let words = (0..<2).map { _ in fact.choices.randomElement(using: &dice)?.value ?? word() }
    return pick([
      "\(name) == '\(words[0])'", "\(name) != '\(words[0])'", "\(name) in ['\(words[0])', '\(words[1])']",
      "\(name) in ['\(words[0])', \(self.name(.string))]", "\(name).contains('\(word())')",
      "\(name).startsWith('\(words[0])')", "\(name).endsWith('\(word())')", "size(\(name)) \(comparison()) \(whole())",
      "\(name) + 'b' == 'ab'", "\(name) \(comparison()) \(self.name(.string))", "\(name) < '\(words[0])'",
    ])
  }

  private mutating func date(_ name: String) -> String {
    let (sign, constant) = (comparison(), "date('\(day()?.iso ?? "2024-01-01")')")
    return pick([
      "\(name) \(sign) \(constant)", "\(name) \(sign) \(self.name(.date))", "age_on(\(name), \(constant)) \(sign) 18",
      "\(name) + days(30) \(sign) \(constant)", "months_between(\(name), \(constant)) \(sign) \(whole())",
      "add_months(\(name), 1) \(sign) \(constant)", "\(name) - \(constant) \(sign) duration('24h')",
      "days_between(\(constant), \(name)) in [0, 1, 30]", "\(name) - days(\(whole())) \(sign) \(self.name(.date))",
      "\(name) in [\(constant), \(self.name(.date))]",
    ])
  }
}
