import CareTypes
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

  @Test("have a number each, which nobody else has, up to two million care situations")
  func numbers() throws {
    let people = try FictionalPeople()
    var numbers: Set<String> = []
    let indexes = [0..<30_000, 255_000..<285_000, 770_000..<800_000, 1_970_000..<2_000_000].joined()
    for index in indexes {
      let situation = try people.situation(index)
      for person in [situation.caregiver, situation.recipient] {
        guard case .insz(let insz) = person.number else { continue }
        numbers.insert(insz.digits)
        #expect(try INSZ(insz.digits, today: CalendarDate(year: 2026, month: 1, day: 1)) == insz)
      }
    }
    #expect(numbers.count == 2 * indexes.count)
  }
}
