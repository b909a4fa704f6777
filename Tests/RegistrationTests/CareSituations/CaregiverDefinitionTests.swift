import Testing

@testable import Registration
@testable import RegistrationDomain

@Suite("The legal definition of a caregiver")
struct CaregiverDefinitionTests {
  /// Yes, no or no answer to each of the four questions: 81 ways.
  private static let allAnswers: [[Bool?]] = (0..<81).map { number in
    [number % 3, number / 3 % 3, number / 9 % 3, number / 27].map { [true, false, nil][$0] }
  }

  private static func definition(_ answers: [Bool?]) -> CaregiverDefinition {
    var given: [CaregiverDefinition.Part: Bool] = [:]
    for (part, answer) in zip(CaregiverDefinition.Part.allCases, answers) { given[part] = answer }
    return CaregiverDefinition(answers: given)
  }

  @Test("All 81 ways to answer come out as counted plainly")
  func outcomes() {
    let parts: [CaregiverDefinition.Part] = [
      .helpsInDailyLife, .outOfABond, .notProfessionally, .moreThanOccasionally,
    ]
    var seen: [CaregiverDefinition.Outcome: Int] = [:]
    for answers in Self.allAnswers {
      var (no, open): ([CaregiverDefinition.Part], [CaregiverDefinition.Part]) = ([], [])
      for index in 0..<4 {
        if answers[index] == false { no.append(parts[index]) }
        if answers[index] == nil { open.append(parts[index]) }
      }
      let expected: CaregiverDefinition.Outcome
      if no.isEmpty && open.isEmpty {
        expected = .caregiver
      } else if no.isEmpty {
        expected = .open(open)
      } else {
        expected = .notACaregiver(no)
      }
      let outcome = Self.definition(answers).outcome
      #expect(outcome == expected, "\(answers)")
      seen[outcome, default: 0] += 1
    }
    #expect(seen[.caregiver] == 1)
    #expect(seen.values.reduce(0, +) == 81)
    // One way to be a caregiver; 2 to the 4th less one each to fail and to stay open.
    #expect(seen.count == 1 + 15 + 15)
  }

  @Test("Every outcome has a text in both languages, and names each part that fails")
  func texts() {
    for answers in Self.allAnswers {
      let outcome = Self.definition(answers).outcome
      let text = SelfCheckTexts.text(outcome, hours: nil)
      #expect(!text.dutch.isEmpty && !text.english.isEmpty && text.dutch != text.english)
      guard case .notACaregiver(let parts) = outcome else { continue }
      #expect(text.dutch.split(separator: ";").count == parts.count)
      #expect(text.english.split(separator: ";").count == parts.count)
    }
  }

  @Test("Many hours bring advice to a caregiver and to nobody else", arguments: [20, 168, Double.infinity])
  func manyHours(_ hours: Double) {
    let caregiver = SelfCheckTexts.text(.caregiver, hours: hours)
    #expect(caregiver.dutch.contains("respijtzorg") && caregiver.english.contains("respite"))
    let other = SelfCheckTexts.text(.notACaregiver([.outOfABond]), hours: hours)
    #expect(!other.dutch.contains("respijtzorg") && !other.english.contains("respite"))
  }

  @Test("Few hours, or none that make sense, bring no advice", arguments: [nil, 0, 19.5, -1, Double.nan])
  func fewHours(_ hours: Double?) {
    #expect(SelfCheckTexts.text(.caregiver, hours: hours) == SelfCheckTexts.text(.caregiver, hours: nil))
  }
}
