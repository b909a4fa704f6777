import CareTypes
import Foundation
import RuleLanguage
import ServiceCore
import ServiceRuntime
import TestSupport
import Testing

@testable import Rights
@testable import RightsDomain

@Suite("The tables of Rights")
struct RightsMigrationsTests {
  @Test("What was told before its consent was kept waits for that consent; a death counts without one")
  func takeOver() throws {
    let file = try DatabaseFile()
    try file.migrate(RightsMigrations.all, upTo: "rights-1")
    let (person, other) = (OpaqueID.random(), OpaqueID.random())
    let told = #"{"admittedSince":10,"palliativeSince":12,"diedOn":20}"#
    let death = #"{"diedOn":21}"#
    try file.write { db in
      for (id, moments) in [(person, told), (other, death)] {
        try db.execute(
          "INSERT INTO recipient_moments (person, moments) VALUES (?, ?)",
          [id.blob, moments]
        )
      }
    }
    try file.migrate(RightsMigrations.all)
    let kept = try Self.kept(in: file)
    #expect(
      kept == [
        Kept(person, "hospital", .admission, 10, .hospital),
        Kept(person, "general_practitioner", .palliativeStatus, 12),
        Kept(person, "", .death, 20), Kept(other, "", .death, 21),
      ]
    )
  }

  @Test("What was told before is added to what was told since under the consent that covers it")
  func addition() throws {
    let file = try DatabaseFile()
    try file.migrate(RightsMigrations.all, upTo: "rights-2-consents-of-moments")
    let (home, away, still) = (OpaqueID.random(), OpaqueID.random(), OpaqueID.random())
    let before: [(OpaqueID, String, String)] = [
      // Came home since, so that the admission of before is over.
      (home, "", #"{"admittedSince":10,"palliativeSince":12}"#), (home, "hospital", #"{"dischargedOn":14}"#),
      (home, "general_practitioner", #"{"palliativeSince":11}"#),
      // Was admitted again since the discharge of before.
      (away, "", #"{"dischargedOn":20}"#), (away, "hospital", #"{"admittedSince":25}"#),
      // The earlier of two admissions, after an earlier discharge.
      (still, "", #"{"admittedSince":30,"dischargedOn":5}"#), (still, "hospital", #"{"admittedSince":33}"#),
    ]
    try file.write { db in
      for (person, purpose, moments) in before {
        try db.execute(
          "INSERT INTO recipient_moments (person, purpose, moments) VALUES (?, ?, ?)",
          [person.blob, purpose, moments]
        )
      }
    }
    try file.migrate(RightsMigrations.all)
    #expect(
      try Self.kept(in: file) == [
        Kept(home, "hospital", .discharge, 14, .hospital), Kept(home, "general_practitioner", .palliativeStatus, 11),
        Kept(away, "hospital", .discharge, 20, .hospital), Kept(away, "hospital", .admission, 25, .hospital),
        Kept(still, "hospital", .discharge, 5, .hospital), Kept(still, "hospital", .admission, 30, .hospital),
      ]
    )
  }

  @Test("The care for whom it counts otherwise is decided on anew, also under the id that they were merged into")
  func queued() throws {
    let file = try DatabaseFile()
    try file.migrate(RightsMigrations.all, upTo: "rights-2-consents-of-moments")
    let (admitted, merged, kept) = (OpaqueID.random(), OpaqueID.random(), OpaqueID.random())
    let (dead, covered) = (OpaqueID.random(), OpaqueID.random())
    let recipients = [admitted, kept, dead, covered, OpaqueID.random()]
    let before: [(OpaqueID, String, String)] = [
      (admitted, "", #"{"admittedSince":10}"#), (merged, "", #"{"palliativeSince":10,"diedOn":20}"#),
      (dead, "", #"{"diedOn":20}"#), (covered, "hospital", #"{"dischargedOn":10}"#),
    ]
    try file.write { db in
      for recipient in recipients { try Self.insertBeforeTermsWereJSON(recipient: recipient, in: db) }
      try db.execute("INSERT INTO merged_person (merged, kept) VALUES (?, ?)", [merged.blob, kept.blob])
      for (person, purpose, moments) in before {
        try db.execute(
          "INSERT INTO recipient_moments (person, purpose, moments) VALUES (?, ?, ?)",
          [person.blob, purpose, moments]
        )
      }
    }
    try file.migrate(RightsMigrations.all)
    let queued = try file.read { db in
      try db.rows(
        "SELECT recipient, traceparent FROM evaluation_queue JOIN situation ON key = evaluation_queue.situation"
      ).map { (recipient: $0["recipient"] as Data, traceparent: $0["traceparent"] as String) }
    }
    #expect(Set(queued.map(\.recipient)) == [admitted.blob, kept.blob])
    #expect(queued.count == 2 && queued.allSatisfy { TraceContext(traceparent: $0.traceparent) != nil })
  }

  @Test("Terms that were stored in columns are kept as JSON, whether they changed over time or not")
  func terms() throws {
    let file = try DatabaseFile()
    try file.migrate(RightsMigrations.all, upTo: "rights-4-grant-modes")
    let later = """
      [{"dwelling":"own_home","from":100,"minutesPerWeek":60,"professionalInvolved":true,"relation":"child",\
      "sameAddress":true},{"dwelling":"residential_care","from":200,"minutesPerWeek":90,"professionalInvolved":false,\
      "relation":"child","sameAddress":false}]
      """
    try file.write { db in
      try Self.insertBeforeTermsWereJSON(recipient: .random(), in: db)
      try Self.insertBeforeTermsWereJSON(recipient: .random(), terms: later, in: db)
    }
    try file.migrate(RightsMigrations.all)
    let read = try file.read { db in
      let keys = try db.values(Int64.self, "SELECT key FROM situation ORDER BY key")
      return try [150, 250].map { day in
        try SituationBatch.read(keys, on: CalendarDate(daysSinceEpoch: day), in: db).map(\.facts)
      }
    }
    let unchanged = CareTerms(
      relation: .neighbour,
      hours: try CareHours(minutes: 990, per: .week),
      dwelling: .withCaregiver,
      sameAddress: true,
      professionalInvolved: false
    )
    let hours = try [60, 90].map { try CareHours(minutes: $0, per: .week) }
    #expect(read.map { $0[0].terms } == [unchanged, unchanged])
    #expect(read[0][0].timeline.terms == nil)
    #expect(
      read.map { $0[1].terms } == [
        CareTerms(
          relation: .child,
          hours: hours[0],
          dwelling: .ownHome,
          sameAddress: true,
          professionalInvolved: true
        ),
        CareTerms(relation: .child, hours: hours[1], dwelling: .residentialCare),
      ]
    )
    // What was stored before a change is decided on as what is stored since.
    try file.write { db in
      for facts in read[1] { try SituationRows.replace(facts, on: CalendarDate(daysSinceEpoch: 20_500), in: db) }
    }
    let again = try file.read { db in
      let keys = try db.values(Int64.self, "SELECT key FROM situation ORDER BY key")
      return try SituationBatch.read(keys, on: CalendarDate(daysSinceEpoch: 250), in: db).map(\.facts)
    }
    #expect(again == read[1])
  }

  /// Stores a care situation as it was stored while its terms were columns.
  private static func insertBeforeTermsWereJSON(
    recipient: OpaqueID,
    terms: String = "[]",
    in db: Connection
  ) throws {
    try db.execute(
      """
      INSERT INTO situation (id, caregiver, recipient, caregiver_municipality, recipient_municipality, relation,
        minutes_per_week, dwelling, same_address, professional_involved, start_date, declared_by_caregiver,
        declared_by_recipient, evidence, terms, caregiver_residences, recipient_residences)
      VALUES (?, ?, ?, '44084', '43007', 'neighbour', 990, 'with_caregiver', 1, 0, 100, 1, 0, '[]', ?, '[]', '[]')
      """,
      [OpaqueID.random().blob, OpaqueID.random().blob, recipient.blob, terms]
    )
  }

  @Test("A version that was stored before the grant mode was is automatic as before, or its mode is not known")
  func grantModes() throws {
    let file = try DatabaseFile()
    try file.migrate(RightsMigrations.all, upTo: "rights-3-moments-of-unknown-consent")
    var version = try Cases.provision("recipient.age >= 18")
    version.grantMode = nil
    let stored = String(try StoredJSON.text(version).dropLast())
    try file.write { db in
      try db.execute("INSERT INTO provision (key, name) VALUES (1, ?)", [version.name])
      for (number, isAutomatic) in [(1, true), (2, false)] {
        try db.execute(
          "INSERT INTO provision_version (provision, version, content) VALUES (1, ?, ?)",
          [number, "\(stored),\"isAutomatic\":\(isAutomatic)}"]
        )
      }
    }
    try file.migrate(RightsMigrations.all)
    let modes = try file.read { db in
      try db.values(Data.self, "SELECT content FROM provision_version ORDER BY version")
        .map { try StoredJSON.value($0, as: ProvisionVersion.self) }
    }
    #expect(
      modes.map(\.grantMode) == [.automatic, nil] && modes.map(\.condition) == [version.condition, version.condition]
    )
    #expect(throws: StatementFault.self) {
      try file.write { try $0.script("UPDATE provision_version SET content = '{}'") }
    }
  }

  @Test("Decisions that were stored one by one keep their ids, facts, times and history, packed together")
  func decisionSets() async throws {
    let old = try OldDecisions()
    defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: old.path + suffix) } }
    try old.file.migrate(RightsMigrations.all)
    let (sheets, lists, sets) = try old.file.read { db in
      (
        try db.values(String.self, "SELECT facts FROM fact_sheet"),
        try db.value(Int.self, "SELECT count(*) FROM outcome_list"),
        try db.value(Int.self, "SELECT count(*) FROM decision_set")
      )
    }
    // Two care situations had the same facts, and the same two decisions; the facts of a third were forgotten.
    #expect(sheets.count == 2 && lists == 3 && sets == 5)
    try old.file.close()
    let clock = ManualClock(try Cases.date("2025-06-01"))
    let store = try Cases.store(RightsStore.openDatabase(.file(old.path), clock: clock.clock))
    for decision in old.decisions {
      let found = try await store.decision(.stored(decision.id))
      #expect(found.name == .stored(decision.id) && found.careSituation == decision.situation)
      #expect(found.provision.name == decision.provision && found.result.outcome == decision.outcome)
      #expect(found.result.amountCents == decision.amount && found.result.explanationFingerprint == decision.mark)
      #expect(found.result.missing == decision.missing && found.basis.consented)
      #expect(found.decideTime.microseconds == decision.decided && found.decidedFor.daysSinceEpoch == 20_000)
      #expect(found.supersedeTime?.microseconds == decision.superseded)
      if decision.isForgotten {
        #expect(throws: Refusal.self) { try found.input() }
        #expect(found.digest.isEmpty)
      } else {
        #expect(try found.input().facts == ["recipient.age": .int(decision.age)] && found.isIntact)
      }
    }
    for situation in old.situations {
      let current = try await store.decisions(of: situation, after: "", limit: 10)
      let expected = old.decisions.filter { $0.situation == situation && $0.superseded == nil }
      #expect(current.map(\.name) == expected.sorted { $0.provision < $1.provision }.map { .stored($0.id) })
    }
    #expect(try await store.decisionCount() == old.decisions.count)
    await #expect(throws: Refusal.self) { _ = try await store.decision(.stored(.random())) }
  }

  @Test("The care of those who are admitted is decided on anew, because the first day counts as day 1 since")
  func firstDay() throws {
    let file = try DatabaseFile()
    try file.migrate(RightsMigrations.all, upTo: "rights-7-evaluation-sweeps")
    let (admitted, merged, kept, home) = (OpaqueID.random(), OpaqueID.random(), OpaqueID.random(), OpaqueID.random())
    try file.write { db in
      for recipient in [admitted, kept, home] { try Self.insertSituation(recipient: recipient, in: db) }
      try db.execute("INSERT INTO merged_person (merged, kept) VALUES (?, ?)", [merged.blob, kept.blob])
      for (person, moments) in [
        (admitted, #"{"admittedSince":10,"dischargedOn":4}"#), (merged, #"{"admittedSince":12}"#),
        (home, #"{"dischargedOn":14,"palliativeSince":9}"#),
      ] {
        try db.execute(
          "INSERT INTO recipient_moments (person, purpose, moments) VALUES (?, 'hospital', ?)",
          [person.blob, moments]
        )
      }
    }
    try file.migrate(RightsMigrations.all)
    let queued = try file.read { db in
      try db.values(
        Data.self,
        "SELECT recipient FROM evaluation_queue JOIN situation ON key = evaluation_queue.situation"
      )
    }
    #expect(Set(queued) == [admitted.blob, kept.blob])
    let moments = try Self.kept(in: file).filter { $0.person == admitted.blob }
    let state = moments.reduce(into: RecipientMoments()) { $0.add($1.moment) }.state(on: 39)
    #expect(state.admission?.since == 10 && state.admission?.days == 30 && state.place == .hospital)
  }

  /// Stores a care situation as it is stored since its terms are JSON.
  private static func insertSituation(recipient: OpaqueID, in db: Connection) throws {
    try db.execute(
      """
      INSERT INTO situation (id, caregiver, recipient, caregiver_municipality, recipient_municipality, start_date,
        declared_by_caregiver, declared_by_recipient, evidence, terms, caregiver_residences, recipient_residences)
      VALUES (?, ?, ?, '44084', '43007', 100, 1, 0, '[]', '[]', '[]', '[]')
      """,
      [OpaqueID.random().blob, OpaqueID.random().blob, recipient.blob]
    )
  }

  private static func kept(in file: DatabaseFile) throws -> Set<Kept> {
    try file.read { db in
      Set(
        try db.rows("SELECT person, purpose, kind, day, place FROM recipient_moment").map { row in
          Kept(
            person: row["person"],
            purpose: row["purpose"],
            moment: RecipientMoments.Moment(try row.word("kind"), on: row["day"], in: try row.optionalWord("place"))
          )
        }
      )
    }
  }

  private struct Kept: Hashable {
    let person: Data
    let purpose: String
    let moment: RecipientMoments.Moment

    init(person: Data, purpose: String, moment: RecipientMoments.Moment) {
      (self.person, self.purpose, self.moment) = (person, purpose, moment)
    }

    init(_ person: OpaqueID, _ purpose: String, _ kind: MomentKind, _ day: Int, _ place: PlaceKind? = nil) {
      self.init(person: person.blob, purpose: purpose, moment: RecipientMoments.Moment(kind, on: day, in: place))
    }
  }
}
