import CareTypes
import RuleLanguage
import RuleReasoning
import Testing

@Suite("Reasoning about conditions")
struct ReasoningTests {
  private func given(_ source: String, _ facts: FactSheet = [:], _ catalogue: FactCatalogue = .care) throws
    -> GivenCondition
  {
    GivenCondition(try Condition(source, catalogue: catalogue), given: facts)
  }

  private func pair(_ first: String, _ second: String) throws -> ConditionPair {
    ConditionPair(try given(first), try given(second))
  }

  private static let threshold = plainFact("bel_threshold", .int, unit: .points)

  // MARK: Always and never

  @Test(
    "Proves what is met whatever the facts are",
    arguments: [
      "caregiver.resident || !caregiver.resident", "recipient.age < 18 || recipient.age >= 18",
      "recipient.belrai_total <= 12.5 || recipient.belrai_total > 12.5",
      "recipient.katz_home in ['none', 'A', 'B'] || recipient.katz_home == 'C'",
      "recipient.age * 12 >= 0", "recipient.age - 130 <= 0", "has(recipient.age) || !has(recipient.age)",
      "recipient.age < 18 ? recipient.age < 21 : recipient.age != 3",
      "situation.hours_per_week * 4.5 < 50.0 || !(situation.hours_per_week * 4.5 < 50.0)",
      "caregiver.age > recipient.age || !(caregiver.age > recipient.age)",
      "recipient.age % 7 < 7", "(recipient.age < 18 ? 4 : 12) > 3",
    ]
  )
  func always(source: String) throws {
    #expect(try given(source).alwaysHolds == .yes(example: nil))
    #expect(try given("!(\(source))").neverHolds == .yes(example: nil))
  }

  @Test("Shows facts for which a condition is not met, and for which it is")
  func witnesses() throws {
    #expect(
      try given("recipient.age >= 18 || caregiver.resident").alwaysHolds
        == .no(example: ["recipient.age": .int(0), "caregiver.resident": .bool(false)])
    )
    #expect(
      try given("recipient.belrai_total > 12.5").neverHolds
        == .no(example: ["recipient.belrai_total": .decimal(13)])
    )
    // Met by all who have a score; who has none is the example.
    #expect(try given("has(recipient.mmse)").alwaysHolds == .no(example: [:]))
  }

  @Test("What cannot always be computed does not always hold")
  func failures() throws {
    #expect(
      try given("100 / recipient.age >= 0").alwaysHolds == .no(example: ["recipient.age": .int(0)])
    )
  }

  // MARK: Pairs

  @Test("Tells which of two conditions asks more")
  func implication() throws {
    let strict = "caregiver.resident && recipient.bel_score >= 35"
    let mild = "recipient.bel_score > 29"
    #expect(try pair(strict, mild).firstImpliesSecond == .yes(example: nil))
    guard case .no(let example?) = try pair(strict, mild).secondImpliesFirst else {
      Issue.record("no example")
      return
    }
    #expect(try given(mild).condition.evaluate(example).outcome == .yes)
    #expect(try given(strict).condition.evaluate(example).outcome == .no)
  }

  @Test("Knows two ways of writing for one condition")
  func equality() throws {
    #expect(
      try pair(
        "!(recipient.age < 18 || recipient.fod_points < 12)",
        "recipient.fod_points > 11 && 17 < recipient.age"
      ).areEqual == .yes(example: nil)
    )
    #expect(
      try pair(
        "recipient.katz_home != 'none' && recipient.katz_home != 'A'",
        "recipient.katz_home in ['C', 'B']"
      ).areEqual == .yes(example: nil)
    )
  }

  @Test("Tells whether two premiums can be had at once")
  func overlap() throws {
    let kaprijke = "recipient.bel_score >= 30 && recipient.bel_score <= 34"
    #expect(try pair(kaprijke, "recipient.bel_score >= 35").canBothHold == .no(example: nil))
    #expect(
      try pair(kaprijke, "recipient.bel_score >= 34 && recipient.age > 65").canBothHold
        == .yes(example: ["recipient.bel_score": .int(34), "recipient.age": .int(66)])
    )
  }

  @Test("Gives the smallest difference as values of facts")
  func difference() throws {
    let found = try pair(
      "recipient.bel_score >= 28 && recipient.age >= 18",
      "recipient.age >= 18 && recipient.bel_score >= 30"
    ).difference
    guard case .regions(let regions) = found, let region = regions.first else {
      Issue.record("no region")
      return
    }
    #expect(regions.count == 1 && region.met == .first)
    #expect(region.facts.map(\.name) == ["recipient.bel_score", "recipient.age"])
    #expect(region.facts[0].values.map(\.lower) == [.int(28)])
    #expect(region.facts[0].values.map(\.upper) == [.int(29)])
    #expect(region.facts[1].values.map(\.lower) == [.int(18)])
    #expect(region.facts[1].values.map(\.upper) == [.int(130)])
    #expect(try pair("recipient.age >= 18", "!(recipient.age < 18)").difference == .regions([]))
  }

  @Test("A difference tells what lies just below a decimal limit, and leaves out what does not matter")
  func openBounds() throws {
    let found = try pair(
      "recipient.belrai_total < 5.5 || recipient.palliative_status",
      "recipient.palliative_status || recipient.belrai_total <= 3.0 || recipient.belrai_total >= 13.0"
    ).difference
    guard case .regions(let regions) = found else {
      Issue.record("no region")
      return
    }
    #expect(regions.map(\.met) == [.first, .second])
    let low = try #require(regions.first?.facts.first)
    #expect(low.name == "recipient.belrai_total")
    #expect(low.values.first?.lower == .decimal(3) && low.values.first?.includesLower == false)
    #expect(low.values.first?.upper == .decimal(5.5) && low.values.first?.includesUpper == false)
    let high = try #require(regions.last?.facts.first?.values.first)
    #expect(high.lower == .decimal(13) && high.includesLower)
    #expect(high.upper == .decimal(30) && high.includesUpper)
  }

  @Test("A difference reads in Dutch and in English")
  func words() throws {
    func words(_ first: String, _ second: String, _ language: TextLanguage) throws -> [String] {
      guard case .regions(let regions) = try pair(first, second).difference else { return [] }
      return regions.map { $0.words(in: language, catalogue: .care) }
    }
    let low = "recipient.bel_score >= 28 && recipient.age >= 18"
    let high = "recipient.bel_score >= 30 && recipient.age >= 18"
    #expect(
      try words(low, high, .dutch) == [
        "score op de BEL-profielschaal: 28 tot en met 29; leeftijd van de zorgvrager: minstens 18 jaar"
      ]
    )
    #expect(
      try words(low, high, .english) == [
        "score on the BEL profile scale: 28 to 29; age of the recipient: at least 18 years"
      ]
    )
    #expect(
      try words("recipient.katz_home in ['B', 'C']", "recipient.katz_home == 'C'", .dutch)
        == ["Katz-forfait in de thuisverpleging: B"]
    )
    #expect(
      try words("recipient.belrai_total < 5.5", "recipient.belrai_total <= 3.0", .dutch)
        == ["totaalscore op de BelRAI Screener: meer dan 3 en minder dan 5,5"]
    )
    #expect(
      try words("!has(recipient.mmse) && caregiver.resident", "false", .english) == [
        "score on the MMSE: not known; residence of the caregiver in the territory of the authority: yes"
      ]
    )
  }

  // MARK: Parameters and undecidableReasons

  @Test("Parameters that are known are given to each condition by itself")
  func parameters() throws {
    let catalogue = try FactCatalogue.care.adding([Self.threshold])
    let source = "recipient.bel_score >= parameter.bel_threshold"
    let low = try given(source, ["parameter.bel_threshold": .int(28)], catalogue)
    let high = try given(source, ["parameter.bel_threshold": .int(30)], catalogue)
    #expect(ConditionPair(high, low).firstImpliesSecond == .yes(example: nil))
    guard case .regions(let regions) = ConditionPair(low, high).difference else {
      Issue.record("no region")
      return
    }
    #expect(regions.flatMap(\.facts).flatMap(\.values).map(\.lower) == [.int(28)])
  }

  @Test("Says why it cannot tell")
  func undecidableReasons() throws {
    let catalogue = try FactCatalogue.care.adding([Self.threshold])
    let open = try given("caregiver.resident && recipient.bel_score >= parameter.bel_threshold", [:], catalogue)
    #expect(
      ConditionPair(open, try given("caregiver.resident && recipient.bel_score >= 30")).areEqual
        == .undecidable(
          .relatesFacts(["recipient.bel_score", "parameter.bel_threshold"], at: SourcePosition(line: 1, column: 23))
        )
    )
    // Yet what does not hang on the comparison is proven.
    #expect(ConditionPair(open, try given("caregiver.resident")).firstImpliesSecond == .yes(example: nil))
    let other = try FactCatalogue.care.adding([plainFact("bel_threshold", .int, range: 0...81)])
    let twice = ConditionPair(open, try given("recipient.bel_score >= parameter.bel_threshold", [:], other))
    #expect(twice.areEqual == .undecidable(.declaredTwice("parameter.bel_threshold")))
    let place = SourcePosition(line: 1, column: 2)
    for reason in [UndecidableReason.tooComplex, .noValues("x"), .declaredTwice("x"), .computes(with: "x", at: place)] {
      #expect(!reason.phrase.dutch.isEmpty && !reason.phrase.english.isEmpty)
    }
  }

  @Test("Gives up visibly, and soon, on what is too complex")
  func tooComplex() throws {
    let flags = FactCatalogue.care.facts.filter { $0.type == .bool }.prefix(25).map(\.name)
    let scores = FactCatalogue.care.facts.filter { $0.type == .int }.prefix(20).map(\.name)
    // Pairs of facts far apart in the order make diagrams that double with every pair.
    let names = flags + scores.map { "\($0) >= 3" }
    let half = names.count / 2
    let first = names[..<half].joined(separator: " || ")
    let crossed = zip(names[..<half], names[half...]).map { "\($0) && \($1)" }.joined(separator: " || ")
    let clock = ContinuousClock()
    var answer: ProvenAnswer?
    let time = try clock.measure { answer = try given("(\(first)) && (\(crossed))").alwaysHolds }
    #expect(answer == .undecidable(.tooComplex))
    #expect(time < .seconds(30))
  }
}
