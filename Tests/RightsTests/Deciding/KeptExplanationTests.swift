import CareTypes
import EventsAPI
import GRPCCore
import RightsAPI
import RuleLanguage
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Rights
@testable import RightsDomain

@Suite("Explanations that are kept in memory")
struct KeptExplanationTests {
  private func lines(_ served: FollowingRights, _ id: OpaqueID) async throws -> [String] {
    let decision = try #require(try await served.decision(id, "provisions/test"))
    return try await served.rights.explainDecision(.with { $0.name = decision.name }).lines.map(\.textEn)
  }

  @Test("Each care situation is explained with its own values, however often others were explained before")
  func ownValues() async throws {
    try await withFollowingRights { served in
      try await served.tell(.statutes, Told.published("recipient.fod_points >= 12"))
      for points in [5, 13, 5, 12, 13] as [Int64] {
        let id = OpaqueID.random()
        let situation = try Told.situation(id) { $0.evidence = [try Told.points(points, issued: "2025-01-01")] }
        try await served.tell(.registration, .careSituationRegistered(situation))
        for _ in 1...2 {
          #expect(try await lines(served, id).contains { $0.contains("\(points)") }, "\(points)")
        }
      }
    }
  }

  @Test("A new version is explained by its own condition and parameters")
  func versions() async throws {
    try await withFollowingRights { served in
      let id = OpaqueID.random()
      try await served.tell(.registration, .careSituationRegistered(try Told.situation(id)))
      for (version, limit) in [(1, "66"), (2, "67")] as [(Int32, String)] {
        try await served.tell(
          .statutes,
          Told.published("recipient.age >= parameter.limit", version: version) {
            $0.parameters = [
              .with {
                $0.name = "limit"; $0.type = "int"; $0.value = limit
              }
            ]
          }
        )
        #expect(try await lines(served, id).contains { $0.contains(limit) }, "\(limit)")
      }
    }
  }

  @Test("The number kept is limited, and none is kept when a person was erased")
  func limited() throws {
    let cache = BoundedCache<Int, Int>(limit: 2)
    var worked: [Int] = []
    func value(_ key: Int) -> Int {
      cache.value(of: key) {
        worked.append(key)
        return -key
      }
    }
    #expect([1, 2, 1, 2, 3, 3, 1].map(value) == [-1, -2, -1, -2, -3, -3, -1])
    #expect(worked == [1, 2, 3, 1])
    cache.forget()
    #expect(value(3) == -3 && worked == [1, 2, 3, 1, 3])
  }
}
