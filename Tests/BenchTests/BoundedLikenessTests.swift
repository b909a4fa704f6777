import CareTypes
import Foundation
import ServiceCore
import ServiceRuntime
import Testing

@testable import Registration
@testable import RegistrationDomain
@testable import mantel_bench

@Suite("Looking for duplicates is bounded work")
struct BoundedLikenessTests {
  @Test("Whoever shares everything with a thousand others is compared with none for that")
  func crowd() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "likeness-\(OpaqueID.random())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let site = try Site(folder: folder)
    let store = try site.newRegistry().store
    let details = PersonDetails(
      number: nil,
      birthDate: try CalendarDate(year: 1948, month: 3, day: 5),
      identity: Identity(
        familyName: "Bedachtzaam-De Bruyne",
        givenNames: "Maria Godelieve",
        phone: try PhoneNumber("+32468000000"),
        email: try EmailAddress("huis@example.org"),
        trustedAdult: nil
      ),
      residence: Residence(place: .municipality(try NISCode("44084")), address: nil),
      contactPreferences: ContactPreferences(language: .dutch, channel: .letter, digitalSkill: nil)
    )
    let viewer = Viewer(scope: nil, today: try site.clock.today())
    let compared = try await store.database.write { transaction in
      try (0..<120).map { _ in
        try store.duplicates.duplicateRecords.findDuplicates(
          of: store.persons.personChanges
            .insertPerson(details, knownByNumber: nil, for: viewer, in: transaction),
          partner: nil,
          in: transaction
        )
      }
    }
    #expect(compared.prefix(25) == ArraySlice(0..<25))
    #expect(compared.dropFirst(26).allSatisfy { $0 == 0 })
  }
}
