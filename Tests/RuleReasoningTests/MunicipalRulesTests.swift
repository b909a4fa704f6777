import CareTypes
import RuleLanguage
import RuleReasoning
import Testing

@Suite("Profiles of municipal rules")
struct MunicipalRulesTests {
  private static let aalter = """
    caregiver.resident && recipient.resident && caregiver.age >= 16 && recipient.age >= 21
    && recipient.lives_at_home && (recipient.fod_points >= 12 || recipient.has_care_budget_severe)
    """
  private static let kaprijke = """
    caregiver.resident && recipient.resident && recipient.age >= 18
    && recipient.bel_score >= 30 && recipient.bel_score <= 34 && !recipient.has_care_budget_severe
    """
  private static let waasmunster = "recipient.resident && caregiver.age >= 21 && recipient.has_care_budget_severe"
  private static let evergem = """
    recipient.resident && caregiver.age >= 18
    && (recipient.age < 21
      ? recipient.disability_percent >= 66 || recipient.child_points_p1 >= 4 || recipient.bel_block_b >= 10
      : recipient.bel_score >= 35 || recipient.fod_points >= 12)
    """
  private static let machelen = """
    caregiver.resident && (recipient.fod_points >= 9 || recipient.belrai_total >= 12.0
    || recipient.belrai_iadl_adl >= 4.5 || recipient.katz_home in ['B', 'C'])
    """

  private func given(_ source: String, residenceIn territory: String? = nil) throws -> GivenCondition {
    GivenCondition(
      try Condition(source, catalogue: .care),
      owners: territory.map { ["caregiver.resident": $0, "recipient.resident": $0] } ?? [:]
    )
  }

  private func profile(_ source: String) throws -> RequirementProfile {
    try RequirementProfile(of: given(source))
  }

  @Test("Aalter accepts the care budget beside the points, and asks an age of everyone")
  func accepting() throws {
    let profile = try profile(Self.aalter)
    #expect(profile.canHold && profile.undecidableReasons.isEmpty)
    #expect(profile["recipient.age"]?.kind == .limited)
    #expect(profile["recipient.age"]?.values.lowest == .int(21))
    #expect(profile["recipient.age"]?.values.highest == nil)
    #expect(profile["recipient.lives_at_home"]?.kind == .required)
    #expect(profile["recipient.fod_points"]?.kind == .matters)
    #expect(profile["recipient.has_care_budget_severe"]?.kind == .matters)
    #expect(profile["recipient.katz_home"] == nil)
    let group = try #require(profile.proofs.first)
    #expect(profile.proofs.count == 1 && group.isComplete)
    #expect(profile.sufficientProof("recipient.fod_points")?.lowest == .int(12))
    #expect(profile.sufficientProof("recipient.has_care_budget_severe") != nil)
    #expect(profile.sufficientProof("recipient.age") == nil)
    #expect(
      group.sentence(in: .dutch, catalogue: .care)
        == "een van deze volstaat: punten zelfredzaamheid (medisch-sociale schaal): minstens 12; "
        + "zorgbudget voor zwaar zorgbehoevenden: ja"
    )
  }

  @Test("Kaprijke asks a window of the BEL scale and excludes the care budget")
  func window() throws {
    let profile = try profile(Self.kaprijke)
    let score = try #require(profile["recipient.bel_score"])
    #expect(score.values.lowest == .int(30) && score.values.highest == .int(34) && score.values.isWhole)
    #expect(profile["recipient.has_care_budget_severe"]?.kind == .excluded)
    #expect(profile.proofs.isEmpty)
    #expect(
      profile.requirements(in: .dutch) == [
        "woonplaats van de mantelzorger in het gebied van de overheid: vereist",
        "woonplaats van de zorgvrager in het gebied van de overheid: vereist",
        "leeftijd van de zorgvrager: minstens 18 jaar",
        "score op de BEL-profielschaal: 30 tot en met 34",
        "zorgbudget voor zwaar zorgbehoevenden: uitgesloten",
      ]
    )
    #expect(
      profile.requirements(in: .english).last == "care budget for severely care-dependent people: excluded"
    )
  }

  @Test("The same rule written otherwise has the same profile")
  func otherText() throws {
    let other = """
      !(recipient.age < 21 || caregiver.age <= 15) && caregiver.resident && !!recipient.resident
      && (recipient.lives_at_home ? (recipient.fod_points > 11 ? true : recipient.has_care_budget_severe) : false)
      """
    let (one, two) = (try profile(Self.aalter), try profile(other))
    #expect(Set(one.requirements(in: .dutch)) == Set(two.requirements(in: .dutch)))
    #expect(one.proofs == two.proofs)
  }

  @Test("Where age decides which scale counts, each scale is a proof and age is none")
  func circumstances() throws {
    let profile = try profile(Self.evergem)
    #expect(profile["recipient.age"]?.kind == .matters)
    let group = try #require(profile.proofs.first)
    #expect(group.facts.contains("recipient.age") && !group.isComplete)
    #expect(profile.sufficientProof("recipient.age") == nil)
    #expect(profile.sufficientProof("recipient.bel_score")?.lowest == .int(35))
    #expect(profile.sufficientProof("recipient.bel_block_b")?.lowest == .int(10))
  }

  @Test("Tells decimal limits and words of an enumeration as proofs, and parts groups that do not touch")
  func proofs() throws {
    let profile = try profile("\(Self.machelen) && (recipient.age >= 65 || recipient.palliative_status)")
    #expect(profile.proofs.map(\.facts.count) == [4, 2])
    #expect(profile.sufficientProof("recipient.belrai_iadl_adl")?.lowest == .decimal(4.5))
    #expect(profile.sufficientProof("recipient.katz_home")?.words(in: .dutch) == "B of C")
    #expect(profile.sufficientProof("recipient.age")?.words(in: .english) == "at least 65 years")
    // A window with a proof beside it, and an age that is both required and a proof.
    let both = try self.profile(
      "recipient.age >= 18 && (recipient.age >= 65 || recipient.bel_score >= 30 && recipient.bel_score <= 34)"
    )
    #expect(both["recipient.age"]?.values.lowest == .int(18))
    #expect(both.sufficientProof("recipient.age")?.lowest == .int(65))
    #expect(both.sufficientProof("recipient.bel_score")?.words(in: .dutch) == "30 tot en met 34")
    #expect(both["recipient.bel_score"]?.kind == .matters)
  }

  @Test("Tells holes, what may be missing, what counts together, and what never holds")
  func oddities() throws {
    let holes = try profile("recipient.age < 21 || recipient.age >= 65")
    #expect(holes["recipient.age"]?.values.isWhole == false)
    #expect(holes["recipient.age"]?.words(in: .dutch) == "hoogstens 20 jaar of minstens 65 jaar")
    let missing = try profile("!has(recipient.mmse) || recipient.mmse <= 17")
    #expect(missing["recipient.mmse"]?.values.region.includesMissing == true)
    let together = try profile("recipient.age >= 65 && recipient.palliative_status || recipient.fod_points >= 12")
    #expect(together.sufficientProof("recipient.palliative_status") == nil)
    #expect(together.proofs.first?.isComplete == false)
    let never = try profile("recipient.age > 65 && recipient.age < 18")
    #expect(!never.canHold && never.facts.isEmpty)
    #expect(try profile("recipient.age >= 0") == profile("true"))
  }

  @Test("What is not followed is a reason, and the rest is proven")
  func undecidableReasons() throws {
    let parameter = plainFact("bel_threshold", .int, unit: .points)
    let catalogue = try FactCatalogue.care.adding([parameter])
    let source = "caregiver.resident && recipient.bel_score >= parameter.bel_threshold"
    let open = try RequirementProfile(of: GivenCondition(Condition(source, catalogue: catalogue)))
    #expect(open.undecidableReasons.count == 1 && open["caregiver.resident"]?.kind == .required)
    let known = GivenCondition(
      try Condition(source, catalogue: catalogue),
      given: ["parameter.bel_threshold": .int(28)]
    )
    #expect(try RequirementProfile(of: known)["recipient.bel_score"]?.values.lowest == .int(28))
  }

  // MARK: Beside each other

  @Test("Waasmunster requires what Kaprijke excludes")
  func conflict() throws {
    let pair = ConditionPair(try given(Self.waasmunster), try given(Self.kaprijke))
    let conflicts = try pair.conflicts()
    #expect(conflicts.map(\.fact.name) == ["recipient.has_care_budget_severe"])
    #expect(conflicts.first?.firstWords(in: .dutch) == "vereist")
    #expect(conflicts.first?.secondWords(in: .english) == "excluded")
    #expect(
      conflicts.first?.sentence(in: .dutch)
        == "zorgbudget voor zwaar zorgbehoevenden: vereist tegenover uitgesloten"
    )
    #expect(try ConditionPair(given(Self.aalter), given(Self.kaprijke)).conflicts().isEmpty)
    let high = try ConditionPair(given(Self.kaprijke), given("recipient.bel_score >= 35")).conflicts()
    #expect(high.first?.sentence(in: .english) == "score on the BEL profile scale: 30 to 34 against at least 35")
    let katz = try ConditionPair(given("recipient.katz_home == 'B'"), given("recipient.katz_home in ['A', 'C']"))
      .conflicts()
    #expect(katz.first?.secondWords(in: .dutch) == "A of C")
  }

  @Test("Residence in two territories is in no conflict, and is never implied")
  func ownFacts() throws {
    let away = try given("!caregiver.resident && recipient.age >= 21", residenceIn: "kaprijke")
    let aalter = try given(Self.aalter, residenceIn: "aalter")
    #expect(try ConditionPair(away, aalter).conflicts().isEmpty)
    let shared = try ConditionPair(given("!caregiver.resident"), given(Self.aalter)).conflicts()
    #expect(shared.map(\.fact.name) == ["caregiver.resident"])
    let implied = aalter.conjuncts(impliedBy: away).filter { $0.isImplied == .yes(example: nil) }
    #expect(implied.map(\.conjunct.text) == ["recipient.age >= 21"])
    let equal = ConditionPair(try given("caregiver.resident", residenceIn: "kaprijke"), aalter).firstImpliesSecond
    #expect(equal != .yes(example: nil))
  }

  @Test("Residence in one territory is one fact for all its rules, also in examples")
  func factsOfOneOwner() throws {
    let away = try given("!caregiver.resident && recipient.age >= 21", residenceIn: "aalter")
    let aalter = try given(Self.aalter, residenceIn: "aalter")
    #expect(try ConditionPair(away, aalter).conflicts().map(\.fact.name) == ["caregiver.resident"])
    let near = try given("caregiver.resident", residenceIn: "aalter")
    #expect(near.conjuncts(impliedBy: aalter).map(\.isImplied) == [.yes(example: nil)])
    #expect(ConditionPair(away, near).canBothHold == .no(example: nil))
    guard case .yes(let example?) = ConditionPair(near, aalter).canBothHold else {
      Issue.record("no example")
      return
    }
    #expect(example["caregiver.resident"] == .bool(true))
  }

  @Test("Tells which parts of a rule another one ensures, with the parameters of each")
  func conjuncts() throws {
    let catalogue = try FactCatalogue.care.adding([plainFact("least", .int, range: 0...81)])
    let source = "recipient.bel_score >= parameter.least && (recipient.age >= 18)"
    let strict = GivenCondition(try Condition(source, catalogue: catalogue), given: ["parameter.least": .int(35)])
    let mild = GivenCondition(
      try Condition("recipient.age >= 21 && \(source)", catalogue: catalogue),
      given: ["parameter.least": .int(28)]
    )
    let answers = mild.conjuncts(impliedBy: strict)
    #expect(
      answers.map(\.conjunct.text) == [
        "recipient.age >= 21", "recipient.bel_score >= parameter.least", "recipient.age >= 18",
      ]
    )
    #expect(answers.map { $0.isImplied == .yes(example: nil) } == [false, true, true])
    #expect(answers[1].conjunct.position == SourcePosition(line: 1, column: 24))
    #expect(strict.conjuncts(impliedBy: mild).map { $0.isImplied == .yes(example: nil) } == [false, true])
  }

  @Test("Finds what is common to several rules, and how strict they are")
  func commonGround() throws {
    let rules = [
      try given(Self.aalter), try given(Self.kaprijke), try given(Self.waasmunster), try given("recipient.age >= 18"),
    ]
    #expect(ConditionSet(rules).canAllHold == .no(example: nil))
    func row(_ index: Int) -> [Strictness] {
      rules.map { ConditionPair(rules[index], $0).strictness.strictness }
    }
    #expect(row(0) == [.equal, .overlapping, .overlapping, .firstIsStricter])
    #expect(row(1) == [.overlapping, .equal, .exclusive, .firstIsStricter])
    #expect(row(3) == [.secondIsStricter, .secondIsStricter, .overlapping, .equal])
    guard case .yes(let example?) = ConditionSet([try given(Self.aalter), try given(Self.waasmunster)]).canAllHold
    else {
      Issue.record("no example")
      return
    }
    #expect(try given(Self.aalter).holds(example) && given(Self.waasmunster).holds(example))
    #expect(ConditionSet([]).canAllHold == .yes(example: [:]))
  }

  @Test("What is own to each rule is never the same fact, whatever its declaration")
  func ownTerms() throws {
    let source = "caregiver.resident && recipient.age >= 18"
    let residents = try given(source, residenceIn: "aalter")
    // No example can show who lives in which of two territories, so that nothing more is proven.
    let others = ConditionPair(residents, try given(source, residenceIn: "kaprijke"))
    #expect(others.strictness.strictness == .undecidable && others.firstImpliesSecond != .yes(example: nil))
    #expect(ConditionPair(residents, residents).strictness.strictness == .equal)
    let away = try given("!caregiver.resident", residenceIn: "kaprijke")
    #expect(ConditionSet([residents, away]).canAllHold == .yes(example: ["recipient.age": .int(18)]))
    func rule(_ name: String, _ range: ClosedRange<Double>) throws -> GivenCondition {
      let catalogue = try FactCatalogue.care.adding([plainFact("least", .int, range: range)])
      let condition = try Condition("recipient.age >= parameter.least", catalogue: catalogue)
      return GivenCondition(condition, owners: ["parameter.least": name])
    }
    let pair = ConditionPair(try rule("one", 0...20), try rule("other", 60...80))
    #expect(pair.firstImpliesSecond == .no(example: ["recipient.age": .int(0)]))
    #expect(pair.canBothHold == .yes(example: ["recipient.age": .int(60)]))
  }

  // MARK: Between two

  /// What there is for a caregiver who lives under one rule and a recipient who lives under another.
  private func between(_ home: GivenCondition, _ there: GivenCondition) -> BetweenTerritories {
    var finder = BetweenTerritoriesFinder()
    return finder.find(home: [TerritorialRule("home", home)], there: [TerritorialRule("there", there)])
  }

  @Test("Who lives in Aalter and cares in Kaprijke has neither premium")
  func neither() throws {
    let found = between(
      try given(Self.aalter, residenceIn: "aalter"),
      try given(Self.kaprijke, residenceIn: "kaprijke")
    )
    #expect(found.reachable.isEmpty && !found.canGetBoth)
    let example = try #require(found.fallsBetween)
    // Points on the scale of Aalter, or a proof of it, are enough where both live there.
    #expect(example["recipient.fod_points"] == .int(12) || example["recipient.has_care_budget_severe"] == .bool(true))
    #expect(example["caregiver.resident"] == nil)
  }

  @Test("A rule that asks residence of the recipient alone leaves nobody between who meets it")
  func thereAlone() throws {
    let found = between(try given(Self.aalter), try given(Self.waasmunster))
    #expect(found.reachable == ["there"] && !found.canGetBoth)
    // With points but without the care budget Aalter would pay, were the recipient there.
    let example = try #require(found.fallsBetween)
    #expect(example["recipient.has_care_budget_severe"] == .bool(false) || example["caregiver.age"] == .int(16))
    let stricter = between(try given("caregiver.resident && \(Self.waasmunster)"), try given(Self.waasmunster))
    #expect(stricter.reachable == ["there"] && stricter.fallsBetween == nil)
    let both = between(try given("caregiver.resident"), try given(Self.waasmunster))
    #expect(both.reachable == ["home", "there"] && both.canGetBoth)
    let split = between(
      try given("caregiver.resident && !recipient.has_care_budget_severe"),
      try given(Self.waasmunster)
    )
    #expect(split.reachable == ["home", "there"] && !split.canGetBoth)
    let roof = between(try given("situation.same_address"), try given("situation.same_address"))
    #expect(roof.reachable.isEmpty)
  }

  @Test("Benefits that exclude each other are never both had")
  func excluded() throws {
    var finder = BetweenTerritoriesFinder()
    let found = finder.find(
      home: [TerritorialRule("home", try given("caregiver.resident"), excludes: ["there"])],
      there: [TerritorialRule("there", try given("recipient.resident"))]
    )
    #expect(found.reachable == ["home", "there"] && !found.canGetBoth)
  }
}
