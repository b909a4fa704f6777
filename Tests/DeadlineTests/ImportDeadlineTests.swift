import CareTypes
import Foundation
import GRPCCore
import Registration
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing

@Suite("The deadline of a long list")
struct ImportDeadlineTests {
  private typealias Part = Mantel_Registration_V1_ImportCareSituationsRequest

  /// A row of two people of its own.
  private static func row(_ index: Int) throws -> Part {
    let born = try CalendarDate(year: 1930, month: 1, day: 2).adding(days: index)
    // The first of January stands for a birth date that is not known.
    let day = try born.day == 1 && born.month == 1 ? born.adding(days: 20_000) : born
    return try .with {
      $0.row.number = Int64(index) + 1
      $0.row.careSituation = Samples.careSituation()
      $0.row.careSituation.caregiver.insz = try INSZ.fictional(born: day, serial: 953).digits
      $0.row.careSituation.recipient.insz = try INSZ.fictional(born: day, serial: 955).digits
    }
  }

  @Test("Two thousand rows are taken in one call, rehearsed and registered, well before its deadline")
  func largest() async throws {
    let registry = try RegistrationComponent.make(
      location: .temporary,
      clock: ManualClock(CalendarDate(year: 2025, month: 6, day: 1)).clock,
      keys: KeyFile(),
      masterKeys: MemoryMasterKeys(),
      tables: ReferenceTables()
    )
    let rows = try (0..<2_000).map { try Self.row($0) }
    try await withServed(registry) { client in
      let imports = Mantel_Registration_V1_ImportService.Client(wrapping: client)
      for isRehearsal in [true, false] {
        let took = try await ContinuousClock().measure {
          let results = try await imports.importCareSituations { writer in
            try await writer.write(
              .with {
                $0.header.listID = "aalter-2025"
                $0.header.dryRun = isRehearsal
              }
            )
            for row in rows { try await writer.write(row) }
          }.results
          #expect(results.map(\.number) == Array(1...2_000))
          #expect(results.allSatisfy { $0.outcome == (isRehearsal ? .acceptable : .registered) })
        }
        // The deadline of a call that sets none is 30 seconds.
        #expect(took < .seconds(25), "it took \(took)")
      }
    }
  }
}
