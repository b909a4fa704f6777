import RuleLanguage
import RuleReasoning
import ServiceCore
import ServiceRuntime
import Statutes
import StatutesDomain
import Testing

@testable import Rights
@testable import RightsDomain

/// Rights reads conditions over columns of values: what it finds must be what the language and the reasoner find.
@Suite("Conditions as Rights reads them, beside the language and the reasoner")
struct ConditionEvaluationTests {
  /// What was seen, so that a test knows that it tried what matters.
  private struct Tally {
    /// What `evaluate` tells; `failed` cannot be computed, `exact` is told otherwise by the reasoner.
    var yes = 0
    var no = 0
    var unknown = 0
    var failed = 0
    var exact = 0
  }

  /// Holds the evaluation of a condition over a sheet against `evaluate` and `exactOutcome`.
  private func check(_ condition: Condition, _ sheet: FactSheet, _ outcomes: ExactOutcomeCache, _ tally: inout Tally) {
    let values = condition.values(sheet)
    let evaluation = ConditionEvaluation(condition, values)
    let plain = condition.evaluate(sheet).outcome
    let exact = condition.exactOutcome(sheet)
    let note = Comment(rawValue: "\(condition.source) over \(sheet.values.sorted { $0.key < $1.key })")
    #expect(evaluation.result == condition.evaluator(values).compute(condition.root), note)
    switch plain {
    case .yes:
      tally.yes += 1
      #expect(evaluation.result.truth == true && exact == .yes, note)
    case .no:
      tally.no += 1
      #expect(evaluation.result.truth == false && exact == .no, note)
    case .unknown(let missing):
      if missing.isEmpty { tally.failed += 1 } else { tally.unknown += 1 }
      if plain != exact { tally.exact += 1 }
      #expect(evaluation.result.truth == nil, note)
      let remainder = evaluation.remainder(of: condition)
      #expect(remainder.missing.map { condition[$0].name }.sorted() == missing, note)
      #expect(outcomes.outcome(of: condition, values, left: remainder) == exact, note)
      // Found once, and told again.
      #expect(outcomes.outcome(of: condition, values, left: remainder) == exact, note)
    }
  }

  @Test("4,000 random conditions over the whole catalogue, each over five sheets, come to the same", arguments: 0..<8)
  func random(part: Int) throws {
    let catalogue = try #require(ConditionWriter.catalogue)
    var writer = ConditionWriter(seed: UInt64(part))
    var tally = Tally()
    for _ in 0..<500 {
      let condition = writer.condition(in: catalogue)
      let outcomes = ExactOutcomeCache()
      for _ in 0..<5 { check(condition, writer.sheet(for: condition), outcomes, &tally) }
    }
    #expect(tally.yes > 100 && tally.no > 100 && tally.unknown > 300, "\(tally)")
    #expect(tally.failed > 3 && tally.exact > 100, "\(tally)")
  }

  @Test("Every condition of the packs that come with Mantel, each over forty sheets, comes to the same")
  func shipped() throws {
    let tables = try ReferenceTables()
    var law = LawBook()
    for (name, text) in try ShippedPacks.texts() {
      let pack = try #require(PackReader.read(text, tables: tables, templates: law.templates).pack, "\(name)")
      law.add(Publication(pack, law: law, tables: tables))
    }
    var writer = ConditionWriter(seed: 1)
    var (tally, count) = (Tally(), 0)
    for provision in law.versions.map(\.provision) {
      let catalogue = try provision.catalogue()
      let amounts = provision.benefit?.amounts.compactMap(\.condition) ?? []
      for source in [provision.condition] + amounts + [provision.heldWhen].compactMap(\.self) {
        let condition = try Condition(source, catalogue: catalogue)
        let outcomes = ExactOutcomeCache()
        count += 1
        for _ in 0..<40 { check(condition, writer.sheet(for: condition), outcomes, &tally) }
      }
    }
    #expect(count > 100 && tally.yes > 100 && tally.no > 100 && tally.unknown > 100, "\(count) \(tally)")
  }

  @Test(
    "An atom that its only missing fact cannot change is decided; one that comes to the same either way asks nothing",
    arguments: [
      ("(recipient.increased_reimbursement ? 1 : 2) >= 1", Outcome.yes),
      ("recipient.bel_score * 0 == 0", .yes), ("recipient.bel_score == 2.5", .no),
      ("recipient.katz_home in ['none', 'A', 'B', 'C']", .yes),
      (
        "(recipient.increased_reimbursement ? 3 : 3) == caregiver.csi_score", .unknown(missing: ["caregiver.csi_score"])
      ),
      // What cannot be computed leaves open what stands beside it, where that decides.
      ("6 / recipient.fod_points == 1 || caregiver.csi_score > 3", .unknown(missing: ["caregiver.csi_score"])),
      (
        "6 / recipient.fod_points == 1 || caregiver.csi_score > 3 || 6 / recipient.fod_points == 1 && caregiver.unpaid",
        .unknown(missing: ["caregiver.csi_score"])
      ),
    ]
  )
  func single(source: String, expected: Outcome) throws {
    let condition = try Condition(source, catalogue: .care)
    let sheet: FactSheet = ["recipient.fod_points": .int(0)]
    #expect(condition.exactOutcome(sheet) == expected)
    let values = condition.values(sheet)
    let remainder = ConditionEvaluation(condition, values).remainder(of: condition)
    #expect(ExactOutcomeCache().outcome(of: condition, values, left: remainder) == expected)
  }
}
