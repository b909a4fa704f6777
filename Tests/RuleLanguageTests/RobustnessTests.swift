import CareTypes
import Foundation
import Testing

@testable import RuleLanguage

@Suite("Robustness")
struct RobustnessTests {
  static let valid = [
    "situation.hours_per_month >= 50 && caregiver.age >= 18",
    "recipient.age >= 21 ? recipient.fod_points >= 12 : recipient.child_points_p1 >= 4",
    "situation.relation in [\"partner\", 'child'] || !has(recipient.bel_score)",
    "recipient.age * 12 - 3 / (recipient.fod_points - 12) % 7 > -9223372036854775808",
    "int(recipient.belrai_total * 1e308) == 5 || double(caregiver.age) / 0.5 < 1.0 // tail",
    "((recipient.bel_score >= 30)) && recipient.bel_score <= 34 && (true ? 'A' : 'B') == recipient.katz_home",
    "'vroeg'.startsWith('v') && ('a' + 'b').contains(\"b\") && size('x') == 1 && recipient.katz_home.endsWith('A')",
    "date('2025-01-31') + days(recipient.days_admitted) > add_months(date('2025-01-31'), situation.months_since_start)",
    "age_on(date('1950-02-28'), date('2025-01-01')) >= 18 && date('2025-01-01') - date('2024-01-01') > duration('240h')",
    "date('2025-01-31') < date(\"2025-02-01\") && '\\u00e9\\x41\\101' != 'é'",
  ]

  /// Parses, checks, evaluates, explains and writes out; true when the source is a condition.
  private func exercise(_ source: String, with random: inout SplitMix64) throws -> Bool {
    let condition: Condition
    do {
      condition = try Condition(source, catalogue: .care)
    } catch {
      #expect(error.line >= 1 && error.column >= 1 && !error.message.isEmpty)
      return false
    }
    var sheet = FactSheet()
    for name in condition.facts {
      let values: [FactValue?] = [
        nil, .bool(.random(using: &random)), .int(.random(in: 0...100, using: &random)), .int(12), .int(.max),
        .int(.min), .decimal(.infinity), .decimal(12.5), .string("A"), .string("partner"),
      ]
      sheet[name] = values.randomElement(using: &random) ?? nil
    }
    let evaluation = condition.evaluate(sheet)
    let explanation = evaluation.explanation
    let expected: Explanation.Verdict =
      switch evaluation.outcome {
      case .yes: .yes
      case .no: .no
      case .unknown: .unknown
      }
    #expect(explanation.verdict == expected)
    for language in TextLanguage.allCases {
      let lines = explanation.sentences(in: language, catalogue: .care)
      #expect(lines.first?.verdict == expected)
      #expect(lines.allSatisfy { !$0.text.isEmpty })
    }
    return true
  }

  @Test("Survives 20,000 random texts")
  func randomBytes() throws {
    var random = SplitMix64(seed: 7)
    let signs = Array("()[],.?:|&=!<>+-*/% \n\"'\\x0123456789eEintruefalsehasin_caregiver.age".utf8)
    var refused = 0
    for round in 0..<20_000 {
      let length = Int.random(in: 0...60, using: &random)
      let bytes = (0..<length).map { _ in
        round.isMultiple(of: 2)
          ? UInt8.random(in: .min ... .max, using: &random) : (signs.randomElement(using: &random) ?? 0)
      }
      if try !exercise(String(decoding: bytes, as: UTF8.self), with: &random) { refused += 1 }
    }
    #expect(refused > 19_000)
  }

  @Test("Survives 5,000 mutations of conditions")
  func mutations() throws {
    var random = SplitMix64(seed: 11)
    var accepted = 0
    for _ in 0..<5_000 {
      var bytes = Array((Self.valid.randomElement(using: &random) ?? "").utf8)
      for _ in 0..<Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: index)
        case 1: bytes.insert(UInt8.random(in: 0x20...0x7E, using: &random), at: index)
        case 2: bytes[index] = UInt8.random(in: .min ... .max, using: &random)
        default:
          let end = min(bytes.count, index + Int.random(in: 1...12, using: &random))
          bytes.insert(contentsOf: bytes[index..<end], at: Int.random(in: 0...bytes.count, using: &random))
        }
      }
      if try exercise(String(decoding: bytes, as: UTF8.self), with: &random) { accepted += 1 }
    }
    #expect(accepted > 1_250)
  }

  /// How many texts are read; set `MANTEL_ROBUSTNESS_CASES` for more, such as a million.
  static let cases = ProcessInfo.processInfo.environment["MANTEL_ROBUSTNESS_CASES"].flatMap(Int.init) ?? 200_000

  private static let pieces =
    valid.flatMap { $0.split(separator: " ").map(String.init) } + ["((", "!", "-", "?", ":", "[", ")", "."]

  /// Random bytes, pieces of conditions in random order, or a condition with up to two wrong letters.
  private static func text(_ round: Int, with random: inout SplitMix64) -> String {
    var bytes: [UInt8] = []
    switch round % 4 {
    case 0:
      for _ in 0..<Int.random(in: 0...40, using: &random) { bytes.append(.random(in: .min ... .max, using: &random)) }
    case 1:
      for _ in 0..<Int.random(in: 1...10, using: &random) {
        bytes += (pieces.randomElement(using: &random) ?? "").utf8 + [UInt8(ascii: " ")]
      }
    default:
      bytes = Array((valid.randomElement(using: &random) ?? "").utf8)
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0x20...0x7E, using: &random)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether there is such a place in the text, its end included.
  private static func has(_ text: String, line: Int, column: Int) -> Bool {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.indices.contains(line - 1) else { return false }
    return (1...String.UnicodeScalarView(Substring(lines[line - 1]).unicodeScalars).count + 1).contains(column)
  }

  /// Reads so many texts; the number of conditions among them, and the longest time that one took.
  private static func read(_ count: Int, seed: UInt64) -> (accepted: Int, longest: Duration) {
    var random = SplitMix64(seed: seed)
    var accepted = 0
    var longest = Duration.zero
    let clock = ContinuousClock()
    for round in 0..<count {
      let source = text(round, with: &random)
      let start = clock.now
      do throws(RuleError) {
        _ = try Condition(source, catalogue: .care)
        accepted += 1
        longest = max(longest, clock.now - start)
      } catch {
        longest = max(longest, clock.now - start)
        if !has(source, line: error.line, column: error.column) || error.message.isEmpty {
          Issue.record("\(error) in \(source)")
        }
      }
    }
    return (accepted, longest)
  }

  @Test("Reads hundreds of thousands of random and mutated texts, each in bounded time, each mistake with its place")
  func reading() async {
    let share = Self.cases / 8
    let (accepted, longest) = await withTaskGroup(of: (accepted: Int, longest: Duration).self) { group in
      for part in 0..<8 { group.addTask { Self.read(share, seed: 13 + UInt64(part)) } }
      return await group.reduce(into: (0, Duration.zero)) { sum, part in
        sum = (sum.0 + part.accepted, max(sum.1, part.longest))
      }
    }
    #expect(accepted > share * 8 / 10 && accepted < share * 8 / 2)
    // A text takes far below a millisecond; the rest is for a machine that is busy with other things.
    #expect(longest < .seconds(5))
  }

  @Test("Is quick on the largest condition")
  func largest() throws {
    let source = (0..<250).map { "recipient.age > \($0 % 130)" }.joined(separator: " || ")
    let condition = try Condition(source, catalogue: .care)
    #expect(condition.evaluate([:]).outcome == .unknown(missing: ["recipient.age"]))
    let explanation = condition.evaluate(["recipient.age": .int(40)]).explanation
    #expect(explanation.verdict == .yes)
    #expect(explanation.children.count == 250)
    #expect(explanation.text.count == 160)
  }
}
