import CareTypes
import RuleLanguage
import Testing

@testable import Rights
@testable import RightsDomain

@Suite("Decisions beside trying every value")
struct ExactDecisionTests {
  /// Facts that only evidence tells, each with every value that it can have.
  private static let domains: [(name: String, values: [FactValue])] = [
    ("recipient.fod_points", (0...18).map { .int($0) }),
    ("recipient.has_care_budget_severe", [.bool(false), .bool(true)]),
    ("recipient.increased_reimbursement", [.bool(false), .bool(true)]),
    ("recipient.katz_home", ["none", "A", "B", "C"].map { .string($0) }),
  ]

  private static let atoms = [
    "recipient.fod_points >= 12", "recipient.fod_points < 7", "recipient.fod_points * 2 - 3 > 8",
    "36 / recipient.fod_points >= 4", "recipient.fod_points in [3, 9, 12]", "recipient.fod_points * 0 == 0",
    "recipient.fod_points % 5 == 1", "recipient.has_care_budget_severe", "!recipient.has_care_budget_severe",
    "recipient.has_care_budget_severe == recipient.increased_reimbursement", "recipient.increased_reimbursement",
    "(recipient.increased_reimbursement ? 9 : 12) <= recipient.fod_points", "recipient.katz_home in ['B', 'C']",
    "recipient.katz_home != 'A'", "recipient.katz_home in ['none', 'A', 'B', 'C']", "recipient.fod_points == 2.5",
    "(recipient.increased_reimbursement ? 1 : 2) >= 1", "recipient.katz_home + 'x' == 'Ax'",
  ]

  private static func condition(_ depth: Int, _ dice: inout Dice) -> String {
    func part(_ dice: inout Dice) -> String { condition(depth - 1, &dice) }
    switch depth == 0 ? 0 : Int.random(in: 0..<8, using: &dice) {
    case 0, 1: return "(\(atoms.randomElement(using: &dice) ?? "true"))"
    case 2: return "!\(part(&dice))"
    case 3, 4: return "(\(part(&dice)) && \(part(&dice)))"
    case 5, 6: return "(\(part(&dice)) || \(part(&dice)))"
    default: return "(\(part(&dice)) ? \(part(&dice)) : \(part(&dice)))"
    }
  }

  /// What comes of trying every value of what is not known: the outcome, and the facts that make a difference.
  private static func tried(_ condition: Condition, _ known: FactSheet) -> (DecisionOutcome, missing: Set<String>) {
    let open = domains.filter { known[$0.name] == nil && condition.facts.contains($0.name) }
    let points = open.reduce([[]]) { points, domain in
      points.flatMap { point in domain.values.map { point + [$0] } }
    }
    var found: [[FactValue]: Outcome] = [:]
    for point in points {
      var sheet = known
      for (domain, value) in zip(open, point) { sheet[domain.name] = value }
      found[point] = condition.evaluate(sheet).outcome
    }
    let outcomes = Array(found.values)
    if outcomes.allSatisfy({ $0 == .yes }) { return (.proposed, []) }
    if outcomes.allSatisfy({ $0 == .no }) { return (.notEntitled, []) }
    var missing: Set<String> = []
    for (number, domain) in open.enumerated() {
      let isMattering = found.contains { point, outcome in
        domain.values.contains { value in
          var other = point
          other[number] = value
          return found[other] != outcome
        }
      }
      if isMattering { missing.insert(domain.name) }
    }
    return (.awaitingEvidence, missing)
  }

  @Test("Of 240 random conditions over small domains, the outcome and what is missing are exact", arguments: 0..<4)
  func exact(part: Int) throws {
    var dice = Dice(seed: UInt64(100 + part))
    var outcomes: [DecisionOutcome: Int] = [:]
    for _ in 0..<60 {
      let source = Self.condition(2, &dice)
      let condition = try Condition(source, catalogue: .care)
      let book = RuleBook(
        [try Cases.provision(source)],
        on: try Cases.date("2025-06-01"),
        municipalities: try Cases.municipalities()
      )
      // Over one book, so that what was reasoned once is told again.
      for _ in 0..<4 {
        var (situation, known) = (try Cases.situation(), FactSheet())
        for (name, values) in Self.domains where Bool.random(using: &dice) {
          guard let value = values.randomElement(using: &dice) else { continue }
          known[name] = value
          situation.evidence.append(.init(fact: name, value: value, from: 0, until: nil))
        }
        let expected = Self.tried(condition, known)
        let result = try #require(book.decisions(for: situation).all.first).result
        let note = Comment(rawValue: "\(source) over \(known.values): \(result)")
        #expect(result.outcome == expected.0 && Set(result.missing) == expected.missing, note)
        outcomes[result.outcome, default: 0] += 1
      }
    }
    #expect([.proposed, .notEntitled, .awaitingEvidence].allSatisfy { outcomes[$0, default: 0] > 20 }, "\(outcomes)")
  }
}
