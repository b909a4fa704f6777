import Foundation
import Testing

@testable import RuleLanguage

/// Conditions of the subset shared with CEL, with facts and the answers of a public implementation of CEL.
@Suite("Semantics shared with CEL")
struct SharedSemanticsTests {
  /// Written as an array: condition, facts, answer (yes, no or error).
  private struct Case: Decodable {
    let source: String
    let facts: FactSheet
    let answer: String

    init(from decoder: any Decoder) throws {
      var fields = try decoder.unkeyedContainer()
      source = try fields.decode(String.self)
      facts = FactSheet(try fields.decode([String: FactValue].self))
      answer = try fields.decode(String.self)
    }
  }

  private static let catalogue = FactCatalogue(trusted: [
    plainFact("t.p", .bool), plainFact("t.q", .bool), plainFact("t.r", .bool),
    plainFact("t.i", .int), plainFact("t.j", .int), plainFact("t.k", .int),
    plainFact("t.d", .decimal), plainFact("t.e", .decimal),
    plainFact("t.s", .string), plainFact("t.u", .string),
    plainFact("t.day", .date), plainFact("t.end", .date),
  ])

  /// Both know a yes or a no of the other; with all facts known, an error of CEL is one that no fact mends.
  private func agrees(_ found: Outcome, with answer: String, allKnown: Bool) -> Bool {
    switch (found, answer) {
    case (.yes, "yes"), (.no, "no"): true
    case (.unknown(let missing), "error"): !allKnown || missing.isEmpty
    // CEL calls a missing fact an error and absorbs it in && and || alone; here more can be decided.
    case (.yes, "error"), (.no, "error"): !allKnown
    default: false
    }
  }

  @Test("Agrees with a public implementation of CEL on 2,000 conditions")
  func recorded() throws {
    let url = try #require(Bundle.module.url(forResource: "cel", withExtension: "json", subdirectory: "Fixtures"))
    let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: url))
    #expect(cases.count == 2_000)
    var answers: [String: Int] = [:]
    for example in cases {
      let comment = Comment(rawValue: "\(example.source) with \(example.facts.values): \(example.answer)")
      do {
        let condition = try Condition(example.source, catalogue: Self.catalogue)
        let allKnown = condition.facts.allSatisfy { example.facts[$0] != nil }
        let found = condition.evaluate(example.facts).outcome
        if !agrees(found, with: example.answer, allKnown: allKnown) { Issue.record(comment) }
        answers[example.answer, default: 0] += 1
      } catch {
        Issue.record("\(error): \(comment)")
      }
    }
    #expect(answers.count == 3 && answers.values.allSatisfy { $0 >= 300 })
  }
}
