import CareTypes
import Foundation
import RuleLanguage
import ServiceCore
import ServiceRuntime
import TestSupport
import Testing

@testable import Rights
@testable import RightsDomain

/// A care situation and provisions to decide on.
enum Cases {
  static func date(_ text: String) throws -> CalendarDate { try CalendarDate(iso: text) }

  static func situation(id: OpaqueID = .random(), recipient: OpaqueID = .random()) throws -> SituationFacts {
    SituationFacts(
      id: id,
      caregiver: .init(id: .random(), birthDate: try date("1976-07-22"), place: try Place("44084")),
      recipient: .init(id: recipient, birthDate: try date("1948-03-17"), place: try Place("43007")),
      terms: CareTerms(
        relation: .child,
        hours: try CareHours(minutes: 16 * 60, per: .week),
        dwelling: .ownHome,
        professionalInvolved: true
      ),
      span: try DateSpan(start: date("2024-03-01")),
      declaredByCaregiver: true,
      declaredByRecipient: false,
      evidence: []
    )
  }

  static func provision(
    _ condition: String,
    name: String = "provisions/test",
    version: Int = 1,
    territory: [String] = [],
    automatic: Bool = false,
    parameters: [ParameterValue] = [],
    from: String = "2020-01-01",
    to: String? = nil
  ) throws -> ProvisionVersion {
    ProvisionVersion(
      name: name,
      version: version,
      authority: "test",
      territory: territory,
      validFrom: try date(from).daysSinceEpoch,
      validTo: try to.map { try date($0).daysSinceEpoch },
      condition: condition,
      parameters: parameters,
      grantMode: automatic ? .automatic : .propose,
      isForRecipient: true,
      titleNL: "Test",
      titleEN: "Test"
    )
  }

  static func decide(
    _ situation: SituationFacts,
    _ provision: ProvisionVersion,
    on day: String = "2025-06-01"
  ) throws -> DecisionResult {
    let book = RuleBook([provision], on: try date(day), municipalities: try municipalities())
    return try #require(book.decisions(for: situation).all.first).result
  }

  static func municipalities() throws -> MunicipalityTable { try ReferenceTables().municipalities }

  static func store(_ database: ServiceDatabase) throws -> RightsStore {
    RightsStore(database: database, municipalities: try municipalities(), encode: RightsEventEncoder.payload)
  }

  static func review(_ situation: SituationFacts, _ provisions: [ProvisionVersion], after day: String) throws -> Int? {
    RuleBook(provisions, on: try date(day), municipalities: try municipalities()).nextReview(of: situation)
  }
}

@Suite("How a condition becomes a decision")
struct DecisionMakerTests {
  @Test("A condition that holds is granted only automatically and with consent; else it is proposed")
  func yes() throws {
    var situation = try Cases.situation()
    let condition = "situation.hours_per_month >= 50.0 && caregiver.age >= 18"
    #expect(try Cases.decide(situation, Cases.provision(condition)).outcome == .proposed)
    let withoutConsent = try Cases.decide(situation, Cases.provision(condition, automatic: true))
    #expect(withoutConsent.outcome == .proposed && withoutConsent.reasons == [.consentMissing])
    situation.recipient.consentsToAutomaticRights = true
    let granted = try Cases.decide(situation, Cases.provision(condition, automatic: true))
    #expect(granted.outcome == .granted && granted.reasons.isEmpty)
  }

  @Test("What is missing is named exactly: facts, and figures that the authority's text lacks")
  func unknown() throws {
    var situation = try Cases.situation()
    let window = "recipient.bel_score >= parameter.low && !recipient.has_care_budget_severe"
    let open = ParameterValue(name: "low", type: .int, value: nil, labelNL: "drempel", labelEN: "threshold")
    let missing = try Cases.decide(situation, Cases.provision(window, parameters: [open]))
    #expect(missing.outcome == .awaitingEvidence)
    #expect(Set(missing.missing) == ["recipient.bel_score", "parameter.low", "recipient.has_care_budget_severe"])
    situation.evidence = [
      .init(fact: "recipient.has_care_budget_severe", value: .bool(true), from: 0, until: nil)
    ]
    let no = try Cases.decide(situation, Cases.provision(window, parameters: [open]))
    #expect(no.outcome == .notEntitled && no.missing.isEmpty)
  }

  @Test(
    "Kaprijke's window of 30 to 34 points",
    arguments: [(29, DecisionOutcome.notEntitled), (30, .proposed), (34, .proposed), (35, .notEntitled)]
  )
  func window(points: Int, outcome: DecisionOutcome) throws {
    var situation = try Cases.situation()
    situation.evidence = [.init(fact: "recipient.bel_score", value: .int(points), from: 0, until: nil)]
    let provision = try Cases.provision("recipient.bel_score >= 30 && recipient.bel_score <= 34")
    #expect(try Cases.decide(situation, provision).outcome == outcome)
  }

  @Test("Evidence counts from its first to its last day")
  func evidence() throws {
    var situation = try Cases.situation()
    let (from, until) = (try Cases.date("2025-01-01").daysSinceEpoch, try Cases.date("2025-12-31").daysSinceEpoch)
    situation.evidence = [.init(fact: "recipient.fod_points", value: .int(13), from: from, until: until)]
    let provision = try Cases.provision("recipient.fod_points >= 12")
    for (day, outcome) in [
      ("2024-12-31", DecisionOutcome.awaitingEvidence), ("2025-01-01", .proposed), ("2025-12-31", .proposed),
      ("2026-01-01", .awaitingEvidence),
    ] {
      #expect(try Cases.decide(situation, provision, on: day).outcome == outcome, "\(day)")
    }
    let review = try Cases.review(situation, [provision], after: "2025-12-30")
    #expect(review == until + 1)
  }

  @Test("Care that has not begun or has ended, and death, leave no right, and say so")
  func blockers() throws {
    var situation = try Cases.situation()
    let provision = try Cases.provision("caregiver.age >= 18")
    #expect(try Cases.decide(situation, provision, on: "2024-02-29").reasons == [.careNotBegun])
    situation.span = try DateSpan(start: Cases.date("2024-03-01"), end: Cases.date("2025-05-31"))
    #expect(try Cases.decide(situation, provision).reasons == [.careEnded])
    #expect(try Cases.decide(situation, provision, on: "2025-05-31").outcome == .proposed)
    situation.moments.add(RecipientMoments.Moment(.death, on: try Cases.date("2025-05-30").daysSinceEpoch))
    #expect(try Cases.decide(situation, provision, on: "2025-05-31").reasons == [.recipientDied])
  }

  @Test("Residence is told of the provision's territory; all of Flanders holds everyone")
  func territory() throws {
    let situation = try Cases.situation()
    let condition = "caregiver.resident && !recipient.resident"
    #expect(try Cases.decide(situation, Cases.provision(condition, territory: ["44084"])).outcome == .proposed)
    #expect(try Cases.decide(situation, Cases.provision(condition)).outcome == .notEntitled)
    let elsewhere = RuleBook(
      [try Cases.provision(condition, territory: ["43010"])],
      on: try Cases.date("2025-06-01"),
      municipalities: try Cases.municipalities()
    )
    #expect(elsewhere.decisions(for: situation).all.isEmpty)
  }

  @Test("The highest version that has begun counts, and one that has ended never falls back")
  func versions() throws {
    let versions = [
      try Cases.provision("caregiver.age >= 18"),
      try Cases.provision("caregiver.age >= 16", version: 2, from: "2024-01-01", to: "2025-05-31"),
    ]
    for (day, expected) in [("2019-12-31", []), ("2023-12-31", [1]), ("2025-05-31", [2]), ("2025-06-01", [])] {
      let inForce = ProvisionVersion.inForce(versions, on: try Cases.date(day).daysSinceEpoch)
      #expect(inForce.map(\.version) == expected, "\(day)")
    }
  }

  @Test("The birthday of 29 February is reviewed on the day on which the age changes")
  func leapBirthday() throws {
    var situation = try Cases.situation()
    situation.caregiver.birthDate = try Cases.date("2008-02-29")
    situation.recipient.birthDate = nil
    let review = try Cases.review(situation, [], after: "2026-02-27")
    #expect(review == (try Cases.date("2026-03-01").daysSinceEpoch))
  }
}

@Suite("Decisions in the store")
struct RightsStoreTests {
  private func withStore(
    _ body: (RightsStore, ManualClock) async throws -> Void
  ) async throws {
    let clock = ManualClock(try Cases.date("2025-06-01"))
    let database = try RightsStore.openDatabase(.temporary, clock: clock.clock)
    try await body(try Cases.store(database), clock)
  }

  private func decide(_ store: RightsStore) async throws {
    while try await store.isAnyWaiting() { try await store.decideWaiting(limit: 10) }
  }

  @Test("The same events twice give each decision once; a replay of a decision comes to the same")
  func once() async throws {
    try await withStore { store, _ in
      let situation = try Cases.situation()
      let events: [EventForRights] = [
        .published(try Cases.provision("caregiver.age >= 18", name: "provisions/a")),
        .published(try Cases.provision("recipient.fod_points >= 12", name: "provisions/b")), .registered(situation),
      ]
      for _ in 0..<2 {
        try await store.apply(events, of: .registration, upTo: 3)
        try await decide(store)
      }
      let decisions = try await store.decisions(of: situation.id, after: "", limit: 10)
      #expect(decisions.map(\.provision.name) == ["provisions/a", "provisions/b"])
      #expect(decisions.map(\.result.outcome) == [.proposed, .awaitingEvidence])
      let outbox = try await store.database.read { try $0.value(Int.self, "SELECT count(*) FROM outbox") }
      // Nobody is told that evidence is awaited.
      #expect(outbox == 1)
      for decision in decisions {
        #expect(try decision.replayed() == decision.result && decision.isIntact)
      }
      #expect(try await store.database.cursor(of: .registration) == 3)
    }
  }

  @Test("A queue that was not worked off survives, and consent, death and time each change what stands")
  func changes() async throws {
    try await withStore { store, clock in
      var situation = try Cases.situation()
      let until = try Cases.date("2025-06-30").daysSinceEpoch
      situation.evidence = [.init(fact: "recipient.fod_points", value: .int(15), from: 0, until: until)]
      let provision = try Cases.provision("recipient.fod_points >= 15", automatic: true)
      try await store.apply([.registered(situation)], of: .registration, upTo: 1)
      try await store.apply([.published(provision)], of: .statutes, upTo: 1)
      #expect(try await store.waiting() == 1)
      func outcome() async throws -> DecisionOutcome? {
        try await decide(store)
        return try await store.decisions(of: situation.id, after: "", limit: 10).first?.result.outcome
      }
      #expect(try await outcome() == .proposed)
      let person = situation.recipient.id
      try await store.apply(
        [.consent(person: person, purpose: .automaticRights, given: true)],
        of: .registration,
        upTo: 2
      )
      #expect(try await outcome() == .granted)
      try await store.apply(
        [.consent(person: person, purpose: .automaticRights, given: false)],
        of: .registration,
        upTo: 3
      )
      #expect(try await outcome() == .proposed)
      let later = try Cases.date("2025-07-01")
      clock.set(later)
      try await store.queueReviews(on: later)
      #expect(try await outcome() == .awaitingEvidence)
      let death = RecipientMoments.Moment(.death, on: later.daysSinceEpoch)
      try await store.apply([.moment(.random(), death, of: person, coveredBy: nil)], of: .moments, upTo: 1)
      #expect(try await outcome() == .notEntitled)
      let history = try await store.decisionCount()
      #expect(history == 5)
    }
  }

  @Test("A provision that ends takes its decisions along")
  func ends() async throws {
    try await withStore { store, clock in
      let situation = try Cases.situation()
      let provision = try Cases.provision("caregiver.age >= 18", to: "2025-06-30")
      try await store.apply([.registered(situation), .published(provision)], of: .registration, upTo: 1)
      try await decide(store)
      let later = try Cases.date("2025-07-01")
      clock.set(later)
      try await store.queueReviews(on: later)
      try await decide(store)
      let decisions = try await store.decisions(of: situation.id, after: "", limit: 10)
      #expect(decisions.map(\.result.outcome) == [.notEntitled])
      #expect(decisions.map(\.result.reasons) == [[.notInForce]])
    }
  }

  @Test("A decision carries the trace of what asked for it")
  func trace() async throws {
    try await withStore { store, _ in
      let header = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
      let events: [EventForRights] = [
        .published(try Cases.provision("caregiver.age >= 18")), .registered(try Cases.situation()),
      ]
      try await TraceContext.within(header) { try await store.apply(events, of: .registration, upTo: 1) }
      try await decide(store)
      let traces = try await store.database.read { try $0.values(String.self, "SELECT traceparent FROM outbox") }
      #expect(traces == [header])
    }
  }

  @Test("No query of a request path scans a table")
  func plans() async throws {
    try await withStore { store, _ in
      for sql in [
        RightsStore.currentSQL, RightsStore.setSQL, RightsStore.setOfKeySQL, RightsStore.ownIDSQL,
        DecisionReader.ownIDsSQL, DecisionReader.laterSQL, DecisionParts.sql, PartCache.sql, CurrentDecisions.sql,
        FactSheetRows.keySQL, FactSheetRows.deleteSQL, OutcomeListRows.keySQL, OutcomeListRows.listsSQL,
        RightsStore.dequeueSQL,
        SituationBatch.rowsSQL, SituationBatch.momentsSQL, RightsStore.fewMunicipalitiesSQL,
        FactSheetRows.forgetSQL("caregiver"), FactSheetRows.forgetSQL("recipient"),
        FactSheetRows.sheetsSQL("caregiver"), FactSheetRows.sheetsSQL("recipient"),
      ] {
        let plan = try await store.database.queryPlan(of: sql)
        let scans = plan.filter { $0.hasPrefix("SCAN") && !$0.contains("json_each") && $0 != "SCAN same" }
        #expect(!plan.isEmpty && scans.isEmpty, "\(plan)")
      }
      let territory = try await store.database.queryPlan(of: OpenReevaluation.waitingSQL)
      #expect(territory.contains { $0.hasPrefix("SEARCH situation_municipality") }, "\(territory)")
    }
  }
}
