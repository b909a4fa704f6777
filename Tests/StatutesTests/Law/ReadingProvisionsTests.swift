import CareTypes
import GRPCCore
import RuleLanguage
import ServiceCore
import ServiceRuntime
import StatutesAPI
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Statutes
@testable import StatutesDomain

@Suite("GetProvision, ListProvisions and ListFacts")
struct ReadingProvisionsTests {
  @Test("A version is read back whole, the newest when none is named")
  func get() async throws {
    try await withPublishedLaw { served in
      let provision = try await served.statutes.getProvision(.with { $0.name = "provisions/aalter-mantelzorgpremie" })
        .provision
      #expect(provision.name == "provisions/aalter-mantelzorgpremie")
      #expect(provision.version == 1)
      #expect(provision.authority.id == "aalter")
      #expect(provision.authority.nameNl == "Gemeente Aalter")
      #expect(provision.authority.level == .municipal)
      #expect(provision.authority.territory == ["44084"])
      #expect(provision.titleNl == "Mantelzorgpremie Aalter")
      #expect(provision.beneficiary == .pair)
      #expect(provision.kind == .premium)
      #expect(provision.supportAreas == [.financial])
      #expect(provision.condition.contains("caregiver.age >= 16"))
      #expect(provision.benefit.amounts.map(\.cents) == [2_500] && provision.benefit.frequency == .monthly)
      #expect(provision.drafter == "An Opsteller" && provision.publisher == "Bo Bekrachtiger")
      #expect(provision.grantMode == .propose)
      #expect(provision.validFromDate == Samples.date(2019, 1, 1) && !provision.hasValidToDate)
      #expect(provision.sources.map(\.url) == ["https://www.aalter.be/mantelzorgpremie"])
      #expect(!provision.uncertainties.isEmpty)
      #expect(provision.publishTime.seconds == 1_748_779_200)
      let maldegem = try await served.statutes
        .getProvision(.with { $0.name = "provisions/maldegem-mantel-en-thuiszorgtoelage/versions/1" }).provision
      #expect(maldegem.benefit.amounts.map(\.hasCents) == [false])
      #expect(maldegem.benefit.frequency == .unspecified)
      #expect(maldegem.parameters.map(\.name) == ["bel_threshold"])
      #expect(maldegem.parameters.map(\.hasValue) == [false])
    }
  }

  @Test(
    "A version that is not there is not found, and a malformed name is refused",
    arguments: [
      ("provisions/test-premie/versions/3", SeenError(.notFound, "RESOURCE_NOT_FOUND")),
      ("provisions/none", SeenError(.notFound, "RESOURCE_NOT_FOUND")),
      ("provisions/Test", SeenError(.invalidArgument, "INVALID_FIELD", fields: ["name"])),
      ("", SeenError(.invalidArgument, "INVALID_FIELD", fields: ["name"])),
    ]
  )
  func notFound(name: String, expected: SeenError) async throws {
    try await withStatutes { served in
      _ = try await served.statutes.publish(Packs.pack([Packs.provision(), Packs.provision(version: 2)]))
      let newest = try await served.statutes.getProvision(.with { $0.name = "provisions/test-premie" }).provision
      #expect(newest.version == 2)
      let seen = try await refusal { try await served.statutes.getProvision(.with { $0.name = name }) }
      #expect(seen == expected)
    }
  }

  @Test(
    "On each day the highest version that has begun counts, and one that has ended never falls back to an older one",
    arguments: [
      ("2019-12-31", []), ("2020-01-01", ["test-premie@1"]), ("2023-12-31", ["test-premie@1"]),
      ("2024-01-01", ["test-premie@2"]), ("2025-05-31", ["test-premie@2"]), ("2025-06-01", []),
      ("2026-01-01", ["test-premie@3"]),
    ]
  )
  func noFallBack(day: String, expected: [String]) async throws {
    let date = try CalendarDate(iso: day)
    try await withStatutes { served in
      _ = try await served.statutes.publish(
        Packs.pack([
          Packs.provision(),
          Packs.provision(version: 2, ["valid_from": "2024-01-01", "valid_to": "2025-05-31"]),
          Packs.provision(version: 3, ["valid_from": "2026-01-01"]),
        ])
      )
      #expect(try await served.statutes.inForce { $0.date = Mantel_Type_V1_Date(date) } == expected)
      served.clock.set(date)
      #expect(try await served.statutes.inForce() == expected)
    }
  }

  @Test("A municipality has its own provisions and those of higher authorities")
  func municipality() async throws {
    try await withStatutes { served in
      _ = try await served.statutes.publish(
        Packs.pack("hoger", level: "flemish", territory: [], [Packs.provision("h")])
      )
      for (authority, code) in [("aalter", "44084"), ("kaprijke", "43007")] {
        _ = try await served.statutes.publish(
          Packs.pack(authority, territory: [code], [Packs.provision("\(authority)-1")])
        )
      }
      #expect(try await served.statutes.inForce { $0.municipality = "43007" } == ["h@1", "kaprijke-1@1"])
      #expect(try await served.statutes.inForce { $0.municipality = "11002" } == ["h@1"])
      let higher = try await served.statutes.inForce {
        $0.municipality = "43007"
        $0.authority = "hoger"
      }
      #expect(higher == ["h@1"])
      let elsewhere = try await served.statutes.inForce {
        $0.municipality = "43007"
        $0.authority = "aalter"
      }
      #expect(elsewhere == [])
      #expect(try await served.statutes.inForce { $0.kinds = [.leave] } == [])
      #expect(try await served.statutes.inForce { $0.supportArea = .financial }.count == 3)
    }
  }

  @Test("After a merger a regulation holds on for its own territory, until the new municipality stands in for it")
  func mergedTerritory() async throws {
    try await withStatutes { served in
      let earlier = Packs.provision("moerbeke-premie", ["valid_from": "2015-01-01"])
      _ = try await served.statutes.publish(Packs.pack("moerbeke", territory: ["44045"], [earlier]))
      let lokeren = try await served.statutes.inForce { $0.municipality = "46029" }
      #expect(lokeren == ["moerbeke-premie@1"])
      let new = Packs.provision("lokeren-premie", ["valid_from": "2025-03-01", "overrides": "[moerbeke-premie]"])
      _ = try await served.statutes.publish(Packs.pack("lokeren", territory: ["46029"], [new]))
      #expect(try await served.statutes.inForce { $0.municipality = "46029" } == ["lokeren-premie@1"])
      let before = try await served.statutes.inForce {
        $0.municipality = "46029"
        $0.date = Samples.date(2025, 2, 28)
      }
      #expect(before == ["moerbeke-premie@1"])
    }
  }

  @Test("A provision whose newest version has ended is named as lapsed")
  func lapsed() async throws {
    try await withStatutes { served in
      _ = try await served.statutes.publish(
        Packs.pack([
          Packs.provision(), Packs.provision(version: 2, ["valid_from": "2024-01-01", "valid_to": "2025-05-31"]),
        ])
      )
      let listed = try await served.statutes.listProvisions(.with { $0.municipality = "44084" })
      #expect(listed.provisions.isEmpty)
      #expect(listed.lapsed == ["provisions/test-premie"])
      #expect(try await served.statutes.listProvisions(.with { $0.municipality = "43007" }).lapsed == [])
    }
  }

  @Test("Versions are listed from the newest on")
  func versions() async throws {
    try await withStatutes { served in
      _ = try await served.statutes.publish(Packs.pack((1...3).map { Packs.provision(version: $0) }))
      var request = Mantel_Statutes_V1_ListVersionsRequest()
      request.name = "provisions/test-premie"
      request.pageSize = 2
      let first = try await served.statutes.listVersions(request)
      #expect(first.versions.map(\.version) == [3, 2])
      request.pageToken = first.nextPageToken
      let second = try await served.statutes.listVersions(request)
      #expect(second.versions.map(\.version) == [1] && second.nextPageToken.isEmpty)
      let missing = try await refusal {
        try await served.statutes.listVersions(.with { $0.name = "provisions/none" })
      }
      #expect(missing == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
      let one = try await refusal {
        try await served.statutes.listVersions(.with { $0.name = "provisions/test-premie/versions/1" })
      }
      #expect(one == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["name"]))
    }
  }

  @Test("Pages follow each other by authority and id, also while versions are published between them", arguments: 1...4)
  func pages(size: Int32) async throws {
    try await withStatutes { served in
      for authority in ["b", "a"] {
        let provisions = ["3", "1", "2"].map { Packs.provision("\(authority)-\($0)") }
        _ = try await served.statutes.publish(Packs.pack(authority, provisions))
      }
      var names: [String] = []
      var request = Mantel_Statutes_V1_ListProvisionsRequest()
      request.pageSize = size
      repeat {
        let page = try await served.statutes.listProvisions(request)
        #expect(page.provisions.count <= Int(size))
        names += page.provisions.map(\.name)
        request.pageToken = page.nextPageToken
        _ = try await served.statutes.publish(Packs.pack("a", [Packs.provision("a-0")]))
      } while !request.pageToken.isEmpty
      #expect(names == ["a-1", "a-2", "a-3", "b-1", "b-2", "b-3"].map { "provisions/\($0)" })
    }
  }

  struct WrongField: Sendable, CustomTestStringConvertible {
    let field: String
    let change: @Sendable (inout Mantel_Statutes_V1_ListProvisionsRequest) -> Void
    var testDescription: String { field }
    init(_ field: String, _ change: @escaping @Sendable (inout Mantel_Statutes_V1_ListProvisionsRequest) -> Void) {
      self.field = field
      self.change = change
    }
  }

  @Test(
    "A wrong field is refused by its name",
    arguments: [
      WrongField("date") { $0.date = Samples.date(2025, 2, 30) },
      WrongField("municipality") { $0.municipality = "9880" },
      WrongField("municipality") { $0.municipality = "aalter" },
      WrongField("authority") { $0.authority = "Gemeente Aalter" },
      WrongField("page_size") { $0.pageSize = -1 },
      WrongField("page_token") { $0.pageToken = "abc" },
      WrongField("page_token") { $0.pageToken = PageToken(after: "a/b").text(query: "another query") },
    ]
  )
  func wrongFields(wrong: WrongField) async throws {
    try await withStatutes { served in
      let seen = try await refusal { try await served.statutes.inForce(wrong.change) }
      #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: [wrong.field]))
    }
  }

  @Test("Every fact of the catalogue is listed with its words")
  func facts() async throws {
    try await withStatutes { served in
      let facts = try await served.statutes.listFacts(.init()).facts
      #expect(facts.map(\.name) == FactCatalogue.care.facts.map(\.name))
      let age = try #require(facts.first { $0.name == "caregiver.age" })
      #expect(age.type == "int" && age.unit == "years" && age.derived && age.allowedValues.isEmpty)
      #expect(age.labelNl == "leeftijd van de mantelzorger" && age.suppliedByNl == "Rijksregister")
      let katz = try #require(facts.first { $0.name == "recipient.katz_home" })
      #expect(katz.type == "string" && katz.unit == "" && !katz.derived)
      #expect(katz.allowedValues == ["none", "A", "B", "C"])
      #expect(facts.allSatisfy { !$0.labelEn.isEmpty && !$0.suppliedByEn.isEmpty })
      #expect(age.about == "caregiver" && katz.about == "recipient")
      #expect(facts.first { $0.name == "caregiver.unpaid" }?.about == "care_situation")
    }
  }
}

@Suite("The store of provisions")
struct StatutesStoreTests {
  private func database() throws -> ServiceDatabase {
    try StatutesStore.openDatabase(.temporary, clock: ManualClock(CalendarDate(year: 2025, month: 6, day: 1)).clock)
  }

  @Test(
    "No query scans a table",
    arguments: [StatutesStore.openDraftsSQL, StatutesStore.draftSQL, LawBookCache.newerSQL]
  )
  func queryPlans(sql: String) async throws {
    let plan = try await database().queryPlan(of: sql)
    #expect(!plan.isEmpty)
    // The open drafts are walked in the order of an index that holds them alone.
    #expect(plan.allSatisfy { !$0.hasPrefix("SCAN") }, "\(plan)")
  }

  @Test(
    "The database itself refuses to change or remove what is published",
    arguments: [
      "UPDATE provision SET version = 2", "DELETE FROM provision", "UPDATE draft SET pack = ''",
      "UPDATE draft SET state = 'open'",
    ]
  )
  func immutable(sql: String) async throws {
    let database = try database()
    let store = StatutesStore(database: database, tables: try ReferenceTables(), encode: StatutesEventEncoder.payload)
    let pack = Packs.pack([Packs.provision()])
    let drafting = try Command(requestID: "5f0c1c0a-7c39-4f0e-9a55-0f8f5b1f2c11", method: "draft", body: [UInt8]())
    let draft = try await store.keepDraft(pack, drafter: "An", scope: nil, command: drafting)
    let publishing = try Command(requestID: "5f0c1c0a-7c39-4f0e-9a55-0f8f5b1f2c12", method: "test", body: [UInt8]())
    let id = try #require(OpaqueID(draft.id))
    let published = try await store.publish(id, publisher: "Bo", scope: nil, command: publishing)
    #expect(published.published == ["provisions/test-premie/versions/1"])
    await #expect(throws: StatementFault.self) {
      try await database.write { try $0.connection.script(sql) }
    }
    let read = try await store.lawBook().version(1, of: "test-premie")
    #expect(read?.provision == (try PackReader.read(pack, tables: ReferenceTables()).pack?.provisions.first))
  }
}
