import CareTypes
import Foundation
import ServiceCore
import Testing

@testable import StatutesDomain

@Suite("What Mantel does with each part of a pack")
struct PackPartTests {
  private static func format() throws -> String {
    let root = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL
    return try String(contentsOf: root.appending(path: "Sources/Statutes/PACKS.md"), encoding: .utf8)
  }

  @Test("Every field that a provision may have stands in the table, and every word that ends a right")
  func complete() throws {
    // The example in PACKS.md has every mapping that there is.
    let example = try #require(try Self.format().split(separator: "```yaml\n").dropFirst().first).split(
      separator: "\n```"
    )
    let fields = try PackReader.knownFields(in: String(try #require(example.first)), tables: ReferenceTables())
    let inProvisions = fields.filter { $0.hasPrefix("provisions.") }.map { String($0.dropFirst("provisions.".count)) }
    #expect(inProvisions.contains("procedure.evidence.max_age_months") && inProvisions.contains("benefit.quotas.pot"))
    for field in inProvisions.sorted() {
      #expect(PackPart.part(at: field) != nil || PackPart.isAround(field), "\(field) is not in the table")
    }
    for ending in Ending.allCases {
      #expect(PackPart.part(at: "procedure.ended_by: \(ending.rawValue)") != nil, "\(ending)")
    }
  }

  @Test("PACKS.md has the table as it is")
  func documented() throws {
    let text = try Self.format()
    for part in PackPart.all { #expect(text.contains(part.row + "\n"), "\(part.row)") }
  }

  @Test("The parts that a pack uses are found where they stand")
  func used() {
    let pack = """
      provisions:
        - condition: "true"
          procedure:
            evidence: [{nl: attest, en: attest, max_age_months: 3}]
            ended_by: [care_ends, budget_spent]
            per_address: 1
      """
    let told = PackPart.used(in: pack).filter { $0.part.treatment == .told }.map(\.place)
    #expect(
      told == [
        "provisions[0].procedure.evidence[0].nl", "provisions[0].procedure.evidence[0].en",
        "provisions[0].procedure.evidence[0].max_age_months", "provisions[0].procedure.ended_by[1]",
        "provisions[0].procedure.per_address",
      ]
    )
  }

  @Test("Words that do not go together are mistakes")
  func together() throws {
    let pack = """
      authority: {id: test, name: {nl: Test, en: Test}, level: flemish}
      provisions:
        - id: test-verlof
          version: 1
          title: {nl: Verlof, en: Leave}
          legal_basis: Decreet
          beneficiary: caregiver
          kind: leave
          support_areas: [respite]
          condition: caregiver.age >= 18
          automatic_when: caregiver.age >= 21
          benefit:
            quotas: [{amount: 5, unit: days, scope: caregiver, window: calendar_year, window_months: 12, pot: urgent}]
          procedure: {suspend_after_days_admitted: 0}
          grant_mode: MODE
          valid_from: 2024-01-01
          sources: [{title: Bron}]
      """
    let tables = try ReferenceTables()
    let wrong = PackReader.read(pack.replacing("MODE", with: "propose"), tables: tables)
    #expect(
      Set(wrong.mistakes.map(\.field)) == ["provisions[0].automatic_when", "provisions[0].benefit.quotas[0].window"]
    )
    let right = pack.replacing("MODE", with: "automatic").replacing(", window_months: 12", with: "")
    let read = PackReader.read(right, tables: tables)
    #expect(read.mistakes == [])
    let provision = try #require(read.pack?.provisions.first)
    #expect(provision.automaticWhen == "caregiver.age >= 21" && provision.procedure.suspendAfterDaysAdmitted == 0)
    #expect(
      provision.benefit?.quotas.first?.isPerCalendarYear == true && provision.benefit?.quotas.first?.pot == "urgent"
    )
  }
}
