import CareTypes
import RuleLanguage
import ServiceCore
import TestSupport
import Testing

@testable import Rights
@testable import RightsDomain

/// Lets fictional people answer what they are asked, and counts the questions.
@Suite("The questions of the explorer", .timeLimit(.minutes(5)))
struct ExplorerQuestionTests {
  /// What someone would answer: some facts are not known to them.
  private func answer(_ fact: Fact, _ random: inout SplitMix64) -> FactValue? {
    if random.next() % 4 == 0 { return nil }
    switch fact.type {
    case .bool: return .bool(random.next() % 3 == 0)
    case .string: return .string(fact.choices[Int(random.next() % UInt64(fact.choices.count))].value)
    case .int, .decimal:
      let range = fact.range ?? 0...10
      let number = (range.lowerBound + Double(random.next() % 101) / 100 * min(range.upperBound - range.lowerBound, 40))
        .rounded()
      return fact.type == .int ? .int(Int(number)) : .decimal(number)
    case .date: return nil
    }
  }

  @Test("Nine in ten people are asked at most eight questions, the first one of where they live included")
  func atMostEight() async throws {
    let day = try Cases.date("2026-11-30")
    let tables = try ReferenceTables()
    let versions = try ShippedLaw.events().compactMap { event -> ProvisionVersion? in
      if case .published(let version) = event { version } else { nil }
    }
    let book = RuleBook(versions.filter { !$0.isOffer }, on: day, municipalities: tables.municipalities)
    let period = LawPeriod(book: book, offers: RuleBook([], on: day, municipalities: tables.municipalities))
    let places = ["44084", "43010", "44021", "42010", "43005", "12025", "11053", "35029"]
    var counts: [Int] = []
    for seed in 0..<200 {
      var random = SplitMix64(seed: UInt64(seed))
      func place() throws -> Place { try Place(places[Int(random.next() % UInt64(places.count))]) }
      var profile = ExplorerProfile(
        caregiver: .init(place: try place()),
        recipient: .init(place: try place()),
        told: day
      )
      // Where the two live, and how old they are, is the first screen.
      (profile.caregiver.age, profile.recipient.age) = (Int(random.next() % 75) + 14, Int(random.next() % 95))
      var asked = 1
      while let question = next(profile, period), asked < 40 {
        asked += 1
        for item in question {
          let fact = try #require(FactCatalogue.care[item.fact])
          guard let value = answer(fact, &random) else {
            profile.notKnown.insert(item.fact)
            continue
          }
          profile.facts[item.fact] = value
          if item.fact == "situation.hours_per_week", let hours = value.number {
            profile.facts["situation.hours_per_month"] = .decimal(hours * 52 / 12)
            profile.facts["situation.hours_per_year"] = .decimal(hours * 52)
          }
        }
      }
      counts.append(asked)
    }
    counts.sort()
    #expect(counts[counts.count * 9 / 10 - 1] <= 8, "\(counts)")
    #expect(counts.last ?? 0 <= 12, "\(counts)")
  }

  private func next(_ profile: ExplorerProfile, _ period: LawPeriod) -> [ExplorerQuestions.Asked]? {
    let questions = Exploration(of: profile, under: [period], in: .dutch).questions
    return questions.topic == nil ? nil : questions.facts
  }

  @Test("The question that settles the most comes first, and what is not known is not asked again")
  func order() throws {
    let place = try Place("44084")
    var profile = ExplorerProfile(
      caregiver: .init(place: place),
      recipient: .init(place: place),
      told: try Cases.date("2026-11-30")
    )
    let open = [
      ["recipient.fod_points", "recipient.katz_home"], ["recipient.fod_points"], ["situation.relation"],
      ["recipient.income_test_passed"],
    ]
    let first = ExplorerQuestions(open: open, profile: profile)
    #expect(first.topic == .attests && first.left == 2)
    #expect(first.facts.map(\.fact) == ["recipient.fod_points", "recipient.katz_home"])
    #expect(first.facts.map(\.settles) == [2, 1])
    profile.notKnown = ["recipient.fod_points", "recipient.katz_home"]
    let second = ExplorerQuestions(open: open, profile: profile)
    #expect(second.topic == .bond && second.left == 1)
    profile.notKnown.insert("situation.relation")
    // Whether an income test was passed, nobody can tell of themselves.
    let none = ExplorerQuestions(open: open, profile: profile)
    #expect(none.topic == nil && none.left == 0 && none.facts.isEmpty)
  }
}

@Suite("The words of the explorer")
struct ExplorerWordTests {
  /// Words that people who read little do not know.
  private static let forbidden = [
    "begunstigde", "rechthebbende", "cumuleerbaar", "betrokkene", "desbetreffend", "middels", "inzake", "conform",
    "dienst te",
    "alsmede", "teneinde", "indien", "derhalve", "krachtens",
  ]

  @Test("Sentences are short, plain and there in three languages")
  func plain() throws {
    let texts =
      CaregiverVerdict.allCases.map(ExplorerTexts.caregiver) + ExplorerTopic.allCases.map(ExplorerTexts.title)
      + SimulationDraft.kinds.flatMap { kind in
        [true, false].map { ExplorerTexts.summary(kind, forRecipient: $0) }
      }
      + [
        ExplorerTexts.automatic, ExplorerTexts.apply, ExplorerTexts.accept, ExplorerTexts.confirm, ExplorerTexts.bring,
        ExplorerTexts.signedBy, ExplorerTexts.applyBefore, ExplorerTexts.applyFrom, ExplorerTexts.applyWithin,
        ExplorerTexts.waitUntil, ExplorerTexts.showFirst, ExplorerTexts.choose, ExplorerTexts.heldAlready,
        ExplorerTexts.own, ExplorerTexts.ownUnknown, ExplorerTexts.unknownAmount, ExplorerTexts.atMost,
        ExplorerTexts.isThisSo, ExplorerTexts.whatIs, ExplorerTexts.howMuch, ExplorerTexts.when,
      ]
      + Signatory.allCases.map(ExplorerTexts.signatory) + DecisionReason.allCases.map(RightsTexts.reason)
      + Frequency.allCases.map(RightsTexts.period)
    for text in texts { #expect(text.available(in: .french) == .french, "\(text.dutch)") }
    let clauses = FactCatalogue.care.facts.compactMap { FactClause.of($0.name)?.text(true, in: .dutch) }
    let sentences = (texts.map(\.dutch) + clauses).flatMap { $0.split(separator: ". ") }
    let words = sentences.reduce(0) { $0 + $1.split(separator: " ").count }
    #expect(Double(words) / Double(sentences.count) <= 15)
    for text in texts.prefix(CaregiverVerdict.allCases.count + ExplorerTopic.allCases.count + 40).map(\.dutch) + clauses
    {
      for word in Self.forbidden { #expect(!text.lowercased().contains(word), "\(text)") }
    }
  }
}
