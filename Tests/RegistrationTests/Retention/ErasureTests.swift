import CareTypes
import Crypto
import EventsAPI
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

@Suite("Erasing a person")
struct ErasureTests {
  private static let missing = SeenError(.notFound, "RESOURCE_NOT_FOUND")
  private static let gone = SeenError(.failedPrecondition, "PERSON_GONE")

  /// A care situation with everything that can be held beside it.
  private func registerWhole(
    _ registry: Registry
  ) async throws -> Mantel_Registration_V1_RegisterCareSituationResponse {
    var situation = Samples.careSituation()
    situation.caregiverConsents = [Samples.consent(.automaticRights)]
    let registered = try await registry.register(situation)
    let clerk = Clerk(registry)
    try await clerk.recordContactPoint(
      of: registered.careSituation,
      .with {
        $0.organisation = "Thuiszorg Denkbeeld"
        $0.phone = "0468 00 20 00"
      }
    )
    try await clerk.recordLoad(of: registered.caregiver, assessor: "Meter", score: 12)
    try await clerk.recordNeeds(of: registered.caregiver, [.respite])
    for (fact, points) in [("caregiver.csi_score", 8), ("situation.kinship_degree", 1)] as [(String, Int64)] {
      _ = try await clerk.recordEvidence(of: registered.careSituation, fact, points: points, assessor: "Dienst Mis")
    }
    return registered
  }

  @Test("Nothing that identifies is shown, found or listed any more, and the other person is untouched")
  func shown() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let registered = try await registerWhole(registry)
      let before = try await registry.person(registered.recipient)
      try await clerk.erase(registered.caregiver)

      let person = try await registry.persons.getPerson(.with { $0.name = registered.caregiver })
      #expect(person.person.details == .init() && person.person.formerNumbers.isEmpty && person.person.consents.isEmpty)
      #expect(person.residences.allSatisfy { $0.streetLine.isEmpty && $0.postalCode.isEmpty })
      let care = try await registry.situation(registered.careSituation)
      #expect(care.caregiver.details == .init())
      #expect(care.evidence.isEmpty && !care.hasContactPoint)
      #expect(care.endDate == Samples.date(2025, 6, 1) && care.endReason == .erased)
      #expect(care.hoursPerWeek == 16 && care.recipient == before)
      #expect(try await registry.person(registered.recipient) == before)
      #expect(try await clerk.search(insz: Samples.caregiverINSZ).isEmpty)
      #expect(try await clerk.search(name: "De Fictieve", born: Samples.date(1976, 7, 22)).isEmpty)
      #expect(try await clerk.search(name: "De Fictieve", born: Samples.date(1976, 7, 1)).isEmpty)
      #expect(try await clerk.search(insz: Samples.recipientINSZ) == [registered.recipient])
      let load = try await registry.care.listAssessments(.with { $0.person = registered.caregiver })
      #expect(load.assessments.isEmpty && load.needs.isEmpty)
      let list = try await registry.registration.listCareSituations(.with { $0.municipality = "44084" })
      #expect(list.careSituations.map(\.caregiverName) == [""])
      #expect(list.careSituations.map(\.recipientName) == ["Bedachtzaam, Jozef"])
    }
  }

  @Test("Nothing more can be done with an erased person, nor with their care")
  func closed() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let registered = try await registerWhole(registry)
      try await clerk.erase(registered.caregiver)
      let name = registered.caregiver
      let calls: [@Sendable () async throws -> Void] = [
        { try await clerk.erase(name) }, { try await clerk.move(name, to: "Straat 1") },
        { try await clerk.update(name, ["family_name"]) { $0.familyName = "Terug" } },
        { try await clerk.replaceNumber(of: name, with: Samples.otherINSZ) },
        { try await clerk.consent(name, .hospital) }, { try await clerk.withdraw(name, .automaticRights) },
        { try await clerk.recordLoad(of: name, assessor: "x", score: 3) },
        { try await clerk.recordNeeds(of: name, [.respite]) }, { try await clerk.seal(name) },
        { try await clerk.merge(name, into: registered.recipient) },
        { try await clerk.merge(registered.recipient, into: name) },
        { _ = try await clerk.recordEvidence(of: registered.careSituation, points: 9, assessor: "x") },
        {
          try await clerk.recordContactPoint(
            of: registered.careSituation,
            .with {
              $0.organisation = "x"; $0.phone = "0468002000"
            }
          )
        },
      ]
      for (index, call) in calls.enumerated() {
        let seen = try await refusal { try await call() }
        #expect(seen == Self.gone, "call \(index)")
      }
    }
  }

  @Test("The same number registered anew makes a new person, who has nothing of the old one")
  func anew() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let registered = try await registerWhole(registry)
      try await clerk.erase(registered.caregiver)
      try registry.clock.set(CalendarDate(year: 2025, month: 6, day: 2))
      var again = Samples.careSituation()
      again.startDate = Samples.date(2025, 6, 2)
      let second = try await registry.register(again)
      #expect(second.caregiver != registered.caregiver && second.recipient == registered.recipient)
      #expect(try await registry.person(second.caregiver).consents.isEmpty)
      #expect(try await clerk.search(insz: Samples.caregiverINSZ) == [second.caregiver])
      #expect(try await clerk.search(name: "De Fictieve", born: Samples.date(1976, 7, 22)) == [second.caregiver])
      let pairs = try await registry.persons.listDuplicates(.with { $0.municipality = "44084" }).duplicates
      #expect(pairs.isEmpty)
    }
  }

  @Test("Open drafts about the person are dropped, those about others stay")
  func drafts() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let registered = try await registry.register()
      var about = Samples.careSituation()
      about.caregiver.insz = "76.07.22-962.23"
      about.recipient = Samples.recipient(insz: Samples.otherINSZ)
      var others = Samples.careSituation()
      others.caregiver.insz = Samples.otherINSZ
      let (own, foreign) = (try await clerk.signal(about), try await clerk.signal(others))
      try await clerk.erase(registered.caregiver)
      let dropped = try await clerk.draft(own)
      #expect(dropped.state == .dropped && dropped.signal.careSituation == .init() && dropped.signal.remark.isEmpty)
      #expect(try await clerk.draft(foreign).signal.careSituation.caregiver.insz == Samples.otherINSZ)
    }
  }

  @Test("Care that was to begin later is active no more, and never counted; care that had ended stays as it was")
  func otherDays() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      var past = Samples.careSituation()
      past.endDate = Samples.date(2025, 2, 28)
      let ended = try await registry.register(past)
      var future = Samples.careSituation()
      future.startDate = Samples.date(2025, 9, 1)
      future.recipient = Samples.recipient(insz: Samples.otherINSZ)
      let later = try await registry.register(future)
      let january = try await clerk.count(Samples.date(2025, 1, 15))
      try await clerk.erase(ended.caregiver)

      let old = try await registry.situation(ended.careSituation)
      #expect(old.endDate == Samples.date(2025, 2, 28) && old.endReason == .unspecified && old.evidence.isEmpty)
      let never = try await registry.situation(later.careSituation)
      #expect(never.endDate == Samples.date(2025, 6, 1) && never.endReason == .erased)
      #expect(try await clerk.count(Samples.date(2025, 1, 15)) == january)
      #expect(january.map(\.count) == [1])
      for day in [Samples.date(2025, 5, 31), Samples.date(2025, 6, 2), Samples.date(2025, 9, 1)] {
        #expect(try await clerk.count(day).isEmpty)
      }
      #expect(try await clerk.count(Samples.date(2025, 6, 1)).count <= 1)
    }
  }

  @Test("What was counted of earlier days stays, also of the days before a birthday that changed the age band")
  func counts() async throws {
    // 45 on 20 May 2025.
    let insz = try Clerk.insz(1980, 5, 20)
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      var situation = Samples.careSituation()
      situation.caregiver.insz = insz
      let registered = try await registry.register(situation)
      let days = [
        Samples.date(2024, 3, 1), Samples.date(2025, 4, 30), Samples.date(2025, 5, 1), Samples.date(2025, 5, 19),
        Samples.date(2025, 5, 20), Samples.date(2025, 6, 1),
      ]
      var before: [[Mantel_Registration_V1_CaregiverCount]] = []
      for day in days { before.append(try await clerk.count(day)) }
      #expect(Set(before.flatMap { $0 }.map(\.ageBand)) == [.ageBand25To44, .ageBand45To64])
      try await clerk.erase(registered.caregiver)
      for (day, counts) in zip(days, before) { #expect(try await clerk.count(day) == counts) }
      #expect(try await clerk.count(Samples.date(2025, 6, 2)).isEmpty)
    }
  }

  @Test("Of the birth date no more stays than the counts rest on")
  func birthDate() async throws {
    let file = try RegistryFile()
    defer { file.remove() }
    try await withRegistry(location: file.location) { registry in
      let clerk = Clerk(registry)
      let registered = try await registry.register()
      try await clerk.erase(registered.caregiver)
      try await clerk.erase(registered.recipient)
      let days = try file.read { try $0.values(Int?.self, "SELECT birth_date FROM person ORDER BY key") }
      // Of a recipient nothing: they are not counted.
      #expect(days == [try CalendarDate(year: 1976, month: 7, day: 1).daysSinceEpoch, nil])
    }
  }

  @Test("The person is told as erased and their care as ended, each once, and a repeated request tells nothing more")
  func events() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let registered = try await registerWhole(registry)
      let etag = try await registry.person(registered.caregiver).etag
      let last = try await registry.told().last?.sequence ?? 0
      let id = UUID().uuidString
      let time = try await clerk.erase(registered.caregiver, requestID: id, etag: etag)
      let all = try await registry.told()
      let told = all.filter { $0.sequence > last }
      #expect(told.count == 2)
      // The facts that were told before are taken out of the feed: birth dates, evidence.
      #expect(
        !all.contains { event in
          if case .careSituationRecorded = event.payload { event.sequence <= last } else { false }
        }
      )
      for event in told {
        switch event.payload {
        case .careSituationRecorded(let recorded):
          #expect(recorded.careSituation == registered.careSituation)
          #expect(recorded.endDate == Samples.date(2025, 6, 1) && recorded.evidence.isEmpty)
          #expect(!recorded.caregiver.hasBirthDate && recorded.recipient.hasBirthDate)
        case .personErased(let erased): #expect(erased.person == registered.caregiver)
        default: Issue.record("An event that nobody asked for")
        }
      }
      let bytes = try told.map { try $0.serializedData() }.reduce(Data(), +)
      for word in [Samples.caregiverINSZ, "Fictieve", "Verzonnen", "Denkbeeld"] {
        #expect(bytes.range(of: Data(word.utf8)) == nil)
      }
      try registry.clock.set(CalendarDate(year: 2025, month: 6, day: 3))
      #expect(try await clerk.erase(registered.caregiver, requestID: id, etag: etag) == time)
      #expect(try await registry.told() == all)
      let other = try await refusal {
        try await clerk.erase(registered.recipient, requestID: id, etag: etag)
      }
      #expect(other == SeenError(.alreadyExists, "REQUEST_ID_REUSED"))
    }
  }

  @Test("A stale etag, a person out of sight, a sealed record and a malformed name are refused, and nothing goes")
  func refused() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let registered = try await registry.register()
      let etag = try await registry.person(registered.caregiver).etag
      let stale = try await refusal { try await clerk.erase(registered.caregiver, etag: "\"8\"") }
      #expect(stale == SeenError(.aborted, "STALE_ETAG"))
      let none = try await refusal { try await clerk.erase(registered.caregiver, etag: "") }
      #expect(none == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["etag"]))
      let name = try await refusal { try await clerk.erase("persons/1", etag: etag) }
      #expect(name == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["name"]))
      let id = try await refusal { try await clerk.erase(registered.caregiver, requestID: "1", etag: etag) }
      #expect(id == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["request_id"]))
      let foreign = try await registry.seeing("11002") {
        try await refusal { try await clerk.erase(registered.caregiver, etag: etag) }
      }
      #expect(foreign == Self.missing)
      try await clerk.seal(registered.caregiver)
      let sealed = try await registry.seeing("44084", clearance: .find) {
        try await refusal { try await clerk.erase(registered.caregiver, etag: "\"2\"") }
      }
      #expect(sealed == Self.missing)
      #expect(try await registry.person(registered.caregiver).details.familyName == "De Fictieve")
      _ = try await registry.seeing("44084", clearance: .read) { try await clerk.erase(registered.caregiver) }
      #expect(try await registry.person(registered.caregiver).details == .init())
    }
  }

  @Test("A restriction of the processing does not stand in the way of erasing")
  func restricted() async throws {
    try await withRegistry { registry in
      let registered = try await registry.register()
      let etag = try await registry.person(registered.caregiver).etag
      _ = try await registry.persons.restrictPerson(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = registered.caregiver
          $0.etag = etag
          $0.restricted = true
        }
      )
      try await Clerk(registry).erase(registered.caregiver)
      #expect(try await registry.person(registered.caregiver).details == .init())
    }
  }

  @Test("Whoever was merged into the person is erased too, also over two merges")
  func merged() async throws {
    let file = try RegistryFile()
    defer { file.remove() }
    try await withRegistry(location: file.location) { registry in
      let clerk = Clerk(registry)
      var names: [String] = []
      for (index, insz) in [Samples.caregiverINSZ, try Clerk.insz(1970, 2, 3), try Clerk.insz(1971, 2, 3)].enumerated()
      {
        var situation = Samples.careSituation()
        situation.caregiver.insz = insz
        situation.recipient.insz = try Clerk.insz(1940, 1, 5 + index)
        situation.caregiverConsents = [Samples.consent(.automaticRights)]
        names.append(try await registry.register(situation).caregiver)
      }
      try await clerk.merge(names[2], into: names[1])
      try await clerk.merge(names[1], into: names[0])
      let early = try await refusal { try await clerk.erase(names[2], etag: "\"1\"") }
      #expect(early == Self.gone)
      try await clerk.erase(names[0])
      for name in names {
        #expect(try await registry.person(name).details == .init())
        let seen = try await refusal { try await clerk.unmerge(name) }
        #expect(seen == Self.missing)
      }
      let left = try file.read { db in
        try db.rows(
          """
          SELECT * FROM person WHERE erased IS NOT NULL AND (identity IS NOT NULL OR likeness_keys IS NOT NULL)
          """
        ).count
          + (try db.value(Int.self, "SELECT count(*) FROM consent_declaration WHERE purpose = 'automatic_rights'")
            ?? -1)
          + (try db.value(Int.self, "SELECT count(*) FROM merge WHERE passed <> '{}'") ?? -1)
      }
      #expect(left == 0)
      #expect(try file.read { try $0.value(Int.self, "SELECT count(*) FROM person WHERE erased IS NOT NULL") } == 3)
    }
  }

  @Test("Someone whose merge was undone stays when the other is erased")
  func unmerged() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let first = try await registry.register()
      var situation = Samples.careSituation()
      situation.caregiver.insz = try Clerk.insz(1970, 2, 3)
      situation.recipient.insz = Samples.otherINSZ
      let second = try await registry.register(situation)
      try await clerk.merge(second.caregiver, into: first.caregiver)
      try await clerk.unmerge(second.caregiver)
      try await clerk.erase(first.caregiver)
      #expect(try await registry.person(second.caregiver).details.familyName == "De Fictieve")
      #expect(try await registry.situation(second.careSituation).state == .active)
      #expect(try await clerk.search(insz: situation.caregiver.insz) == [second.caregiver])
    }
  }

  @Test("Neither the wrapped key nor anything that it sealed is left in the files")
  func bytes() async throws {
    let file = try RegistryFile()
    defer { file.remove() }
    try await withRegistry(location: file.location) { registry in
      let clerk = Clerk(registry)
      let registered = try await registerWhole(registry)
      // Enough others that pages are shared and split.
      for day in 1...28 {
        for month in [2, 4, 5] {
          var other = Samples.careSituation()
          other.caregiver.insz = try Clerk.insz(1970, month, day)
          other.recipient.insz = try Clerk.insz(1940, month, day)
          _ = try await registry.register(other)
        }
      }
      try await clerk.move(registered.caregiver, to: "Denkbeeldlaan 4")
      try await clerk.update(registered.caregiver, ["family_name"]) { $0.familyName = "Anders" }
      try await clerk.replaceNumber(of: registered.caregiver, with: Clerk.insz(1976, 7, 23))
      var about = Samples.careSituation()
      about.recipient.insz = Samples.otherINSZ
      _ = try await clerk.signal(about)
      // A row of a list about the same caregiver.
      var listed = Samples.careSituation()
      listed.caregiver.insz = try Clerk.insz(1976, 7, 23)
      listed.caregiver.familyName = "Anders"
      listed.recipient.insz = try Clerk.insz(1941, 6, 7)
      #expect(try await clerk.imports([listed]).map(\.outcome) == [.registered])

      let key = try #require(try file.read { try $0.value(Int64.self, "SELECT data_key FROM person WHERE key = 1") })
      let sealedOrHashed = try file.read { db in
        try db.values(
          Data.self,
          """
          SELECT wrapped FROM data_key WHERE key = ?
          UNION ALL SELECT wrapped FROM data_key WHERE key = (SELECT data_key FROM care_situation WHERE key = 1)
          UNION ALL SELECT wrapped FROM data_key WHERE key = (SELECT data_key FROM draft WHERE key = 1)
          UNION ALL SELECT identity FROM person WHERE key = 1
          UNION ALL SELECT address FROM residence WHERE person = 1
          UNION ALL SELECT digits FROM person_identifier WHERE person = 1
          UNION ALL SELECT hash FROM person_identifier WHERE person = 1
          UNION ALL SELECT content FROM assessment WHERE person = 1
          UNION ALL SELECT contact_point FROM care_situation WHERE key = 1
          UNION ALL SELECT assessor FROM evidence WHERE person = 1 OR care_situation = 1
          UNION ALL SELECT content FROM draft WHERE key = 1
          UNION ALL SELECT identity FROM imported_row
          UNION ALL SELECT content FROM imported_row
          """,
          [key]
        )
      }
      let traces = try file.read { try $0.values(Int64.self, "SELECT hash FROM imported_row_trace") }
      let secrets = sealedOrHashed + traces.map { PackedHashes([$0]).bytes }
      #expect(secrets.count == 21)
      let before = try file.bytes()
      for secret in secrets { #expect(before.range(of: secret) != nil) }
      try await clerk.erase(registered.caregiver)
      let after = try file.bytes()
      for (index, secret) in secrets.enumerated() {
        #expect(after.range(of: secret) == nil, "\(index)")
        // Nor the greater part of it, behind the first bytes that a free cell begins with.
        let rest = secret.count > 8 ? secret.dropFirst(8).prefix(20) : secret.dropFirst(2)
        #expect(after.range(of: rest) == nil, "\(index)")
      }
      #expect(try Data(contentsOf: URL(filePath: file.path + "-wal")).isEmpty)
      let held = try file.read { try $0.value(Int.self, "SELECT count(*) FROM data_key WHERE key = \(key)") }
      #expect(held == 0)
    }
  }

  @Test("Sealed bytes that were copied away before open with no key that is left")
  func copied() async throws {
    let file = try RegistryFile()
    defer { file.remove() }
    let masters = MemoryMasterKeys()
    try await withRegistry(location: file.location, masterKeys: masters) { registry in
      let registered = try await registry.register()
      let sealed = try #require(
        try file.read { try $0.value(Data.self, "SELECT identity FROM person WHERE key = 1") }
      )
      let key = try #require(try file.read { try $0.value(Int64.self, "SELECT data_key FROM person WHERE key = 1") })
      let keys = try DataKeys(provider: masters)
      #expect(
        try file.read {
          try keys.cipher(key, in: $0).open(sealed, as: Identity.self, at: SealedField.identity)
        }
        .familyName == "De Fictieve"
      )
      try await Clerk(registry).erase(registered.caregiver)
      #expect(throws: Refusal.self) { _ = try file.read { try keys.cipher(key, in: $0) } }
      let left = try file.read { try $0.values(Int64.self, "SELECT key FROM data_key") }
      #expect(!left.isEmpty)
      for other in left {
        #expect(throws: CryptoKitError.self) {
          try file.read { try keys.cipher(other, in: $0).openBytes(sealed, at: SealedField.identity) }
        }
      }
    }
  }

  @Test("Erasing goes on while others read and register")
  func meanwhile() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      var names: [String] = []
      for day in 1...12 {
        var situation = Samples.careSituation()
        situation.caregiver.insz = try Clerk.insz(1970, 2, day)
        names.append(try await registry.register(situation).caregiver)
      }
      let people = names
      try await withThrowingTaskGroup(of: Void.self) { group in
        for name in people { group.addTask { try await clerk.erase(name) } }
        for day in 1...20 {
          group.addTask {
            var situation = Samples.careSituation()
            situation.caregiver.insz = try Clerk.insz(1971, 4, day)
            _ = try await registry.register(situation)
            _ = try await registry.registration.listCareSituations(.with { $0.municipality = "44084" })
          }
        }
        try await group.waitForAll()
      }
      for name in people { #expect(try await registry.person(name).details == .init()) }
      let list = try await registry.registration.listCareSituations(
        .with {
          $0.municipality = "44084"
          $0.pageSize = 200
        }
      )
      #expect(list.careSituations.count == 32 && list.careSituations.count { $0.caregiverName.isEmpty } == 12)
    }
  }
}

@Suite("What is held on a person, as it is handed out")
struct ExportTests {
  /// The document as text, and as the object that it holds.
  private func export(_ registry: Registry, _ name: String) async throws -> (text: String, object: [String: Any]) {
    let answer = try await registry.persons.exportPerson(.with { $0.name = name })
    #expect(answer.mediaType == "application/json")
    let text = try #require(String(data: answer.document, encoding: .utf8))
    let object = try JSONSerialization.jsonObject(with: answer.document) as? [String: Any]
    return (text, try #require(object))
  }

  private func list(_ object: [String: Any], _ key: String) -> [[String: Any]] { object[key] as? [[String: Any]] ?? [] }

  @Test("Everything that is held is in it, what was replaced and withdrawn too")
  func whole() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      var situation = Samples.careSituation()
      situation.caregiver.trustedAdult = .with {
        $0.displayName = "Vertrouweling"
        $0.email = "vertrouweling@example.org"
      }
      situation.causes = [.illness]
      let registered = try await registry.register(situation)
      try await clerk.move(registered.caregiver, to: "Denkbeeldlaan 4", in: "43007")
      try await clerk.move(registered.caregiver, to: "Nieuwstraat 9", in: "43007")
      let number = try Clerk.insz(1976, 7, 22, serial: 952)
      try await clerk.replaceNumber(of: registered.caregiver, with: number)
      try await clerk.consent(registered.caregiver, .hospital)
      try await clerk.withdraw(registered.caregiver, .hospital)
      try await clerk.consent(registered.caregiver, .hospital, on: Samples.date(2025, 6, 1))
      let evidence = try await clerk.recordEvidence(
        of: registered.careSituation,
        points: 9,
        assessor: "Dienst Mis"
      )
      _ = try await registry.care.withdrawEvidence(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = evidence
        }
      )
      try await clerk.recordContactPoint(
        of: registered.careSituation,
        .with {
          $0.organisation = "Thuiszorg Aanspreek"
          $0.phone = "0468 00 20 00"
        }
      )
      try await clerk.recordLoad(of: registered.caregiver, assessor: "Meter", score: 12)
      try await clerk.recordNeeds(of: registered.caregiver, [.respite])
      var about = Samples.careSituation()
      about.caregiver.insz = number
      about.caregiver.phone = "0468 00 77 77"
      about.recipient = Samples.recipient(insz: Samples.otherINSZ)
      about.recipient.familyName = "Ongenoemd"
      let draft = try await clerk.signal(about, remark: "Ongenoemd belt zelf")

      let (text, object) = try await export(registry, registered.caregiver)
      for word in [
        "De Fictieve", "Mieke", "mieke@example.org", "+32468000000", "Verzonnenlaan 12", "Denkbeeldlaan 4",
        "Nieuwstraat 9", "9880", Samples.caregiverINSZ, number, "Vertrouweling", "vertrouweling@example.org",
        "1976-07-22", "Thuiszorg Aanspreek", "+32468002000", "Meter", "0468 00 77 77", draft, registered.careSituation,
        registered.caregiver, "illness", "respite",
      ] {
        #expect(text.contains(word), "\(word) is missing")
      }
      #expect(list(object, "numbers").map { $0["holds_now"] as? Bool } == [false, true])
      let residences = list(object, "residences")
      #expect(
        residences.count { $0["replace_time"] == nil } == 1 && residences.count { $0["replace_time"] != nil } == 2
      )
      let consents = list(object, "consents").filter { $0["purpose"] as? String == "hospital" }
      #expect(consents.map { $0["is_given"] as? Bool } == [true, false, true])
      #expect(consents.map { $0["declared_date"] as? String } == ["2024-03-01", "2025-06-01", "2025-06-01"])
      let care = try #require(list(object, "care_situations").first)
      // What attests something of the recipient is the recipient's.
      #expect(list(care, "evidence").isEmpty && list(object, "evidence").isEmpty)
      #expect(!text.contains("DG Personen met een handicap"))
      let (recipientText, recipientObject) = try await export(registry, registered.recipient)
      for word in ["DG Personen met een handicap", "Dienst Mis", evidence] {
        #expect(recipientText.contains(word), "\(word) is missing")
      }
      #expect(list(recipientObject, "evidence").map { $0["withdraw_time"] != nil } == [false, true])
      #expect(list(care, "history").map { $0["kind"] as? String } == ["registered", "completed"])
      #expect(care["role_of_the_person"] as? String == "caregiver")
      let drafts = list(object, "drafts")
      #expect(drafts.map { $0["has_remark"] as? Bool } == [true])
      // Of the other person nothing that identifies: neither from the care nor from the draft.
      for word in [
        "Bedachtzaam", "Jozef", "Denkbeeldstraat", Samples.recipientINSZ, registered.recipient, "Ongenoemd",
        Samples.otherINSZ,
      ] {
        #expect(!text.contains(word), "\(word) is told")
      }
    }
  }

  @Test("The recipient is told of their care, and nothing that identifies the caregiver")
  func recipient() async throws {
    try await withRegistry { registry in
      let registered = try await registry.register()
      _ = try await Clerk(registry).signal(Samples.careSituation())
      let (text, object) = try await export(registry, registered.recipient)
      #expect(text.contains("Bedachtzaam") && text.contains(Samples.recipientINSZ))
      #expect(list(object, "care_situations").map { $0["role_of_the_person"] as? String } == ["recipient"])
      for word in [
        "Fictieve", "Mieke", "Verzonnenlaan", Samples.caregiverINSZ, "mieke@", "468000000", "0468 00",
        registered.caregiver,
      ] {
        #expect(!text.contains(word), "\(word) is told")
      }
    }
  }

  @Test("What stayed with someone who was merged into the person is told too, under either name")
  func merged() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let first = try await registry.register()
      var again = Samples.careSituation()
      again.caregiver.insz = ""
      again.caregiver.birthDate = Samples.date(1976, 7, 22)
      again.caregiver.givenNames = "Maria"
      again.caregiver.streetLine = "Oudestraat 1"
      again.recipient = Samples.recipient(insz: Samples.otherINSZ)
      let second = try await registry.register(again)
      for name in [first.caregiver, second.caregiver] { try await clerk.consent(name, .hospital) }
      try await clerk.merge(second.caregiver, into: first.caregiver)
      for name in [first.caregiver, second.caregiver] {
        let (text, object) = try await export(registry, name)
        #expect(object["name"] as? String == first.caregiver)
        #expect(text.contains("Maria") && text.contains("Oudestraat 1") && text.contains("Mieke"))
        let merged = try #require(list(object, "merged_persons").first)
        #expect(merged["name"] as? String == second.caregiver)
        #expect(list(merged, "consents").map { $0["purpose"] as? String } == ["hospital"])
        #expect(list(object, "merges").count == 1 && list(object, "care_situations").count == 2)
        #expect(list(object, "likenesses").map { $0["close_time"] != nil } == [true])
      }
    }
  }

  @Test("It takes sight of the person, and the clearance to read for a sealed one")
  func scope() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let registered = try await registry.register()
      let missing = SeenError(.notFound, "RESOURCE_NOT_FOUND")
      func seen(_ municipality: String, _ clearance: CallScope.Clearance, _ name: String) async throws -> SeenError? {
        try await registry.seeing(municipality, clearance: clearance) {
          try await refusal { try await registry.persons.exportPerson(.with { $0.name = name }) }
        }
      }
      #expect(try await seen("44084", .none, registered.caregiver) == nil)
      #expect(try await seen("11002", .read, registered.caregiver) == missing)
      #expect(try await seen("44084", .none, ResourceCollection.persons.name(.random())) == missing)
      try await clerk.seal(registered.recipient)
      #expect(try await seen("44084", .find, registered.recipient) == missing)
      #expect(try await seen("44084", .read, registered.recipient) == nil)
      // Care with a sealed record is not there for who may not read it.
      for (clearance, count) in [(CallScope.Clearance.none, 0), (.find, 0), (.read, 1)] {
        try await registry.seeing("44084", clearance: clearance) { () async throws in
          let (_, object) = try await export(registry, registered.caregiver)
          #expect(list(object, "care_situations").count == count)
        }
      }
    }
  }

  @Test("Of an erased person it tells when they were erased, and nothing that identifies")
  func erased() async throws {
    try await withRegistry { registry in
      let registered = try await registry.register()
      try await Clerk(registry).erase(registered.caregiver)
      let (text, object) = try await export(registry, registered.caregiver)
      #expect(object["erase_time"] != nil && object["identity"] == nil)
      for word in ["Fictieve", "Mieke", Samples.caregiverINSZ, "Verzonnenlaan", "9880", "DG Personen"] {
        #expect(!text.contains(word))
      }
    }
  }
}

@Suite("What an undone merge leaves with the person who was kept")
struct UnmergeTests {
  @Test("A need that was passed over returns; one that was recorded anew since stays too")
  func needs() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let first = try await registry.register()
      var situation = Samples.careSituation()
      situation.caregiver.insz = try Clerk.insz(1970, 2, 3)
      situation.recipient.insz = Samples.otherINSZ
      let second = try await registry.register(situation)
      try await clerk.recordNeeds(of: second.caregiver, [.respite, .emotional])
      func needs(_ name: String) async throws -> Set<Mantel_Type_V1_SupportArea> {
        Set(try await registry.care.listAssessments(.with { $0.person = name }).needs)
      }
      try await clerk.merge(second.caregiver, into: first.caregiver)
      #expect(try await needs(first.caregiver) == [.respite, .emotional])
      try await clerk.unmerge(second.caregiver)
      #expect(try await needs(first.caregiver).isEmpty)

      try await clerk.merge(second.caregiver, into: first.caregiver)
      try registry.clock.set(CalendarDate(year: 2025, month: 6, day: 2))
      try await clerk.recordNeeds(of: first.caregiver, [.respite])
      try await clerk.unmerge(second.caregiver)
      #expect(try await needs(first.caregiver) == [.respite])
      #expect(try await needs(second.caregiver) == [.respite, .emotional])
    }
  }
}
