import CareTypes
import Foundation
import ServiceCore
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import StatutesDomain

@Suite("Comparing the shipped regulations")
struct CompareShippedTests {
  @Test("The matrix of thirty municipalities is small enough to be sent, and each difference in it is shown")
  func thirty() async throws {
    try await withPublishedLaw { served in
      let provisions = try await served.statutes.listProvisions(.with { $0.pageSize = 200 }).provisions
      let municipal = provisions.filter { $0.authority.level == .municipal }
      let table = try ReferenceTables().municipalities
      let today = try CalendarDate(year: 2025, month: 6, day: 1)
      let codes = Set(
        try municipal.flatMap(\.authority.territory).map { try table.successor(of: NISCode($0), at: today).code.digits }
      )
      #expect(codes.count >= 5)
      let asked = Array(codes.sorted().prefix(30))
      let matrix = try await served.matrix(asked) { $0.includeHigher = true }
      #expect(try matrix.serializedData().count < 3 << 20)
      let held = Dictionary(matrix.rows.flatMap(\.cells).map { ($0.provision.name, $0.provision) }) { first, _ in first
      }
      var shown = 0
      for relation in matrix.rows.flatMap(\.relations) {
        let (first, second) = (try #require(held[relation.first]), try #require(held[relation.second]))
        guard first.parameters.isEmpty, second.parameters.isEmpty else { continue }
        try expectShown(relation, first.condition, second.condition)
        shown += relation.differences.count
      }
      #expect(shown > 0)
      for between in matrix.between where between.fallsBetween { #expect(!between.example.isEmpty) }
    }
  }

  @Test("The care budget is a proof in Aalter and excludes in Kaprijke")
  func careBudget() async throws {
    try await withPublishedLaw { served in
      let matrix = try await served.matrix([Codes.aalter, Codes.kaprijke])
      let found = try #require(matrix.contradictions.first { $0.fact == "recipient.has_care_budget_severe" })
      #expect(found.text.nl.contains("Kaprijke") && found.text.nl.contains("uitgesloten"))
      let row = try #require(matrix.rows.first { $0.kind == .premium })
      #expect(row.cells.map(\.centsPerYear) == [30_000, 30_000])
      #expect(row.relations.map(\.relation) == [.overlapping])
      let between = matrix.between.filter { $0.kind == .premium }
      #expect(between.count == 2 && between.allSatisfy { $0.fallsBetween && $0.reachable.isEmpty })
    }
  }

  @Test("Someone with the care budget gets the premium in Aalter and not in Kaprijke")
  func profile() async throws {
    try await withPublishedLaw { served in
      let facts = [
        ("caregiver.age", "50"), ("recipient.age", "80"), ("recipient.lives_at_home", "true"),
        ("recipient.has_care_budget_severe", "true"), ("recipient.bel_score", "36"),
      ]
      let response = try await served.profile([Codes.aalter, Codes.kaprijke], facts) { $0.includeHigher = true }
      #expect(
        response.outcomes.map { $0.results.filter { $0.kind == .premium }.map(\.outcome) } == [[.met], [.notMet]]
      )
      #expect(response.outcomes.first?.centsPerYear == 30_000)
      #expect(!response.everywhere.isEmpty)
    }
  }
}
