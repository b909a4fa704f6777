import CareTypes
import Testing

@testable import RuleLanguage

/// Compares the answers with trying every value of every missing fact.
@Suite("Missing facts by brute force")
struct MissingFactsTests {
  /// Small enough to try everything.
  private static let domains: [(name: String, fact: Fact, values: [FactValue])] = {
    let bools = ["a", "b", "c", "d"].map { name in
      ("x.\(name)", plainFact("x.\(name)", .bool), [FactValue.bool(false), .bool(true)])
    }
    let ints = ["i", "j", "k"].map { name in
      ("x.\(name)", plainFact("x.\(name)", .int, range: 0...3), (0...3).map { FactValue.int($0) })
    }
    let words = ["s", "t"].map { name in
      (
        "x.\(name)", plainFact("x.\(name)", .string, choices: ["u", "v", "w"]),
        ["u", "v", "w"].map { FactValue.string($0) }
      )
    }
    return bools + ints + words
  }()

  private static let catalogue = FactCatalogue(trusted: domains.map(\.fact))

  /// Writes random conditions over some of the facts.
  private struct Writer {
    var random: SplitMix64
    /// The facts that may still be used.
    var names: [String]
    let once: Bool

    mutating func take(_ candidates: String) -> String? {
      let fitting = names.filter { name in candidates.contains { name.hasSuffix(".\($0)") } }
      guard let name = fitting.randomElement(using: &random) else { return nil }
      if once { names.removeAll { $0 == name } }
      return name
    }

    mutating func condition(_ depth: Int) -> String? {
      switch Int.random(in: 0..<(depth == 0 ? 4 : 9), using: &random) {
      case 0: return take("abcd")
      case 1:
        let tests = ["> 0", ">= 2", "< 3", "<= 1", "== 2", "!= 1", "in [1, 3]", "* 2 + 1 > 4"]
        guard let name = take("ijk"), let test = tests.randomElement(using: &random) else { return nil }
        return "\(name) \(test)"
      case 2:
        guard let name = take("st"),
          let test = ["== 'u'", "!= 'v'", "in ['u', 'w']"].randomElement(using: &random)
        else { return nil }
        return "\(name) \(test)"
      case 3:
        guard let left = take("ijk"), let right = take("ijk") else { return nil }
        return "\(left) \(["<", ">=", "=="].randomElement(using: &random) ?? "<") \(right)"
      case 4: return condition(depth - 1).map { "!(\($0))" }
      case 5, 6: return joined("&&", depth)
      case 7: return joined("||", depth)
      default:
        guard let test = condition(depth - 1), let then = condition(depth - 1),
          let other = condition(depth - 1)
        else { return nil }
        return "(\(test) ? \(then) : \(other))"
      }
    }

    mutating func joined(_ sign: String, _ depth: Int) -> String? {
      let parts = (0..<Int.random(in: 2...3, using: &random)).compactMap { _ in condition(depth - 1) }
      return parts.isEmpty ? nil : "(\(parts.joined(separator: " \(sign) ")))"
    }
  }

  /// One random condition with a sheet, and what trying everything says.
  private struct Trial {
    let source: String
    let sheet: FactSheet
    let outcome: Outcome
    /// The answers over all values of what is missing.
    let answers: Set<Bool>
    /// The missing facts whose value changes the answer for some values of the others.
    let mattering: [String]
  }

  private func trial(seed: UInt64, once: Bool) throws -> Trial? {
    var random = SplitMix64(seed: seed)
    let chosen = Array(Self.domains.shuffled(using: &random).prefix(6))
    var writer = Writer(random: random, names: chosen.map(\.name), once: once)
    guard let source = writer.condition(3) else { return nil }
    random = writer.random
    let condition = try Condition(source, catalogue: Self.catalogue)
    let used = chosen.filter { condition.facts.contains($0.name) }
    var sheet = FactSheet()
    for (name, _, values) in used where Bool.random(using: &random) {
      sheet[name] = values.randomElement(using: &random)
    }
    let missing = used.filter { sheet[$0.name] == nil }

    var completions = [sheet]
    for (name, _, values) in missing {
      completions = completions.flatMap { known in
        values.map { value in
          var next = known
          next[name] = value
          return next
        }
      }
    }
    var answers: Set<Bool> = []
    /// By the values of all other facts: the answers that this one fact brings about.
    var byOthers: [String: [[String]: Set<Bool>]] = [:]
    for completion in completions {
      let outcome = condition.evaluate(completion).outcome
      try #require(outcome == .yes || outcome == .no, "undecided with all facts known: \(source)")
      answers.insert(outcome == .yes)
      for (name, _, _) in missing {
        let others = missing.map { $0.name == name ? "" : "\(String(describing: completion[$0.name]))" }
        byOthers[name, default: [:]][others, default: []].insert(outcome == .yes)
      }
    }
    let mattering = byOthers.filter { $0.value.values.contains { $0.count == 2 } }.keys.sorted()
    return Trial(
      source: source,
      sheet: sheet,
      outcome: condition.evaluate(sheet).outcome,
      answers: answers,
      mattering: mattering
    )
  }

  @Test("Names exactly the facts that matter when each fact comes once")
  func exact() throws {
    var undecided = 0
    for seed in 0..<1_500 {
      guard let trial = try trial(seed: UInt64(seed), once: true) else { continue }
      let comment = Comment(rawValue: "\(trial.source) with \(trial.sheet.values)")
      if trial.mattering.isEmpty {
        #expect(trial.outcome == (trial.answers == [true] ? .yes : .no), comment)
      } else {
        undecided += 1
        #expect(trial.outcome == .unknown(missing: trial.mattering), comment)
      }
    }
    #expect(undecided > 300)
  }

  @Test("Decides nothing wrongly and leaves no fact out when facts come more than once")
  func sound() throws {
    var undecided = 0
    for seed in 10_000..<11_500 {
      guard let trial = try trial(seed: UInt64(seed), once: false) else { continue }
      let comment = Comment(rawValue: "\(trial.source) with \(trial.sheet.values)")
      switch trial.outcome {
      case .yes: #expect(trial.answers == [true], comment)
      case .no: #expect(trial.answers == [false], comment)
      case .unknown(let missing):
        undecided += 1
        #expect(Set(trial.mattering).isSubset(of: missing), comment)
        #expect(missing.allSatisfy { trial.sheet[$0] == nil }, comment)
      }
    }
    #expect(undecided > 300)
  }
}
