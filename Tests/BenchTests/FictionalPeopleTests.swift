import Foundation
import ServiceCore
import ServiceRuntime
import Testing

@testable import Registration
@testable import RegistrationDomain
@testable import mantel_bench

@Suite("The fictional people that are measured with")
struct FictionalPeopleTests {
  @Test("are taken by the registry without a question")
  func plausible() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "fictional-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let site = try Site(folder: folder)
    let registry = try site.newRegistry()
    for index in 0..<200 {
      let situation = try site.people.situation(index)
      let command = try Command(requestID: UUID().uuidString, method: "test", body: situation.body)
      _ = try await registry.store.careSituations.register(situation, for: site.viewer, command: command)
    }
    #expect(try await registry.database.read { try $0.value(Int.self, "SELECT count(*) FROM care_situation") } == 200)
  }
}
