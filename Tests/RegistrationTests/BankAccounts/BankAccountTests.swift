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

@Suite("Bank accounts of people")
struct BankAccountTests {
  private typealias Account = Mantel_Registration_V1_BankAccount

  private static let (first, second) = ("BE68539007547034", "NL91ABNA0417164300")
  private static let missing = SeenError(.notFound, "RESOURCE_NOT_FOUND")

  @discardableResult
  private func set(
    _ iban: String,
    of person: String,
    from day: Mantel_Type_V1_Date? = nil,
    holder: String = "",
    id: String = UUID().uuidString,
    in registry: Registry
  ) async throws -> Account {
    try await registry.accounts.setBankAccount(
      .with {
        $0.requestID = id
        $0.person = person
        $0.iban = iban
        $0.accountHolder = holder
        if let day { $0.fromDate = day }
      }
    ).account
  }

  private func account(
    of person: String,
    on day: Mantel_Type_V1_Date? = nil,
    in registry: Registry
  ) async throws -> Account {
    try await registry.accounts.getBankAccount(
      .with {
        $0.person = person
        if let day { $0.asOfDate = day }
      }
    ).account
  }

  private func payees(_ persons: [String], in registry: Registry) async throws -> [Mantel_Registration_V1_Payee] {
    try await registry.accounts.getPayees(
      .with {
        $0.persons = persons
        $0.asOfDate = Samples.date(2025, 6, 1)
      }
    ).payees
  }

  @Test("An account counts from a day on, and a new one ends the former")
  func days() async throws {
    try await withRegistry { registry in
      let person = try await registry.register().caregiver
      #expect(try await refusal { try await account(of: person, in: registry) } == Self.missing)
      let id = UUID().uuidString
      let made = try await set("BE68 5390 0754 7034", of: person, holder: "Rekening Fictief", id: id, in: registry)
      #expect(made.iban == Self.first && made.fromDate == Samples.date(2025, 6, 1) && !made.hasUntilDate)
      #expect(
        try await set("BE68 5390 0754 7034", of: person, holder: "Rekening Fictief", id: id, in: registry) == made
      )
      try await set(Self.second, of: person, from: Samples.date(2025, 7, 1), in: registry)
      let before = try await account(of: person, in: registry)
      #expect(before.iban == Self.first && before.untilDate == Samples.date(2025, 6, 30))
      let after = try await account(of: person, on: Samples.date(2025, 7, 1), in: registry)
      #expect(after.iban == Self.second && after.accountHolder.isEmpty)
      func remove() async throws {
        _ = try await registry.accounts.removeBankAccount(
          .with {
            $0.requestID = UUID().uuidString
            $0.person = person
          }
        )
      }
      try await remove()
      #expect(try await refusal { try await account(of: person, in: registry) } == Self.missing)
      let later = try await refusal { try await account(of: person, on: Samples.date(2025, 8, 1), in: registry) }
      #expect(later == Self.missing)
      #expect(try await refusal { try await remove() } == Self.missing)
    }
  }

  @Test("A wrong number, holder or day is told by its field, and its value is not repeated")
  func fields() async throws {
    try await withRegistry { registry in
      let person = try await registry.register().caregiver
      for (field, iban, holder, day) in [
        ("iban", "", "", Samples.date(2025, 6, 1)), ("iban", "BE68 5390 0754 7035", "", Samples.date(2025, 6, 1)),
        ("iban", "US68 5390 0754 7034", "", Samples.date(2025, 6, 1)),
        ("account_holder", Self.first, String(repeating: "x", count: 71), Samples.date(2025, 6, 1)),
        ("from_date", Self.first, "", Samples.date(2027, 6, 1)),
      ] {
        let seen = try await refusal { try await set(iban, of: person, from: day, holder: holder, in: registry) }
        #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: [field]))
      }
    }
  }

  @Test("Only the municipality that keeps the record sets, reads and removes it")
  func scope() async throws {
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      situation.recipient.municipality = "43007"
      let sent = situation
      let person = try await registry.register(sent).caregiver
      try await set(Self.first, of: person, in: registry)
      // The municipality of the care partner sees the person, and not the account.
      for call in [
        { try await set(Self.second, of: person, in: registry) }, { try await account(of: person, in: registry) },
      ] as [@Sendable () async throws -> Account] {
        let partner = try await registry.seeing("43007") { try await refusal { try await call() } }
        #expect(partner == SeenError(.permissionDenied, "OUT_OF_SCOPE"))
        let other = try await registry.seeing("11002") { try await refusal { try await call() } }
        #expect(other == Self.missing)
      }
      #expect(try await registry.seeing("44084") { try await account(of: person, in: registry) }.iban == Self.first)
    }
  }

  @Test("Who can be paid has an account in a name, wherever they live; nobody else is told")
  func payable() async throws {
    try await withRegistry { registry in
      let registered = try await registry.register()
      let (caregiver, recipient) = (registered.caregiver, registered.recipient)
      try await set(Self.first, of: caregiver, in: registry)
      let unknown = ResourceCollection.persons.name(.random())
      let found = try await registry.seeing("11002") {
        try await payees([caregiver, recipient, unknown], in: registry)
      }
      let details = try await registry.person(caregiver).details
      #expect(found.map(\.person) == [caregiver] && found.map(\.iban) == [Self.first])
      #expect(found.map(\.accountHolder) == ["\(details.givenNames) \(details.familyName)"])
      try await set(Self.second, of: recipient, holder: "Bewindvoerder", in: registry)
      #expect(try await payees([recipient], in: registry).map(\.accountHolder) == ["Bewindvoerder"])
      let clerk = Clerk(registry)
      try await clerk.seal(recipient)
      let sealed = try await registry.seeing("44084") { try await payees([recipient], in: registry) }
      #expect(sealed.isEmpty)
      let cleared = try await registry.seeing("44084", clearance: .read) { try await payees([recipient], in: registry) }
      #expect(cleared.count == 1)
    }
  }

  @Test("It is exported to the person, and gone after an erasure")
  func erased() async throws {
    try await withRegistry { registry in
      let person = try await registry.register().caregiver
      try await set(Self.first, of: person, holder: "Rekening Fictief", in: registry)
      let document = try await registry.persons.exportPerson(.with { $0.name = person }).document
      let text = String(decoding: document, as: UTF8.self)
      #expect(text.contains(Self.first) && text.contains("Rekening Fictief"))
      let clerk = Clerk(registry)
      try await clerk.erase(person)
      #expect(try await payees([person], in: registry).isEmpty)
      #expect(try await refusal { try await account(of: person, in: registry) } == Self.missing)
      let left = String(
        decoding: try await registry.persons.exportPerson(.with { $0.name = person }).document,
        as: UTF8.self
      )
      #expect(!left.contains(Self.first))
    }
  }

  @Test("Every query is served by an index")
  func plans() async throws {
    let database = try RegistrationStores.openDatabase(
      .temporary,
      clock: ManualClock(CalendarDate(year: 2025, month: 6, day: 1)).clock,
      keys: KeyFile()
    )
    for sql in [
      BankAccountRows.accountSQL, BankAccountRows.allSQL, BankAccountRows.endSQL, BankAccountRows.removeSQL,
    ] {
      let plan = try await database.queryPlan(of: sql)
      #expect(plan.contains { $0.contains("bank_account_by_person") }, "\(plan)")
    }
  }
}
