import CareTypes
import Foundation
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Registration
@testable import RegistrationDomain

/// Rows of lists that come again: the same, mended, sorted otherwise, with and without numbers.
@Suite("Rows that come again")
struct RepeatedRowTests {
  private typealias Row = Mantel_Registration_V1_NewCareSituation
  private typealias Change = @Sendable (inout Row) -> Void

  /// A row of two people of its own, without numbers or with.
  private static func row(_ index: Int, numbered: Bool = false) throws -> Row {
    var row = Row()
    row.caregiver = try person(index, "Zorgzaam", born: 1960, numbered: numbered)
    row.recipient = try person(index, "Behoeftig", born: 1930, numbered: numbered)
    row.relation = .otherFamily
    row.hoursPerWeek = 10
    row.startDate = Samples.date(2024, 3, 1)
    row.dwelling = .ownHome
    return row
  }

  private static func person(
    _ index: Int,
    _ name: String,
    born year: Int,
    numbered: Bool
  ) throws -> Mantel_Registration_V1_PersonDetails {
    let day = try CalendarDate(year: year, month: 1, day: 2).adding(days: index % 7_000)
    // No fictional number is made for the first of January.
    let birth = try day.month == 1 && day.day == 1 ? day.adding(days: 8_000) : day
    return try .with {
      if numbered { $0.insz = try INSZ.fictional(born: birth, serial: 951).digits }
      $0.birthDate = Samples.date(Int32(birth.year), Int32(birth.month), Int32(birth.day))
      $0.familyName = "\(name) \(letters(index))"
      $0.givenNames = "Verzonnen \(letters(index / 3))"
      $0.streetLine = "Denkbeeldlaan \(index % 90 + 1)"
      $0.postalCode = "9880"
      $0.municipality = "44084"
      $0.phone = "0468 00 \(10 + index % 90) \(10 + index / 90 % 90)"
    }
  }

  private static func letters(_ number: Int) -> String {
    String(String(number + 1_000).map { Character(UnicodeScalar(UInt8($0.wholeNumberValue ?? 0) + 97)) })
  }

  private func count(_ registry: Registry) async throws -> Int {
    var token = ""
    var count = 0
    repeat {
      let sent = token
      let page = try await registry.registration.listCareSituations(
        .with {
          $0.municipality = "44084"
          $0.pageSize = 200
          $0.pageToken = sent
        }
      )
      count += page.careSituations.count
      token = page.nextPageToken
    } while !token.isEmpty
    return count
  }

  /// What can be mended in a row, and what is told of it.
  private static let others: [(field: String, change: Change)] = [
    ("caregiver.phone", { $0.caregiver.phone = "0468 99 99 99" }),
    ("recipient.municipality", { $0.recipient.municipality = "43010" }),
    ("recipient.email", { $0.recipient.email = "iemand@example.org" }),
    ("hours_per_week", { $0.hoursPerWeek = 25 }),
    ("start_date", { $0.startDate = Samples.date(2024, 3, 2) }),
    ("end_date", { $0.endDate = Samples.date(2026, 1, 1) }),
    ("relation", { $0.relation = .neighbour }),
    ("tasks", { $0.tasks = [.transport] }),
    ("recipient_consents", { $0.recipientConsents = [Samples.consent(.hospital)] }),
    (
      "caregiver_declaration",
      {
        $0.caregiverDeclaration = .with {
          $0.signedDate = Samples.date(2024, 3, 1)
          $0.givenBy = .self_
        }
      }
    ),
  ]

  private static let identifying: [(field: String, change: Change)] = [
    ("caregiver.family_name", { $0.caregiver.familyName += "x" }),
    ("recipient.given_names", { $0.recipient.givenNames += "x" }),
    ("caregiver.street_line", { $0.caregiver.streetLine += "0" }),
    ("recipient.postal_code", { $0.recipient.postalCode = "9881" }),
    (
      "caregiver.birth_date",
      { row in
        let date = row.caregiver.birthDate
        row.caregiver.birthDate = Samples.date(date.year, date.day <= 12 ? date.day : date.month, date.month)
      }
    ),
  ]

  @Test(
    "Something else that is said of the same two people is told field by field, and changes nothing",
    arguments: [false, true]
  )
  func changed(numbered: Bool) async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let first = try await clerk.imports([Self.row(3, numbered: numbered)])[0]
      for (field, change) in Self.others {
        var row = try Self.row(3, numbered: numbered)
        change(&row)
        for dryRun in [true, false] {
          let result = try await clerk.imports([row], from: 77, dryRun: dryRun)[0]
          #expect(result.outcome == .changed, "\(field)")
          #expect(result.problems.map(\.field) == [field])
          #expect(result.careSituation == first.careSituation)
        }
      }
      #expect(try await registry.situation(first.careSituation).etag == "\"1\"")
      #expect(try await count(registry) == 1)
    }
  }

  @Test("A name that is written otherwise is the same person, and told")
  func written() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      var row = try Self.row(3)
      row.caregiver.familyName = "D\u{2019}Hondt - De Wùlf"
      let first = try await clerk.imports([row])[0]
      row.caregiver.familyName = "DHONDT-DEWULF"
      let again = try await clerk.imports([row])[0]
      #expect(again.outcome == .changed && again.problems.map(\.field) == ["caregiver.family_name"])
      #expect(again.careSituation == first.careSituation)
    }
  }

  /// A row whose names have capitals, accents and marks within.
  private static func rich(numbered: Bool) throws -> Row {
    var row = try row(3, numbered: numbered)
    row.caregiver.familyName = "Van den Bergh-D\u{2019}Hondt"
    row.caregiver.givenNames = "Renée"
    row.caregiver.streetLine = "Straße 12 bus A"
    row.caregiver.email = "Renee.Peeters@example.org"
    row.recipient.givenNames = "Zoë"
    return row
  }

  /// The same with another text for each name and street.
  private static func written(_ row: Row, _ write: (String) -> String) -> Row {
    func person(_ details: Mantel_Registration_V1_PersonDetails) -> Mantel_Registration_V1_PersonDetails {
      var details = details
      details.familyName = write(details.familyName)
      details.givenNames = write(details.givenNames)
      details.streetLine = write(details.streetLine)
      return details
    }
    var row = row
    row.caregiver = person(row.caregiver)
    row.recipient = person(row.recipient)
    return row
  }

  private static let poorer: [@Sendable (String) -> String] = [
    { $0.uppercased() }, { $0.lowercased() }, { NameFolding.withoutAccents($0) },
    { NameFolding.withoutAccents($0).uppercased() }, { NameFolding.withoutAccents($0).lowercased() },
    { " \($0.replacing(" ", with: "  "))  " }, { $0.replacing(" ", with: "\u{A0}") },
    { $0.decomposedStringWithCanonicalMapping }, { $0.replacing("-", with: "\u{2013}") },
    { $0.replacing("\u{2019}", with: "'") },
  ]

  @Test("Names and streets that a list writes more poorly than before say nothing new", arguments: [false, true])
  func poorer(numbered: Bool) async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let rich = try Self.rich(numbered: numbered)
      let first = try await clerk.imports([rich])
      for (index, write) in Self.poorer.enumerated() {
        var row = Self.written(rich, write)
        row.caregiver.email = "RENEE.PEETERS@EXAMPLE.ORG"
        #expect(try await clerk.imports([row]) == first, "form \(index)")
        // Beside it, a change is told alone.
        row.hoursPerWeek = 25
        let changed = try await clerk.imports([row])[0]
        #expect(changed.outcome == .changed && changed.problems.map(\.field) == ["hours_per_week"], "form \(index)")
      }
      #expect(try await count(registry) == 1)
    }
  }

  @Test("Names that a list writes more richly than before are told, until they are in the record")
  func richer() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let rich = try Self.rich(numbered: true)
      let poor = Self.written(rich) { NameFolding.withoutAccents($0).uppercased() }
      let first = try await clerk.imports([poor])
      let told = try await clerk.imports([rich])[0]
      #expect(told.outcome == .changed)
      #expect(
        told.problems.map(\.field) == [
          "caregiver.family_name", "caregiver.given_names", "caregiver.street_line", "recipient.family_name",
          "recipient.given_names", "recipient.street_line",
        ]
      )
      let mends = [
        ("VAN DEN BERGH", "Van den Bergh"), ("Renee", "Renée"), ("Renee", "RENÉE"), ("Deprez", "De Prez"),
      ]
      for (old, new) in mends {
        #expect(!ImportedValue.name(new).isCovered(by: .name(old)), "\(old) \(new)")
      }
      var row = poor
      row.caregiver.givenNames = "Renée"
      #expect(try await clerk.imports([row]).map(\.outcome) == [.changed])
      try await clerk.update(registry.situation(first[0].careSituation).caregiver.name, ["given_names"]) {
        $0.givenNames = "Renée"
      }
      for known in [row, poor] { #expect(try await clerk.imports([known]) == first) }
    }
  }

  @Test("A list in capitals of which a cell was mended as well is a likely repeat, not someone new")
  func capitalsAndMended() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let rich = try Self.rich(numbered: false)
      let first = try await clerk.imports([rich])[0]
      for (field, change) in Self.identifying where field != "recipient.given_names" {
        var row = Self.written(rich) { NameFolding.withoutAccents($0).uppercased() }
        change(&row)
        let result = try await clerk.imports([row])[0]
        #expect(result.outcome == .likelyRepeat, "\(field)")
        #expect(result.problems.map(\.field).contains(field))
        #expect(result.careSituation == first.careSituation)
      }
      #expect(try await count(registry) == 1)
    }
  }

  @Test("A row of old, kept as it was written alone, is known as it was")
  func rowsOfOld() async throws {
    let file = try RegistryFile()
    defer { file.remove() }
    try await withRegistry(location: file.location) { registry in
      let clerk = Clerk(registry)
      var row = try Self.rich(numbered: true)
      row.evidence = [evidence("recipient.fod_points", 12)]
      let first = try await clerk.imports([row])
      // What it showed was hashed in another form: the record holds it, so it is no change.
      let database = try DatabaseFile(path: file.path)
      defer { try? database.close() }
      try database.write { db in
        let content = try db.value(Data.self, "SELECT content FROM imported_row") ?? Data()
        var other = content
        for start in stride(from: 0, to: content.count, by: 8)
        where content[start] == ImportedField.care(.evidence).code {
          other[start + 1] ^= 0xFF
        }
        #expect(other != content)
        try db.execute("UPDATE imported_row SET content = ?", [other])
      }
      #expect(try await clerk.imports([row]) == first)
      #expect(try await count(registry) == 1)
    }
  }

  @Test("Someone without a number of whom one cell was mended is a likely repeat, until someone says that they are new")
  func likely() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let first = try await clerk.imports([Self.row(3)])[0]
      for (field, change) in Self.identifying {
        var row = try Self.row(3)
        change(&row)
        for dryRun in [true, false] {
          let result = try await clerk.imports([row], dryRun: dryRun)[0]
          #expect(result.outcome == .likelyRepeat, "\(field)")
          #expect(result.problems.map(\.field) == [field])
          #expect(result.careSituation == first.careSituation)
        }
      }
      #expect(try await count(registry) == 1)
      var row = try Self.row(3)
      row.caregiver.familyName += "x"
      let new = try await clerk.send([
        .with { $0.header.listID = "aalter-2025" },
        .with {
          $0.row.number = 1
          $0.row.careSituation = row
          $0.row.confirmedNew = true
        },
      ])
      #expect(new.map(\.outcome) == [.registered] && new[0].careSituation != first.careSituation)
      // From now on it is known as itself.
      #expect(try await clerk.imports([row]) == new)
      #expect(try await count(registry) == 2)
    }
  }

  @Test("A row that has a number now is a likely repeat")
  func numbered() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let first = try await clerk.imports([Self.row(3)])[0]
      var row = try Self.row(3)
      row.caregiver.insz = try Self.row(3, numbered: true).caregiver.insz
      let result = try await clerk.imports([row])[0]
      #expect(result.outcome == .likelyRepeat && result.problems.map(\.field) == ["caregiver.insz"])
      // Once the person has the number, the row is theirs.
      let caregiver = try await registry.situation(first.careSituation).caregiver.name
      try await clerk.replaceNumber(of: caregiver, with: row.caregiver.insz)
      let settled = try await clerk.imports([row])[0]
      #expect(settled.outcome == .registered && settled.careSituation == first.careSituation)
      #expect(try await count(registry) == 1)
    }
  }

  @Test("A change that someone brought into the record is not told again")
  func settled() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let first = try await clerk.imports([Self.row(3)])[0]
      var row = try Self.row(3)
      row.caregiver.phone = "0468 99 99 99"
      #expect(try await clerk.imports([row]).map(\.outcome) == [.changed])
      try await clerk.update(registry.situation(first.careSituation).caregiver.name, ["phone"]) {
        $0.phone = "0468/99.99.99"
      }
      #expect(try await clerk.imports([row]) == [first])
      #expect(try await clerk.imports([row]) == [first])
    }
  }

  @Test("Evidence that other care of the two brought is no difference; what a row shows anew is one, until it is held")
  func evidenceOfOtherCare() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      var row = try Self.row(3)
      row.evidence = [evidence("recipient.fod_points", 12)]
      let first = try await clerk.imports([row])[0]
      let recipient = try await registry.situation(first.careSituation).recipient.name
      _ = try await registry.show(evidence("recipient.mmse", 20), about: recipient)
      #expect(try await clerk.imports([row]) == [first])
      row.evidence = [evidence("recipient.fod_points", 14)]
      let result = try await clerk.imports([row])[0]
      #expect(result.outcome == .changed && result.problems.map(\.field) == ["evidence"])
      _ = try await registry.show(row.evidence[0], about: recipient)
      #expect(try await clerk.imports([row]) == [first])
    }
  }

  @Test("Families that care together are told apart")
  func families() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      var rows = [try Self.row(3)]
      // A brother at the same address, a partner there, a neighbour, and another number at the same birth date and name.
      for (family, given, year) in [("Zorgzaam badd", "Broer", Int32(1965)), ("Andere", "Partner", 1961)] {
        var row = rows[0]
        row.caregiver.familyName = family
        row.caregiver.givenNames = given
        row.caregiver.birthDate = Samples.date(year, 5, 6)
        rows.append(row)
      }
      rows[1].caregiver.familyName = rows[0].caregiver.familyName
      var twin = try Self.row(8, numbered: true)
      rows.append(twin)
      twin.caregiver.insz = try INSZ.fictional(born: CalendarDate(iso: "1960-01-10"), serial: 953).digits
      twin.caregiver.givenNames = "Tweeling"
      rows.append(twin)
      #expect(try await clerk.imports(rows).allSatisfy { $0.outcome == .registered })
    }
  }

  @Test("Erased, a person leaves no trace in the rows, and out of sight a care situation is not named")
  func erased() async throws {
    let file = try RegistryFile()
    defer { file.remove() }
    try await withRegistry(location: file.location) { registry in
      let clerk = Clerk(registry)
      let results = try await registry.seeing("44084") { try await clerk.imports([Self.row(3), Self.row(4)]) }
      let counts: @Sendable () throws -> [Int] = {
        try file.read { db in
          try ["imported_row", "imported_row_trace"].map {
            try db.value(Int.self, "SELECT count(*) FROM \($0)") ?? -1
          }
        }
      }
      #expect(try counts() == [2, 6])
      let sealed = try await registry.situation(results[1].careSituation).recipient.name
      try await clerk.seal(sealed)
      var row = try Self.row(4)
      row.hoursPerWeek = 30
      let sent = row
      let told = try await registry.seeing("44084") { try await clerk.imports([sent]) }
      #expect(told.map(\.outcome) == [.changed] && told[0].careSituation.isEmpty)
      try await clerk.erase(registry.situation(results[0].careSituation).caregiver.name)
      #expect(try counts() == [1, 3])
    }
  }

  @Test(
    "Two thousand rows, sorted otherwise and with mended cells: nothing is doubled, and every change is told",
    arguments: [false, true]
  )
  func list(numbered: Bool) async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let size = 2_000
      let rows = try (0..<size).map { try Self.row($0, numbered: numbered && $0.isMultiple(of: 2)) }
      #expect(try await clerk.imports(rows).allSatisfy { $0.outcome == .registered })
      let before = try await count(registry)
      var generator = SystemRandomNumberGenerator()
      var mended: [Int: String] = [:]
      var sent = rows
      for index in sent.indices where index.isMultiple(of: 40) {
        let isNumbered = numbered && index.isMultiple(of: 2)
        let cells = isNumbered ? Self.others : Self.others + Self.identifying
        let (field, change) = cells[index / 40 % cells.count]
        change(&sent[index])
        if sent[index] != rows[index] { mended[index] = field }
      }
      #expect(mended.count > 40)
      let order = Array(sent.indices).shuffled(using: &generator)
      let results = try await clerk.imports(order.map { sent[$0] }, list: "aalter-2026")
      for (index, result) in zip(order, results) {
        if let field = mended[index] {
          #expect([.changed, .likelyRepeat].contains(result.outcome), "row \(index): \(field)")
          #expect(result.problems.map(\.field) == [field], "row \(index)")
        } else {
          #expect(result.outcome == .registered, "row \(index)")
        }
      }
      #expect(try await count(registry) == before)
      #expect(before == size)
    }
  }
}
