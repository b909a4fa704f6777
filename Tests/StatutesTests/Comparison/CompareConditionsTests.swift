import GRPCCore
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing

@testable import StatutesDomain

@Suite("CompareConditions")
struct CompareConditionsTests {
  private func compare(_ first: String, _ second: String, in served: ServedStatutes) async throws -> ProvenRelation {
    try await served.comparison.compareConditions(
      .with {
        $0.first = first
        $0.second = second
      }
    ).relation
  }

  @Test(
    "The relation is proven, with a smallest difference and someone who shows it",
    arguments: [
      ("caregiver.age >= 18", "caregiver.age > 17", ProvenRelation.Relation.equal, 0),
      ("recipient.bel_score >= 35", "recipient.bel_score >= 30", .firstStricter, 1),
      ("caregiver.age >= 18", "caregiver.age >= 18 && caregiver.resident && recipient.age < 65", .secondStricter, 2),
      ("caregiver.resident", "recipient.resident", .overlapping, 2),
      ("caregiver.resident || recipient.resident", "!caregiver.resident && !recipient.resident", .exclusive, 3),
      ("recipient.katz_home in [\"B\", \"C\"]", "recipient.katz_home == \"A\"", .exclusive, 2),
      ("has(recipient.age) && recipient.age > 3", "recipient.age > 3", .equal, 0),
    ]
  )
  func relations(
    first: String,
    second: String,
    expected: ProvenRelation.Relation,
    differences: Int
  ) async throws {
    try await withStatutes { served in
      let relation = try await compare(first, second, in: served)
      #expect(relation.relation == expected && relation.differences.count == differences, "\(relation)")
      #expect(relation.first.isEmpty && relation.second.isEmpty)
      try expectShown(relation, first, second)
    }
  }

  @Test("A difference is told in words")
  func words() async throws {
    try await withStatutes { served in
      let relation = try await compare("recipient.bel_score >= 35", "recipient.bel_score >= 30", in: served)
      let difference = try #require(relation.differences.first)
      #expect(!difference.meetsFirst)
      #expect(difference.text.nl == "score op de BEL-profielschaal: 30 tot en met 34")
      #expect(difference.text.en.hasSuffix(": 30 to 34"))
      #expect(difference.example.map { "\($0.fact)=\($0.value)" } == ["recipient.bel_score=30"])
    }
  }

  @Test("What cannot be followed is unknown, and answered in time")
  func tooComplex() async throws {
    try await withStatutes { served in
      let facts = ["recipient.bel_score", "recipient.fod_points", "caregiver.age", "recipient.age"]
      let sums = (1...60).map { index in
        "\(facts[index % 4]) * \(index) > \(facts[(index / 4) % 4]) + \(index * 7)"
      }
      let hard = sums.joined(separator: " || ")
      let harder = sums.map { "!(\($0))" }.joined(separator: " || ")
      let clock = ContinuousClock()
      let start = clock.now
      let relation = try await compare(hard, harder, in: served)
      #expect(relation.relation == .unknown && relation.differences.isEmpty)
      #expect(clock.now - start < .seconds(30))
    }
  }

  @Test(
    "A condition that is not correct is refused with line and column",
    arguments: [
      ("caregiver.age >=", "caregiver.resident", "first"),
      ("caregiver.resident", "caregiver.resident &&\n  caregiver.height > 3", "second"),
      ("", "caregiver.resident", "first"),
      ("caregiver.age", "caregiver.resident", "first"),
      ("caregiver.resident", "parameter.age > 3", "second"),
    ]
  )
  func wrong(first: String, second: String, field: String) async throws {
    try await withStatutes { served in
      let seen = try await refusal { try await compare(first, second, in: served) }
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: [field]))
    }
  }

  @Test("The place of a mistake is in its description")
  func place() async throws {
    try await withStatutes { served in
      let error = try await #require(throws: RPCError.self) {
        _ = try await compare("caregiver.resident", "caregiver.resident &&\n  caregiver.height > 3", in: served)
      }
      #expect(error.message.contains("2:3"))
    }
  }
}
