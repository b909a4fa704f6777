import CareTypes
import Foundation
import GRPCCore
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Registration
@testable import RegistrationDomain

@Suite("Importing lists")
struct ImportServiceTests {
  private typealias Part = Mantel_Registration_V1_ImportCareSituationsRequest
  private typealias Row = Mantel_Registration_V1_NewCareSituation

  /// A row of two people of its own: `index` in 0..<20,000.
  private static func row(_ index: Int, municipality: String = "44084") throws -> Row {
    let day = try CalendarDate(year: 1930, month: 1, day: 2).adding(days: index)
    let born = try day.day == 1 && day.month == 1 ? day.adding(days: 20_000) : day
    var row = Samples.careSituation()
    row.caregiver = Samples.caregiver(insz: try INSZ.fictional(born: born, serial: 953).digits)
    row.recipient = Samples.recipient(
      insz: try INSZ.fictional(born: born, serial: 955).digits,
      municipality: municipality
    )
    row.caregiver.municipality = municipality
    return row
  }

  private static func header(_ list: String = "aalter-2025", dryRun: Bool = false) -> Part {
    .with {
      $0.header = .with {
        $0.listID = list
        $0.dryRun = dryRun
      }
    }
  }

  private static func part(_ number: Int64, _ row: Row) -> Part {
    .with {
      $0.row = .with {
        $0.number = number
        $0.careSituation = row
      }
    }
  }

  private func registered(_ registry: Registry) async throws -> Int {
    let list = try await registry.registration.listCareSituations(
      .with {
        $0.municipality = "44084"
        $0.pageSize = 200
      }
    )
    return list.careSituations.count
  }

  // MARK: - Form

  @Test("A stream without a header first, with two, or with an empty part is refused")
  func form() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let row = Self.part(1, try Self.row(0))
      let malformed = SeenError(.failedPrecondition, "IMPORT_MALFORMED")
      for parts in [
        [], [row], [row, Self.header()], [Self.header(), Self.header()], [Self.header(), Self.header("other")],
        [Self.header(), Part()], [Part()],
      ] {
        let seen = try await refusal { try await clerk.send(parts) }
        #expect(seen == malformed)
      }
      #expect(try await registered(registry) == 0)
      #expect(try await clerk.send([Self.header()]).isEmpty)
    }
  }

  @Test(
    "A malformed list id is refused",
    arguments: [
      "", "Aalter", "aalter 2025", "aalter_2025", "aalter/2025", "élan", String(repeating: "a", count: 65),
      // A national number, whatever stands around it.
      Samples.recipientINSZ, "lijst-\(Samples.recipientINSZ)", "lijst-\(Samples.recipientINSZ)-2026",
    ]
  )
  func listID(_ id: String) async throws {
    try await withRegistry { registry in
      let seen = try await refusal { try await Clerk(registry).send([Self.header(id), Self.part(1, Self.row(0))]) }
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["header.list_id"]))
      #expect(try await registered(registry) == 0)
      let longest = String(repeating: "a", count: 64)
      #expect(try await Clerk(registry).imports([Self.row(0)], list: longest).map(\.outcome) == [.registered])
    }
  }

  // MARK: - Rows

  @Test("Good and bad rows are answered in their order, each alone, with the fields of the row")
  func mixed() async throws {
    try await withRegistry { registry in
      var wrong = try Self.row(1)
      wrong.caregiver.insz = "76072296224"
      wrong.hoursPerWeek = 500
      wrong.recipient.familyName = ""
      var same = try Self.row(2)
      same.recipient.insz = same.caregiver.insz
      var odd = try Self.row(4)
      odd.startDate = .init()
      odd.hoursPerWeek = .nan
      odd.relation = .UNRECOGNIZED(99)
      odd.evidence[0].decimalValue = .infinity
      let parts = [
        Self.header(), Self.part(7, try Self.row(0)), Self.part(3, wrong), Self.part(9, same),
        Part.with { $0.row = .with { $0.number = 10 } }, Self.part(0, try Self.row(3)), Self.part(11, odd),
        Self.part(12, try Self.row(5)),
      ]
      let results = try await Clerk(registry).send(parts)
      #expect(results.map(\.number) == [7, 3, 9, 10, 0, 11, 12])
      #expect(
        results.map(\.outcome) == [
          .registered, .rejected, .rejected, .rejected, .rejected, .rejected, .registered,
        ]
      )
      #expect(results.filter { $0.outcome == .rejected }.allSatisfy { $0.reason == "INVALID_FIELD" })
      #expect(results.filter { $0.outcome == .rejected }.allSatisfy { $0.careSituation.isEmpty })
      #expect(results[1].problems.map(\.field) == ["caregiver.insz", "recipient.family_name", "hours_per_week"])
      #expect(results[2].problems.map(\.field) == ["recipient.insz"])
      #expect(results[3].problems.map(\.field) == ["care_situation"])
      #expect(results[4].problems.map(\.field) == ["number"])
      #expect(results[5].problems.map(\.field).contains("hours_per_week"))
      for result in results {
        #expect(result.problems.allSatisfy { !$0.description_p.isEmpty && !$0.description_p.contains("7607") })
      }
      for result in [results[0], results[6]] {
        #expect(try await registry.situation(result.careSituation).caregiver.details.familyName == "De Fictieve")
      }
      #expect(try await registered(registry) == 2)
    }
  }

  @Test("What the records stand against is told with its own reason, and takes nothing with it")
  func reasons() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let restricted = try await registry.register(Self.row(20))
      let etag = try await registry.person(restricted.caregiver).etag
      _ = try await registry.persons.restrictPerson(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = restricted.caregiver
          $0.etag = etag
          $0.restricted = true
        }
      )
      var primary = try Self.row(0)
      primary.role = .primary
      var second = try Self.row(1)
      second.recipient = primary.recipient
      second.role = .primary
      var held = try Self.row(21)
      held.caregiver = try Self.row(20).caregiver
      var unknown = try Self.row(2)
      unknown.caregiver.insz = ""
      unknown.caregiver.localNumber = "1234567802"
      let results = try await clerk.imports([primary, second, primary, held, unknown, Self.row(3)])
      #expect(
        results.map(\.reason) == [
          "", "PRIMARY_CAREGIVER_EXISTS", "CARE_SITUATION_EXISTS", "PERSON_RESTRICTED", "INVALID_FIELD", "",
        ]
      )
      #expect(results[4].problems.map(\.field) == ["caregiver.local_number"])
      #expect(results[1].problems.map(\.field) == [""] && !results[1].problems[0].description_p.isEmpty)
      // Nobody of a rejected row stays behind.
      #expect(try await clerk.search(insz: second.caregiver.insz).isEmpty)
      #expect(try await clerk.search(insz: held.recipient.insz).isEmpty)
    }
  }

  @Test(
    "A row sent again has its first answer: in a later call, in another order, at another place, under another list"
  )
  func again() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let rows = try (0..<5).map { try Self.row($0) }
      let first = try await clerk.imports(rows)
      #expect(first.allSatisfy { $0.outcome == .registered })
      #expect(try await clerk.imports(rows) == first)
      let turned = rows.indices.reversed().map { Self.part(Int64($0 + 1), rows[$0]) }
      #expect(try await clerk.send([Self.header()] + turned) == first.reversed())
      let names = first.map(\.careSituation)
      #expect(try await clerk.imports(rows, list: "aalter-2026").map(\.careSituation) == names)
      #expect(try await clerk.imports([Self.row(9)] + rows).dropFirst().map(\.careSituation) == names)
      // The same place sent twice is the same row; the same content at another place is told.
      let twice = [Self.header(), Self.part(8, try Self.row(8)), Self.part(8, try Self.row(8))]
      #expect(Set(try await clerk.send(twice).map(\.careSituation)).count == 1)
      let doubled = try await clerk.imports([rows[0], Self.row(7), rows[0]])
      #expect(doubled.map(\.reason) == ["", "", "CARE_SITUATION_EXISTS"])
      #expect(doubled.map(\.repeatedNumber) == [0, 0, 1])
      // Another content at the same place is another row.
      #expect(try await clerk.imports([Self.row(30)]).map(\.outcome) == [.registered])
      #expect(try await registered(registry) == 9)
    }
  }

  @Test("A row that was rejected is looked at anew when it is sent again")
  func rejectedAgain() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let row = try Self.row(0)
      let existing = try await registry.register(row)
      #expect(try await clerk.imports([row]).map(\.reason) == ["CARE_SITUATION_EXISTS"])
      _ = try await registry.registration.endCareSituation(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = existing.careSituation
          $0.endDate = Samples.date(2024, 3, 1)
          $0.reason = .caregiverStops
        }
      )
      var later = row
      later.startDate = Samples.date(2024, 3, 2)
      #expect(try await clerk.imports([later]).map(\.outcome) == [.registered])
      let known = try await clerk.imports([row])
      #expect(known.map(\.outcome) == [.changed] && known[0].problems.map(\.field) == ["start_date"])
    }
  }

  @Test("The rows of a municipality are known to all its clients, and to no other municipality")
  func clients() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      var row = try Self.row(0)
      row.recipient.municipality = "43010"
      let sent = row
      let first = try await registry.seeing("44084", client: "aalter") { try await clerk.imports([sent]) }
      #expect(first.map(\.outcome) == [.registered])
      let same = try await registry.seeing("44084", "11002", client: "zone") { try await clerk.imports([sent]) }
      #expect(same == first)
      let other = try await registry.seeing("43010", client: "maldegem") { try await clerk.imports([sent]) }
      // The other municipality's list is its own: neither knows the records that the other made across the border.
      #expect(other.map(\.outcome) == [.registered] && other[0].careSituation != first[0].careSituation)
    }
  }

  @Test("A row of someone who was erased since does not bring them back")
  func erased() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let row = try Self.row(0)
      let first = try await clerk.imports([row])
      let caregiver = try await registry.situation(first[0].careSituation).caregiver.name
      try await clerk.erase(caregiver)
      #expect(try await clerk.imports([row]) == first)
      #expect(try await clerk.search(insz: row.caregiver.insz).isEmpty)
    }
  }

  // MARK: - Dry runs

  @Test("A dry run registers nothing, and finds rows that are doubled however far apart")
  func dryRun() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      var rows = try (0..<450).map { try Self.row($0) }
      rows[449] = rows[0]
      rows[10] = rows[9]
      rows[300].hoursPerWeek = 900
      let results = try await clerk.imports(rows, dryRun: true)
      #expect(results.count == 450 && results.allSatisfy { $0.careSituation.isEmpty })
      #expect(results.filter { $0.outcome != .acceptable }.map(\.number) == [11, 301, 450])
      #expect(
        results.filter { $0.outcome == .rejected }.map(\.reason) == [
          "CARE_SITUATION_EXISTS", "INVALID_FIELD", "CARE_SITUATION_EXISTS",
        ]
      )
      #expect(try await registered(registry) == 0)
      #expect(try await registry.told().isEmpty)
      #expect(try await clerk.search(insz: rows[0].caregiver.insz).isEmpty)
      // What the dry run said is what happens.
      let real = try await clerk.imports(rows)
      #expect(real.map(\.reason) == results.map(\.reason))
      #expect(real.count { $0.outcome == .registered } == 447)
      #expect(try await clerk.imports([rows[0]], dryRun: true).map(\.outcome) == [.acceptable])
    }
  }

  // MARK: - Scope

  @Test("The scope of the client is held against every row")
  func scope() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      // Known to live in Kaprijke: to who does not see them they are as good as unknown.
      let known = try Self.row(0, municipality: "43007")
      _ = try await registry.register(known)
      var claim = known
      claim.startDate = Samples.date(2025, 1, 1)
      claim.caregiver.municipality = "44084"
      claim.recipient.municipality = "44084"
      claim.recipient.insz = try Clerk.insz(1941, 5, 6)
      var mixed = try Self.row(2)
      mixed.recipient.municipality = "11002"
      let rows = [try Self.row(1), try Self.row(3, municipality: "11002"), claim, mixed]
      for dryRun in [true, false] {
        let results = try await registry.seeing("44084") { try await clerk.imports(rows, dryRun: dryRun) }
        #expect(results.map(\.reason) == ["", "OUT_OF_SCOPE", "", ""])
      }
      let none = try await registry.seeing { try await clerk.imports([Self.row(7)]) }
      #expect(none.map(\.reason) == ["OUT_OF_SCOPE"])
    }
  }

  // MARK: - At once, cut off, and large

  @Test("Two that send one list at once get the same answers, and nothing is doubled")
  func atOnce() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let rows = try (0..<150).map { try Self.row($0) }
      async let one = clerk.imports(rows)
      async let two = clerk.imports(rows)
      async let three = clerk.imports(Array(rows.reversed()), list: "other")
      let (first, second, third) = try await (one, two, three)
      #expect(first == second)
      #expect(third.map(\.careSituation) == first.reversed().map(\.careSituation))
      #expect(try await registered(registry) == 150)
    }
  }

  @Test("A stream that breaks off leaves whole rows alone, and is taken up by sending it again")
  func cutOff() async throws {
    struct Cut: Error {}
    let file = try RegistryFile()
    defer { file.remove() }
    try await withRegistry(location: file.location) { registry in
      let clerk = Clerk(registry)
      let rows = try (0..<450).map { try Self.row($0) }
      let parts = [Self.header()] + rows.enumerated().map { Self.part(Int64($0 + 1), $1) }
      await #expect(throws: (any Error).self) {
        _ = try await registry.imports.importCareSituations(requestProducer: { writer in
          for part in parts.prefix(420) { try await writer.write(part) }
          throw Cut()
        })
      }
      let counts = try await wholeRows(file)
      #expect(counts == [counts[0], counts[0] * 2, counts[0] * 2, counts[0]])
      #expect(counts[0] <= 419)
      let results = try await clerk.imports(rows)
      #expect(results.allSatisfy { $0.outcome == .registered })
      #expect(Set(results.map(\.careSituation)).count == 450)
      #expect(try await wholeRows(file) == [450, 900, 900, 450])
    }
  }

  /// How many care situations, persons, keys and answers there are, once nothing more is being written.
  private func wholeRows(_ file: RegistryFile) async throws -> [Int] {
    var last: [Int] = []
    while true {
      let counts = try file.read { db in
        try ["care_situation", "person", "data_key", "request_ledger"].map {
          try db.value(Int.self, "SELECT count(*) FROM \($0)") ?? -1
        }
      }
      if counts == last { return counts }
      last = counts
      try await Task.sleep(for: .milliseconds(200))
    }
  }

  @Test("More than two thousand rows are refused")
  func tooMany() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let rows = try (0..<2_001).map { try Self.row($0) }
      for dryRun in [true, false] {
        let seen = try await refusal { try await clerk.imports(rows, dryRun: dryRun) }
        #expect(seen == SeenError(.failedPrecondition, "IMPORT_MALFORMED"))
      }
    }
  }

  @Test("Others go on reading and registering while a long list is rehearsed")
  func othersGoOn() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let rows = try (0..<1_500).map { try Self.row($0) }
      async let rehearsal = clerk.imports(rows, dryRun: true)
      for index in 3_000..<3_010 { _ = try await registry.register(Self.row(index)) }
      #expect(try await registered(registry) == 10)
      #expect(try await rehearsal.allSatisfy { $0.outcome == .acceptable })
      #expect(try await registered(registry) == 10)
    }
  }
}
