import CareTypes
import Foundation
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing

@testable import Registration
@testable import RegistrationDomain

/// What a signal tells of its caregiver beside a number, as a general practitioner may.
struct ToldCaregiver: Sendable, CustomTestStringConvertible {
  let testDescription: String
  var family = "De Fictieve"
  var given = "Mieke"
  var born: (Int32, Int32, Int32)? = (1976, 7, 22)
  var phone = ""
  var email = ""
  var insz = ""
  var street = ""

  var message: Mantel_Registration_V1_NewCareSituation {
    .with {
      $0.caregiver = .with {
        $0.familyName = family
        $0.givenNames = given
        if let born { $0.birthDate = Samples.date(born.0, born.1, born.2) }
        $0.phone = phone
        $0.email = email
        $0.insz = insz
        $0.streetLine = street
      }
      $0.recipient.familyName = "Onbekend"
    }
  }
}

@Suite("Drafts about a person without their number")
struct DraftsAboutPersonTests {
  static let about: [ToldCaregiver] = [
    .init(testDescription: "name and birth date"),
    .init(testDescription: "written otherwise", family: "DE FICTIËVE", given: "mieke"),
    .init(testDescription: "words in another order", family: "Fictieve, de"),
    .init(testDescription: "name in the wrong fields", family: "Mieke", given: "De Fictieve"),
    .init(testDescription: "a double name of which one half is held", family: "De Fictieve-Verzinsel"),
    .init(testDescription: "the family name of before", family: "Vandevorige"),
    .init(testDescription: "more given names", given: "Maria Mieke"),
    .init(testDescription: "the first letter of the given name", given: "M."),
    .init(testDescription: "no given name", given: ""),
    .init(testDescription: "no birth date but the telephone number", born: nil, phone: "+32 468 00 00 00"),
    .init(testDescription: "no birth date but the e-mail address", born: nil, email: "MIEKE@example.org"),
    .init(testDescription: "no name, but birth date and telephone", family: "", given: "", phone: "0468000000"),
  ]

  static let others: [ToldCaregiver] = [
    .init(testDescription: "the same name and another birth date", born: (1976, 7, 23)),
    .init(testDescription: "another birth date and the same telephone", born: (1946, 7, 22), phone: "0468000000"),
    .init(testDescription: "a twin under one telephone number", given: "Frans", phone: "0468000000"),
    .init(testDescription: "another family name on that birth date", family: "De Verzonnene"),
    .init(testDescription: "the name alone", born: nil),
    .init(testDescription: "a housemate of another name", family: "De Verzonnene", given: "Jan", phone: "0468000000"),
    .init(testDescription: "another national number", born: nil, phone: "0468000000", insz: Samples.otherINSZ),
    .init(testDescription: "an initial and the telephone of the house", given: "M.", born: nil, phone: "0468000000"),
    .init(testDescription: "a namesake at the address, as a father and a son", born: nil, street: "verzonnenlaan 12"),
    .init(testDescription: "a family name and the address", given: "", born: nil, street: "Verzonnenlaan 12"),
    .init(
      testDescription: "half a double name at the address",
      family: "Fictieve-Dubbel",
      born: nil,
      street: "Verzonnenlaan 12"
    ),
    .init(testDescription: "another birth date at the address", born: (1946, 3, 1), street: "Verzonnenlaan 12"),
  ]

  /// Registers the caregiver of the samples, who was called Vandevorige before.
  static func registered(_ registry: Registry) async throws -> String {
    var situation = Samples.careSituation()
    situation.caregiver.familyName = "Vandevorige"
    let name = try await registry.register(situation).caregiver
    try await Clerk(registry).update(name, ["family_name"]) { $0.familyName = "De Fictieve" }
    return name
  }

  private static func drafts(of name: String, _ registry: Registry) async throws -> [[String: Any]] {
    let document = try await registry.persons.exportPerson(.with { $0.name = name }).document
    let object = try #require(try JSONSerialization.jsonObject(with: document) as? [String: Any])
    return try #require(object["drafts"] as? [[String: Any]])
  }

  @Test("A draft that can only be about the person is handed out to them, and goes with them", arguments: about)
  func found(told: ToldCaregiver) async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let name = try await Self.registered(registry)
      let draft = try await clerk.signal(told.message, remark: "Belt liever 's avonds")
      let drafts = try await Self.drafts(of: name, registry)
      #expect(drafts.map { $0["name"] as? String } == [draft])
      let care = try #require(drafts.first?["care_situation"] as? [String: Any])
      #expect(care["caregiver"] != nil && care["recipient"] == nil)
      try await clerk.erase(name)
      let dropped = try await clerk.draft(draft)
      #expect(dropped.state == .dropped && !dropped.signal.hasCareSituation && dropped.signal.remark.isEmpty)
    }
  }

  @Test("A draft that may be about another is neither handed out nor dropped", arguments: others)
  func kept(told: ToldCaregiver) async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let name = try await Self.registered(registry)
      let draft = try await clerk.signal(told.message)
      #expect(try await Self.drafts(of: name, registry).isEmpty)
      try await clerk.erase(name)
      let kept = try await clerk.draft(draft)
      #expect(kept.state == .open && kept.signal.careSituation == told.message)
    }
  }

  @Test("Of a draft with a number and one without, both are told and both go")
  func both() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let name = try await registry.register().caregiver
      let numbered = try await clerk.signal(Samples.careSituation())
      let unnumbered = try await clerk.signal(Self.about[0].message)
      #expect(try await Self.drafts(of: name, registry).map { $0["name"] as? String } == [numbered, unnumbered])
      try await clerk.erase(name)
      for draft in [numbered, unnumbered] { #expect(try await clerk.draft(draft).state == .dropped) }
    }
  }

  @Test("A draft that is completed since is found by what it tells now")
  func completed() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let name = try await registry.register().caregiver
      let draft = try await clerk.signal(Self.others[0].message)
      _ = try await registry.signals.updateDraft(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = draft
          $0.etag = "\"1\""
          $0.careSituation = Self.about[0].message
        }
      )
      try await clerk.erase(name)
      #expect(try await clerk.draft(draft).state == .dropped)
    }
  }

  @Test(
    "Drafts of before, found by numbers alone, are handed out and go as well, filled in yet or not",
    arguments: [false, true]
  )
  func before(isFilledIn: Bool) async throws {
    try await withRegistryAndStore { registry, store in
      let clerk = Clerk(registry)
      let name = try await registry.register().caregiver
      let told = Self.about[0].message
      let drafts = [try await clerk.signal(told), try await clerk.signal(Self.others[0].message)]
      try await store.database.write { transaction in
        try transaction.connection.script("DELETE FROM draft_person")
        try transaction.connection.script("UPDATE draft SET is_findable = 0")
      }
      if isFilledIn {
        let today = try registry.clock.clock.today()
        #expect(try await store.retention.traceOldDrafts(on: today, limit: 1) == 1)
        #expect(try await store.retention.traceOldDrafts(on: today, limit: 10) == 1)
        #expect(try await store.retention.traceOldDrafts(on: today, limit: 10) == 0)
      }
      #expect(try await Self.drafts(of: name, registry).map { $0["name"] as? String } == [drafts[0]])
      try await clerk.erase(name)
      #expect(try await clerk.draft(drafts[0]).state == .dropped)
      #expect(try await clerk.draft(drafts[1]).state == .open)
    }
  }
}
