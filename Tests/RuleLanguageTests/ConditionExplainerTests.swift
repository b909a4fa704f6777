import CareTypes
import Testing

@testable import RuleLanguage

@Suite("Explanations that can be said")
struct ConditionExplainerTests {
  /// The lines that are not folded, each with its answer.
  private func spoken(_ source: String, _ facts: FactSheet, in language: TextLanguage = .dutch) throws -> [String] {
    let condition = try Condition(source, catalogue: .care)
    let explainer = ConditionExplainer(condition, in: [language], catalogue: .care)
    let values = condition.values(facts)
    var memory = ConditionExplainer.Memory()
    let lines = explainer.lines(values, &memory)
    // What is kept gives the same again.
    #expect(explainer.lines(values, &memory) == lines)
    return lines.filter { !$0.isFolded }.map { line in
      let mark = line.verdict == .yes ? "+" : line.verdict == .no ? "-" : "?"
      return "\(mark) \(line.texts[0])"
    }
  }

  private let premium = """
    caregiver.age >= 16 && recipient.age >= 21 && recipient.lives_at_home
    && (!has(recipient.has_elderly_care_budget) || !recipient.has_elderly_care_budget)
    && (recipient.fod_points >= 12 || recipient.has_care_budget_severe)
    """

  @Test("Of what holds, every reason is said, and of alternatives those that hold")
  func holds() throws {
    let facts: FactSheet = [
      "caregiver.age": .int(48), "recipient.age": .int(82), "recipient.lives_at_home": .bool(true),
      "recipient.fod_points": .int(9), "recipient.has_care_budget_severe": .bool(true),
      "recipient.has_elderly_care_budget": .bool(false),
    ]
    #expect(
      try spoken(premium, facts) == [
        "+ leeftijd van de mantelzorger: 48 jaar, minstens 16 jaar nodig",
        "+ leeftijd van de zorgvrager: 82 jaar, minstens 21 jaar nodig",
        "+ de zorgvrager woont thuis",
        "+ de zorgvrager heeft geen zorgbudget voor ouderen met een zorgnood",
        "+ de zorgvrager heeft een zorgbudget voor zwaar zorgbehoevenden",
      ]
    )
  }

  @Test("Of what does not hold, only what stands against it is said; what is missing does not matter")
  func fails() throws {
    let facts: FactSheet = ["caregiver.age": .int(15), "recipient.lives_at_home": .bool(true)]
    #expect(try spoken(premium, facts) == ["- leeftijd van de mantelzorger: 15 jaar, minstens 16 jaar nodig"])
  }

  @Test("Of what is open, only what lacks is said, in each language")
  func open() throws {
    let facts: FactSheet = [
      "caregiver.age": .int(48), "recipient.age": .int(82), "recipient.lives_at_home": .bool(true),
      "recipient.fod_points": .int(9),
    ]
    #expect(
      try spoken(premium, facts)
        == ["? nog niet bekend of dit klopt: de zorgvrager heeft een zorgbudget voor zwaar zorgbehoevenden"]
    )
    #expect(
      try spoken(premium, facts, in: .english)
        == ["? not known yet whether this is so: the recipient has a care budget for severe care needs"]
    )
    #expect(
      try spoken(premium, facts, in: .french) == [
        "? on ne sait pas encore si c'est le cas : "
          + "la personne aidée a un budget de soins pour personnes fortement dépendantes"
      ]
    )
  }

  @Test("A fact that excludes only if it is known is one line, whether it is known or not")
  func standIns() throws {
    let source = "(!has(caregiver.in_need_of_care) || !caregiver.in_need_of_care) && caregiver.age >= 16"
    #expect(
      try spoken(source, ["caregiver.age": .int(20)]) == [
        "+ voor zover bekend: de mantelzorger heeft zelf geen zorg nodig",
        "+ leeftijd van de mantelzorger: 20 jaar, minstens 16 jaar nodig",
      ]
    )
    #expect(
      try spoken(source, ["caregiver.age": .int(20), "caregiver.in_need_of_care": .bool(true)])
        == ["- de mantelzorger heeft zelf zorg nodig"]
    )
    #expect(
      try spoken("!has(recipient.days_abroad_this_year) || recipient.days_abroad_this_year <= 29", [:])
        == ["+ er is niets bekend dat dit uitsluit (verblijf in het buitenland dit jaar)"]
    )
    let counting = "caregiver.age >= 16 || has(recipient.bel_score) && recipient.bel_score >= 35"
    #expect(
      try spoken(counting, ["caregiver.age": .int(15)]) == [
        "- minstens een van deze voorwaarden moet vervuld zijn:",
        "- leeftijd van de mantelzorger: 15 jaar, minstens 16 jaar nodig",
        "- score op de BEL-profielschaal: niet bekend",
      ]
    )
  }

  @Test("Its answers are those of the whole explanation, for any facts", arguments: 0..<200)
  func sameAnswers(seed: Int) throws {
    let source =
      "caregiver.age >= 16 && (recipient.age >= 65 ? recipient.fod_points >= 7 : recipient.has_disability)"
      + " && !(recipient.has_personal_budget && recipient.lives_at_home) && (recipient.bel_score >= 35 || caregiver.unpaid)"
    let condition = try Condition(source, catalogue: .care)
    var random = SplitMix64(seed: UInt64(seed))
    var facts = FactSheet()
    for fact in condition.slotFacts where random.next() % 3 > 0 {
      facts[fact.name] = fact.type == .bool ? .bool(random.next() % 2 == 0) : .int(Int(random.next() % 19))
    }
    let explainer = ConditionExplainer(condition, in: [.dutch], catalogue: .care)
    let explanation = condition.evaluate(facts).explanation
    var memory = ConditionExplainer.Memory()
    #expect(explainer.lines(condition.values(facts), &memory).map(\.verdict) == explanation.verdicts)
  }
}

extension Explanation {
  /// The answers of the nodes, depth first.
  fileprivate var verdicts: [Verdict] { [verdict] + children.flatMap(\.verdicts) }
}
