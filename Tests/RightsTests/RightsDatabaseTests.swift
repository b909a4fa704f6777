import CareTypes
import Foundation
import RuleLanguage
import ServiceRuntime
import TestSupport
import Testing

@testable import Rights
@testable import RightsDomain

@Suite("What Rights stores, and how it is found", .timeLimit(.minutes(1)))
struct RightsDatabaseTests {
  /// A store in which a care situation is decided on.
  private func withDecisions(_ body: (RightsStore) async throws -> Void) async throws {
    let store = try await SimulatingRights.store(
      of: [try Cases.situation()],
      [
        try Cases.provision("caregiver.age >= 18", name: "provisions/a"),
        try Cases.provision("recipient.fod_points >= 12", name: "provisions/b"),
      ]
    )
    while try await store.isAnyWaiting() { try await store.decideWaiting(limit: 10) }
    try await body(store)
  }

  private func message(of sql: String, in store: RightsStore) async throws -> String? {
    do {
      try await store.database.write { try $0.connection.script(sql) }
      return nil
    } catch let error as StatementFault {
      return error.message
    }
  }

  @Test(
    "Nothing that was decided can be changed or removed",
    arguments: [
      ("UPDATE decision_set SET outcomes = 1", "a decision never changes"),
      ("UPDATE decision_set SET id = NULL", "a decision never changes"),
      ("UPDATE decision_set SET decided_for = 1", "a decision never changes"),
      ("UPDATE decision_set SET decided = 0", "a decision never changes"),
      ("DELETE FROM decision_set", "a decision never goes"),
      ("UPDATE decision_set SET sheet = sheet + 1", "the facts of a decision never change"),
      ("UPDATE outcome_list SET content = x'01'", "a list of outcomes never changes"),
      ("DELETE FROM outcome_list", "a list of outcomes never goes"),
      ("UPDATE fact_sheet SET facts = '{}'", "a fact sheet never changes"),
      ("UPDATE fact_sheet SET key = key + 1", "a fact sheet never changes"),
      ("DELETE FROM fact_sheet", "a fact sheet never goes"),
      ("UPDATE decision_part SET content = '{}'", "a part of decisions never changes"),
      ("DELETE FROM decision_part", "a part of decisions never goes"),
      ("UPDATE provision_version SET content = '{}'", "a version of a provision never changes"),
    ]
  )
  func guarded(sql: String, expected: String) async throws {
    try await withDecisions { store in
      let before = try await store.database.contents()
      let message = try await message(of: sql, in: store)
      #expect(message == expected)
      #expect(try await store.database.contents() == before)
    }
  }

  @Test("A decision may be superseded, and its facts forgotten, which go only when no decision rests on them")
  func allowed() async throws {
    try await withDecisions { store in
      for (sql, isRefused) in [
        ("DELETE FROM fact_sheet", true), ("UPDATE decision_set SET superseded = 1", false),
        ("UPDATE decision_set SET sheet = NULL", false), ("UPDATE decision_set SET sheet = 1", true),
        ("DELETE FROM fact_sheet", false),
      ] {
        let message = try await message(of: sql, in: store)
        #expect((message == nil) != isRefused, "\(sql)")
      }
    }
  }

  @Test("A sheet is read as it was written, whatever is in it, and SQLite takes it as JSON")
  func sheets() async throws {
    let words = [
      "", "\"", "\\", "\\\"", "a\nb\tc\r", "\u{0}", "\u{1f}", "\u{7f}", "é", "e\u{301}", "👩‍👧", "\u{2028}\u{2029}",
      "{\"a\":1}",
      "?", "b1", "'; DROP TABLE decision; --", "\u{feff}", "\u{10ffff}", String(repeating: "x\\\"", count: 2_000),
    ]
    var record = FactRecord()
    for (number, word) in words.enumerated() { record.facts["x.text\(number)"] = .string(word) }
    let numbers = [0.1, -0.0, 1e300, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1 / 3, 30]
    for (number, value) in numbers.enumerated() { record.facts["x.decimal\(number)"] = .decimal(value) }
    for (number, value) in [Int.min, -1, 0, .max].enumerated() { record.facts["x.int\(number)"] = .int(value) }
    for iso in ["0001-01-01", "1969-12-31", "9999-12-31"] {
      record.facts["x.day_\(iso.prefix(4))"] = try .date(#require(RuleDate(iso: iso)))
    }
    record.facts["x.yes"] = .bool(true)
    record.facts["x.no"] = .bool(false)
    record.factsDecidingProof = ["held.of_a": ["x.yes", "x.no"], "held.of_b": []]
    let text = FactRecordText(record)
    let read = try text.record()
    #expect(read.factsDecidingProof == record.factsDecidingProof && Set(read.facts.keys) == Set(record.facts.keys))
    for (name, value) in record.facts {
      // Texts by their code points: Swift takes both ways of writing é for the same.
      switch (value, read.facts[name]) {
      case (.string(let written), .string(let found)?): #expect(Array(written.utf8) == Array(found.utf8), "\(name)")
      case (.decimal(let written), .decimal(let found)?): #expect(written.bitPattern == found.bitPattern, "\(name)")
      case (_, let found): #expect(found == value, "\(name)")
      }
    }
    // The same record is the same text, in whatever order it was filled.
    let turned = FactRecord(
      facts: Dictionary(uniqueKeysWithValues: record.facts.sorted { $0.key > $1.key }),
      factsDecidingProof: record.factsDecidingProof
    )
    #expect(FactRecordText(turned) == text && FactRecordText(turned).digest == text.digest && text.digest.count == 32)
    try await withDecisions { store in
      let isValid = try await store.database.read { db in
        try db.value(Bool.self, "SELECT json_valid(?)", [text.text])
      }
      #expect(isValid == true)
    }
  }

  @Test("Anything that is no sheet is refused", arguments: ["", "[]", "{\"a\":1}", "{\"a\":\"\"}", "{\"a\":\"z\"}"])
  func noSheet(text: String) {
    #expect(throws: DecodingError.self) { _ = try FactRecordText(text).record() }
  }

  @Test("Care situations are scanned in pages, each once and in order, through few municipalities, many, and all")
  func paging() async throws {
    let codes = SimulationPopulation.codes
    let situations = try (0..<53).map { number in
      var situation = try Cases.situation()
      situation.caregiver.place = try Place(codes[number % codes.count])
      situation.recipient.place = try Place(codes[number % 5])
      return situation
    }
    let store = try await SimulatingRights.store(of: situations, [])
    let day = try Cases.date("2025-06-01")
    for count in [nil, 0, 1, 2, 8, 9, 12] as [Int?] {
      let municipalities = try count.map { Set(try codes.suffix($0).map { try NISCode($0) }) }
      let expected = situations.filter { situation in
        municipalities.map {
          !$0.isDisjoint(with: [situation.caregiver.place, situation.recipient.place].compactMap(\.municipality))
        }
          ?? true
      }
      for limit in [1, 7, 53, 1_000] {
        var (found, keys, last): ([OpaqueID], [Int64], Int64) = ([], [], 0)
        while true {
          let page = try await store.scanSituations(in: municipalities, on: day, after: last, limit: limit)
          guard let end = page.last?.key else { break }
          #expect(page.count <= limit)
          last = end
          found += page.map(\.facts.id)
          keys += page.map(\.key)
        }
        #expect(found == expected.map(\.id), "\(String(describing: count)) \(limit)")
        #expect(keys == keys.sorted() && Set(keys).count == keys.count)
      }
    }
  }

  @Test("What is queued, and who is scanned, is found through an index")
  func plans() async throws {
    try await withDecisions { store in
      let queue = "INSERT OR IGNORE INTO evaluation_queue SELECT key, ? FROM situation WHERE"
      for (sql, index) in [
        (RightsStore.manyMunicipalitiesSQL, "INTEGER PRIMARY KEY (rowid>?)"),
        (RightsStore.manyMunicipalitiesSQL, "situation_municipality USING"),
        (RightsStore.fewMunicipalitiesSQL, "situation_municipality USING PRIMARY KEY"),
        (EvaluationQueue.reviewsSQL, "situation_by_review"), ("\(queue) caregiver = ?", "situation_by_caregiver"),
        ("\(queue) recipient = ?", "situation_by_recipient"),
        ("\(queue) recipient = (SELECT recipient FROM situation WHERE id = ?)", "situation_by_recipient"),
        ("UPDATE situation SET next_review = ?, is_forgotten = 0 WHERE key = ?", "INTEGER PRIMARY KEY (rowid=?)"),
        (RightsStore.queueSQL, "evaluation_queue"), (RightsStore.dequeueSQL, "INTEGER PRIMARY KEY (rowid=?)"),
        (AwardReader.familiesSQL, "situation_by_caregiver"), (AwardReader.familiesSQL, "situation_by_recipient"),
        (CurrentDecisions.sql, "decision_set_by_situation"), (RightsStore.currentSQL, "decision_set_by_situation"),
        (FactSheetRows.forgetSQL("recipient"), "decision_set_by_situation"),
        (FactSheetRows.deleteSQL, "decision_set_by_sheet"),
        (RightsStore.allSituationsSQL, "INTEGER PRIMARY KEY (rowid>?)"),
        (OpenReevaluation.advanceSQL, "INTEGER PRIMARY KEY (rowid=?)"),
        (OpenReevaluation.sinceSQL, "INTEGER PRIMARY KEY (rowid=?)"),
        (ReevaluationRows.getSQL, "sqlite_autoindex_reevaluation"),
        (ReevaluationRows.listSQL, "INTEGER PRIMARY KEY (rowid<?)"),
        (ReevaluationRows.countSQL, "INTEGER PRIMARY KEY (rowid<?)"),
        (ReevaluationRows.countOfMunicipalitiesSQL, "situation_municipality USING PRIMARY KEY"),
        (CurrentDecisions.pastSQL, "decision_set_by_situation"), (PastDays.dueSQL, "INTEGER PRIMARY KEY (rowid=?)"),
        (EvaluationQueue.sinceSQL, "situation_by_recipient"),
        (EvaluationQueue.sinceOfCaregiverSQL, "situation_by_caregiver"),
        (EvaluationQueue.reviewsOfCaregiversSQL, "situation_by_review"),
        (PersonRows.standsSQL, "standing_consent USING"),
        (PersonRows.withdrawConsentSQL, "PRIMARY KEY"),
        (PersonRows.nextConsentDaysSQL, "standing_consent USING"),
        (PersonRows.removeMomentSQL, "sqlite_autoindex_recipient_moment"),
      ] {
        let plan = try await store.database.queryPlan(of: sql)
        #expect(plan.contains { $0.contains(index) }, "\(sql): \(plan)")
        let scans = plan.filter {
          $0.hasPrefix("SCAN") && !$0.contains("json_each")
            && !["SCAN evaluation_queue", "SCAN concerned", "SCAN own"].contains($0)
        }
        // A foreign key is looked up both ways; no plan reads a table from its beginning.
        #expect(scans.isEmpty && !plan.contains { $0.contains("TEMP B-TREE") && sql.contains("queue") }, "\(plan)")
      }
    }
  }
}

@Suite("When an admission is looked at again")
struct SuspensionReviewTests {
  /// Of an admission on 20 May 2025, nothing else changes by itself.
  private func admitted() throws -> SituationFacts {
    var situation = try Cases.situation()
    situation.caregiver.birthDate = nil
    situation.recipient.birthDate = nil
    situation.moments.add(RecipientMoments.Moment(.admission, on: try Cases.date("2025-05-20").daysSinceEpoch))
    return situation
  }

  private func suspending(_ days: Int, _ name: String = "provisions/test", territory: [String] = []) throws
    -> ProvisionVersion
  {
    try Cases.provision("caregiver.unpaid", name: name, territory: territory).with {
      $0.suspendAfterDaysAdmitted = days
    }
  }

  private func review(_ provisions: [ProvisionVersion], after day: String) throws -> String? {
    try Cases.review(admitted(), provisions, after: day).map { try CalendarDate(daysSinceEpoch: $0).isoText }
  }

  @Test("The day after so many days of admission is a review, and the day on which it has lasted over 90 days")
  func days() throws {
    #expect(try review([suspending(30)], after: "2025-06-01") == "2025-06-19")
    #expect(try review([suspending(30)], after: "2025-06-18") == "2025-06-19")
    #expect(try review([suspending(30)], after: "2025-06-19") == "2025-08-18")
    #expect(try review([suspending(30)], after: "2025-08-18") == nil)
    #expect(try review([], after: "2025-06-01") == "2025-08-18")
  }

  @Test("On that day it is suspended, and on the day before it is not")
  func suspended() throws {
    for (day, reasons) in [("2025-06-18", []), ("2025-06-19", [DecisionReason.suspended])] {
      #expect(try Cases.decide(admitted(), suspending(30), on: day).reasons == reasons, "\(day)")
    }
  }

  @Test("Of several provisions the first day counts, and of those of other places none")
  func several() throws {
    let both = [try suspending(60, "provisions/a"), try suspending(30, "provisions/b")]
    #expect(try review(both, after: "2025-06-01") == "2025-06-19")
    #expect(try review(both, after: "2025-06-19") == "2025-07-19")
    #expect(try review([suspending(30, territory: ["11002"])], after: "2025-06-01") == "2025-08-18")
    #expect(try review([suspending(30, territory: ["43007"])], after: "2025-06-01") == "2025-06-19")
  }

  @Test("A condition that asks how many days is looked at every day, also before an admission that is to come")
  func everyDay() throws {
    let asking = try Cases.provision("recipient.days_admitted < 10")
    #expect(try review([asking], after: "2025-06-01") == "2025-06-02")
    #expect(try review([asking], after: "2025-05-01") == "2025-05-20")
  }

  @Test("After the discharge nothing is looked at again")
  func discharged() throws {
    var situation = try admitted()
    situation.moments.add(RecipientMoments.Moment(.discharge, on: try Cases.date("2025-05-25").daysSinceEpoch))
    #expect(try Cases.review(situation, [suspending(30)], after: "2025-06-01") == nil)
  }
}
