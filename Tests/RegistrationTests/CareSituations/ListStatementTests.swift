import CareTypes
import Foundation
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Registration
@testable import RegistrationDomain

@Suite("Statements of lists", .timeLimit(.minutes(5)))
struct ListStatementTests {
  /// More than the longest page.
  private static let count = 203

  @Test("A page of any list takes as many statements for 200 items as for 10")
  func pages() async throws {
    let counter = StatementCounter()
    try await withRegistryAndStore(counting: counter) { registry, store in
      try await fill(registry)
      let (aalter, kaprijke) = (try NISCode("44084"), try NISCode("43007"))
      let today = try CalendarDate(year: 2025, month: 6, day: 1)
      let viewer = Viewer(scope: CallScope(municipalities: [aalter], clearance: .none), today: today)
      let there = Viewer(scope: CallScope(municipalities: [kaprijke], clearance: .none), today: today)

      /// Reads a page of 10 and one of 200, and compares the statements that each took.
      func compare(
        _ list: String,
        _ page: @Sendable (_ limit: Int) async throws -> (items: Int, hasNext: Bool)
      ) async throws {
        var statements: [Int] = []
        for limit in [10, 200] {
          counter.reset()
          let read = try await page(limit)
          statements.append(counter.counts.executed)
          #expect(read.items == limit && read.hasNext, "\(list)")
        }
        #expect(statements[0] == statements[1], "\(list)")
        #expect(statements[0] > 0, "\(list)")
      }

      try await compare("care situations") { limit in
        let page = try await store.careSituations.careSituations(of: aalter, after: 0, limit: limit, for: viewer)
        return (page.items.count, page.next != nil)
      }
      try await compare("incomplete consents") { limit in
        let page = try await store.consents.incompleteConsents(
          in: aalter,
          purposes: [.hospital],
          after: 0,
          limit: limit,
          for: viewer
        )
        return (page.items.count, page.next != nil)
      }
      try await compare("expiring evidence") { limit in
        let page = try await store.evidence.expiringEvidence(
          in: kaprijke,
          until: today.adding(days: 60),
          after: nil,
          limit: limit,
          for: there
        )
        return (page.items.count, page.next != nil)
      }
      try await compare("unconfirmed persons") { limit in
        let page = try await store.persons.unconfirmedPersons(in: kaprijke, after: 0, limit: limit, for: there)
        return (page.items.count, page.next != nil)
      }
      try await compare("duplicates") { limit in
        let page = try await store.duplicates.duplicates(in: aalter, after: 0, limit: limit, for: viewer)
        return (page.items.count, page.next != nil)
      }
      try await compare("drafts") { limit in
        let page = try await store.drafts.drafts(of: aalter, after: 0, limit: limit, for: viewer)
        return (page.items.count, page.next != nil)
      }
    }
  }

  @Test("An export takes as many statements for a caregiver of twenty as for one of two")
  func export() async throws {
    let counter = StatementCounter()
    try await withRegistryAndStore(counting: counter) { registry, store in
      let today = try CalendarDate(year: 2025, month: 6, day: 1)
      let viewer = Viewer(scope: nil, today: today)
      var statements: [Int] = []
      for (index, recipients) in [2, 20].enumerated() {
        var caregiver = ""
        for recipient in 0..<recipients {
          var situation = try Self.situation(index)
          situation.hoursPerWeek = 1
          situation.recipient = Self.named(Samples.recipient(), 1_000 * (index + 1) + recipient)
          situation.recipient.insz = try Self.number(1_000 * (index + 1) + recipient)
          caregiver = try await registry.register(situation).caregiver
        }
        let id = try #require(OpaqueID(String(caregiver.split(separator: "/").last ?? "")))
        counter.reset()
        _ = try await store.persons.export(id, for: viewer) { _, _ in
          DraftExcerpt(careSituation: Data("{}".utf8), hasRemark: false)
        }
        statements.append(counter.counts.executed)
      }
      #expect(statements[0] == statements[1])
    }
  }

  /// Registers care across a border, each caregiver twice under two records, and puts drafts on the work list.
  private func fill(_ registry: Registry) async throws {
    try await registry.seeing("44084") {
      for index in 0..<Self.count {
        var situation = try Self.situation(index)
        _ = try await registry.register(situation)
        situation.caregiver.birthDate = try Self.birthDate(of: situation.caregiver.insz)
        situation.caregiver.insz = ""
        situation.evidence = []
        _ = try await registry.register(situation)
        _ = try await registry.signals.sendSignal(
          .with {
            $0.requestID = UUID().uuidString
            $0.signal.municipality = "44084"
            $0.signal.caregiverAgreed = true
            $0.signal.careSituation = situation
          }
        )
      }
    }
  }

  /// Care of someone in Aalter for someone in Kaprijke, which lacks a declaration, with evidence that ends soon.
  private static func situation(_ index: Int) throws -> Mantel_Registration_V1_NewCareSituation {
    var situation = Samples.careSituation()
    situation.caregiver = named(Samples.caregiver(insz: try number(index)), index)
    situation.recipient = named(Samples.recipient(insz: try number(500 + index), municipality: "43007"), 500 + index)
    situation.recipient.postalCode = "9970"
    situation.relation = .neighbour
    situation.clearRecipientDeclaration()
    situation.evidence[0].validUntilDate = Samples.date(2025, 6, 20)
    return situation
  }

  /// A person whose name, address and contact data nobody else has.
  private static func named(
    _ person: Mantel_Registration_V1_PersonDetails,
    _ index: Int
  ) -> Mantel_Registration_V1_PersonDetails {
    let letters = Array("bcdfghjklmnpqrstvwxz")
    let word = String([letters[index / 400 % 20], "a", letters[index / 20 % 20], "o", letters[index % 20]])
    var person = person
    person.familyName = "\(word.capitalized)mans"
    person.givenNames = "\(word.reversed().map(String.init).joined().capitalized)a"
    person.streetLine = "\(word.capitalized)straat \(index + 1)"
    if !person.phone.isEmpty { person.phone = "0468 \(10_00_00 + index)" }
    if !person.email.isEmpty { person.email = "\(word)@example.org" }
    return person
  }

  private static func number(_ index: Int) throws -> String {
    let born = try CalendarDate(year: 1950, month: 2, day: 3).adding(days: 3 * index)
    return try INSZ.fictional(born: born, serial: 951).digits
  }

  private static func birthDate(of number: String) throws -> Mantel_Type_V1_Date {
    let date = try #require(try INSZ(number, today: CalendarDate(year: 2025, month: 6, day: 1)).birthDate)
    return Samples.date(Int32(date.year), Int32(date.month), Int32(date.day))
  }
}
