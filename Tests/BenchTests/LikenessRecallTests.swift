import CareTypes
import Foundation
import Registration
import RegistrationDomain
import ServiceCore
import Testing

@testable import mantel_bench

/// Who is registered twice, among many namesakes.
@Suite("Those registered twice are found")
struct LikenessRecallTests {
  @Test("Of 100 among 5,000 people nearly all are found, and hardly anyone else is shown")
  func recall() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "likeness-\(OpaqueID.random())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let site = try Site(folder: folder)
    let outcome = try await LikenessMeasurement(people: 5_000, pairs: 100)
      .measure(in: site.newRegistry(), on: site.clock.today())
    #expect(outcome.planted == 100)
    #expect(outcome.found >= 95, "\(outcome.text(people: 5_000))")
    #expect(outcome.falsePairs <= 10, "\(outcome.text(people: 5_000))")
    for kind in PlantedKind.allCases {
      let count = try #require(outcome.kinds[kind])
      #expect(count.found * 10 >= count.planted * 7, "\(kind.rawValue): \(count)")
    }
  }

  @Test("The people are the same each time")
  func repeatable() throws {
    let (one, other) = (try PlantedPopulation(count: 200, pairs: 20), try PlantedPopulation(count: 200, pairs: 20))
    #expect(one.situations == other.situations)
    #expect(one.again.map(\.situation) == other.again.map(\.situation))
    #expect(Set(one.again.map(\.kind)).count == PlantedKind.allCases.count)
  }
}
