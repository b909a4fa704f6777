import CareTypes
import Testing

@testable import RuleLanguage

@Suite("What a condition asks for")
struct RequirementsTests {
  private func requirements(_ source: String, _ parameters: FactSheet = [:]) throws -> [Requirement] {
    let catalogue = try FactCatalogue.care.adding([
      Fact(
        "minimum",
        .int,
        label: BilingualText("minimum", "minimum"),
        suppliedBy: BilingualText("gemeente", "municipality")
      )
    ])
    return try Condition(source, catalogue: catalogue).requirements(parameters: parameters, catalogue: catalogue)
  }

  @Test("Each part of the outermost && is one requirement, without anyone's facts")
  func parts() throws {
    let found = try requirements(
      "caregiver.resident && situation.hours_per_month >= 50.0 && !recipient.palliative_status"
    )
    #expect(
      found.map(\.dutch) == [
        "woonplaats van de mantelzorger in het gebied van de overheid: ja is vereist",
        "uren mantelzorg per maand: minstens 50 nodig",
        "palliatief statuut: nee is vereist",
      ]
    )
    #expect(found[1].english == "hours of care per month: at least 50 required")
    #expect(
      found.map(\.names) == [
        ["caregiver.resident"], ["situation.hours_per_month"], ["recipient.palliative_status"],
      ]
    )
    #expect(found.allSatisfy { $0.isWhole })
  }

  @Test("A condition of one part is one requirement")
  func single() throws {
    #expect(
      try requirements("recipient.age >= 65").map(\.english) == ["age of the recipient: at least 65 years required"]
    )
  }

  @Test("Alternatives are told in one line, composed ones in parentheses")
  func alternatives() throws {
    let found = try requirements(
      "recipient.fod_points >= 12 || recipient.age < 21 && recipient.child_points_p1 >= 4 || recipient.has_third_party_help"
    )
    #expect(
      found.map(\.english) == [
        "at least one of these conditions must be met: points on the medical-social scale of self-reliance: at least 12"
          + " required; (all of these conditions must be met: age of the recipient: less than 21 years required; points"
          + " in pillar 1 of the child care supplement: at least 4 required); allowance for the help of third parties:"
          + " yes is required"
      ]
    )
    #expect(
      found.first?.names == [
        "recipient.fod_points", "recipient.age", "recipient.child_points_p1", "recipient.has_third_party_help",
      ]
    )
  }

  @Test("A parameter is told by its value when that is known, and is named in any case")
  func parameters() throws {
    let source = "recipient.age >= parameter.minimum"
    let known = try requirements(source, ["parameter.minimum": .int(21)])
    #expect(known.map(\.english) == ["age of the recipient: at least 21 years required"])
    let open = try requirements(source)
    #expect(open.map(\.english) == ["age of the recipient: at least minimum (not known) required"])
    #expect(known.first?.names == ["recipient.age", "parameter.minimum"])
    #expect(open.first?.names == ["recipient.age", "parameter.minimum"])
  }

  @Test("Names within a computation count; one that is too long for a line is not whole")
  func computations() throws {
    let short = try requirements("recipient.age - caregiver.age >= parameter.minimum")
    #expect(short.first?.names == ["recipient.age", "caregiver.age", "parameter.minimum"])
    #expect(short.first?.isWhole == true)
    let sum = Array(repeating: "recipient.age", count: 20).joined(separator: " + ")
    #expect(try requirements("\(sum) >= 100").map(\.isWhole) == [false])
  }
}
