import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import TestSupport
import Testing
import TypeAPI

@testable import Registration
@testable import RegistrationDomain

@Suite("Evidence that was filed by care situation passes to the people whom it is about")
struct MovedEvidenceTests {
  /// Makes of a database one from before evidence was kept with people. Evidence about the care, which is kept as all was
  /// then, becomes the score of the recipient.
  private static let before = """
    DELETE FROM grdb_migrations
      WHERE identifier IN ('registration-evidence-of-persons', 'registration-evidence-by-home');
    DROP TABLE facts_to_tell;
    ALTER TABLE evidence RENAME TO later;
    DROP INDEX evidence_by_person;
    DROP INDEX evidence_by_care_situation;
    DROP INDEX evidence_by_data_key;
    DROP INDEX evidence_to_announce;
    CREATE TABLE evidence (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      care_situation INTEGER NOT NULL REFERENCES care_situation (key),
      fact TEXT NOT NULL,
      kind TEXT,
      value TEXT NOT NULL CHECK (json_valid(value)),
      assessor BLOB NOT NULL,
      issued_date INTEGER NOT NULL,
      valid_until_date INTEGER CHECK (valid_until_date >= issued_date),
      recorded INTEGER NOT NULL,
      withdrawn INTEGER,
      announced INTEGER
    ) STRICT;
    CREATE INDEX evidence_by_care_situation ON evidence (care_situation, valid_until_date);
    CREATE INDEX evidence_to_announce ON evidence (valid_until_date)
      WHERE valid_until_date IS NOT NULL AND withdrawn IS NULL AND announced IS NULL;
    INSERT INTO evidence
    SELECT key, id, care_situation,
      CASE fact WHEN 'situation.kinship_degree' THEN 'recipient.fod_points' ELSE fact END,
      kind, value, assessor, issued_date, valid_until_date, recorded, withdrawn, announced FROM later;
    DROP TABLE later;
    UPDATE merge SET passed = json_remove(passed, '$.evidence');
    """

  /// What was there before.
  private struct Former: Sendable {
    let first: Mantel_Registration_V1_RegisterCareSituationResponse
    let second: Mantel_Registration_V1_RegisterCareSituationResponse
    let namesake: Mantel_Registration_V1_RegisterCareSituationResponse
    let names: [String]
  }

  /// One recipient in two care situations, with a namesake merged into them who is in a third.
  private func former(_ registry: Registry) async throws -> Former {
    var situation = Samples.careSituation()
    situation.evidence = []
    let first = try await registry.register(situation)
    let numbers = try fictionalNumbers(3)
    situation.caregiver = Samples.caregiver(insz: numbers[0])
    let second = try await registry.register(situation)
    situation.caregiver = Samples.caregiver(insz: numbers[1])
    situation.recipient = Samples.recipient(insz: numbers[2])
    let namesake = try await registry.register(situation)
    let degree = "situation.kinship_degree"
    var names: [String] = []
    for (care, value, fact) in [
      (first, 12, degree), (second, 12, degree), (namesake, 9, degree), (first, 3, "situation.care_days_per_year"),
    ] as [(Mantel_Registration_V1_RegisterCareSituationResponse, Int64, String)] {
      names.append(try await registry.show(evidence(fact, value), for: care.careSituation))
    }
    try await Clerk(registry).merge(namesake.recipient, into: first.recipient)
    return Former(first: first, second: second, namesake: namesake, names: names)
  }

  private func withMoved(
    _ body: @Sendable (Registry, RegistrationStores, Former, RegistryFile) async throws -> Void
  ) async throws {
    let file = try RegistryFile()
    defer { file.remove() }
    let (keys, masterKeys) = (KeyFile(), MemoryMasterKeys())
    let former = try await withRegistry(location: file.location, keys: keys, masterKeys: masterKeys) { registry in
      try await self.former(registry)
    }
    let database = try DatabaseFile(path: file.path)
    try database.write { try $0.script(Self.before) }
    try database.close()
    try await withRegistry(location: file.location, keys: keys, masterKeys: masterKeys) { registry in
      let tables = try ReferenceTables()
      let store = try RegistrationStores(
        database: RegistrationStores.openDatabase(file.location, clock: registry.clock.clock, keys: keys),
        keys: keys,
        masterKeys: masterKeys,
        tables: tables,
        encode: RegistrationEventEncoder.payload,
        read: { try DraftMentions(serialized: $0, today: $1, tables) }
      )
      try await body(registry, store, former, file)
    }
  }

  @Test("What was filed for each care situation counts in all, once where it says the same, and is told to the others")
  func moved() async throws {
    try await withMoved { registry, store, former, _ in
      let points: [String: [Int64]] = ["recipient.fod_points": [9, 12]]
      let own: [String: [Int64]] = ["recipient.fod_points": [9, 12], "situation.care_days_per_year": [3]]
      func count(_ care: String) async throws -> [String: [Int64]] {
        try await registry.counting(care).mapValues { $0.sorted() }
      }
      #expect(try await count(former.first.careSituation) == own)
      #expect(try await count(former.second.careSituation) == points)
      #expect(try await count(former.namesake.careSituation) == points)
      let read = try await registry.situation(former.second.careSituation).evidence
      #expect(read.allSatisfy { $0.assessor == "Zorgkas Denkbeeld" })

      // The service does so by itself at its start; here both do, and nothing is told twice.
      let today = try CalendarDate(year: 2025, month: 6, day: 1)
      while try await store.retention.tellMovedEvidence(on: today, limit: 2) > 0 {}
      for care in [former.first, former.second, former.namesake] {
        let told = try await registry.told(of: care.careSituation)
        #expect(told.last["recipient.fod_points"]?.sorted() == [9, 12])
        #expect(told.times == 2 + (care == former.second ? 1 : 2))
      }
      // Either name finds what was filed twice.
      try await registry.withdrawEvidence(former.names[0])
      for care in [former.first, former.second] {
        #expect(try await registry.counting(care.careSituation)["recipient.fod_points"] == [9])
      }
      let again = try await refusal { try await registry.withdrawEvidence(former.names[1]) }
      #expect(again == SeenError(.failedPrecondition, "EVIDENCE_WITHDRAWN"))
    }
  }

  @Test("A merge of before gives back, when it is undone, what had been filed for the care of who was merged")
  func unmerged() async throws {
    try await withMoved { registry, _, former, _ in
      try await Clerk(registry).unmerge(former.namesake.recipient)
      #expect(try await registry.counting(former.namesake.careSituation) == ["recipient.fod_points": [9]])
      #expect(try await registry.counting(former.second.careSituation) == ["recipient.fod_points": [12]])
    }
  }

  @Test("Erasing the caregiver with whom it was filed leaves the recipient's evidence readable, and nothing of the key")
  func erased() async throws {
    try await withMoved { registry, _, former, file in
      let key = try file.read { db in
        try db.value(
          Data.self,
          "SELECT wrapped FROM data_key WHERE key = (SELECT data_key FROM evidence WHERE key = 1)"
        )
      }
      let wrapped = try #require(key)
      try await Clerk(registry).erase(former.first.caregiver)
      let read = try await registry.situation(former.second.careSituation).evidence
      #expect(read.map(\.intValue).sorted() == [9, 12] && read.allSatisfy { $0.assessor == "Zorgkas Denkbeeld" })
      #expect(try file.bytes().range(of: wrapped) == nil)
      try await Clerk(registry).erase(former.first.recipient)
      #expect(try file.read { try $0.value(Int.self, "SELECT count(*) FROM evidence") } == 0)
    }
  }
}
