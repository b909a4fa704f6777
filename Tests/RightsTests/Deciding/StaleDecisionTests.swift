import CareTypes
import EventsAPI
import GRPCCore
import RightsAPI
import RuleLanguage
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Rights
@testable import RightsDomain

@Suite("What changes elsewhere is decided on in time", .timeLimit(.minutes(1)))
struct StaleDecisionTests {
  private typealias Payload = Mantel_Events_V1_Event.OneOf_Payload

  private static let aalter = "44084"
  private static let gent = "44021"

  /// A premium of Aalter, which takes a recognition in the place of the points.
  private static func premium() throws -> Payload {
    let points = "recipient.fod_points >= 12"
    return try Told.published("caregiver.resident && \(points)", name: "provisions/premium", territory: [aalter]) {
      $0.acceptedProofs = [
        .with {
          $0.part = points
          $0.proof = "provisions/recognition"
          $0.declared = true
        }
      ]
    }
  }

  /// A recognition of Gent, where nobody of these lives, that is held once a condition does.
  private static func recognition(
    heldWhen: String = "recipient.has_care_budget_severe",
    from: String = "2020-01-01",
    to: String? = nil
  ) throws -> Payload {
    try Told.published("recipient.resident", name: "provisions/recognition", territory: [gent], from: from) {
      $0.heldWhen = heldWhen
      if let to { $0.validToDate = try Told.date(to) }
    }
  }

  private static func flag(_ fact: String, issued: String) throws -> Mantel_Type_V1_Evidence {
    try .with {
      $0.fact = fact
      $0.boolValue = true
      $0.issuedDate = try Told.date(issued)
    }
  }

  // MARK: Proofs

  @Test("A right that rests on a proof of another municipality changes on the days on which that begins and ends")
  func proofElsewhere() async throws {
    try await withFollowingRights { served in
      let id = OpaqueID.random()
      let situation = try Told.situation(id) {
        $0.evidence = [try Self.flag("recipient.has_care_budget_severe", issued: "2025-01-01")]
      }
      try await served.tell(.statutes, Self.premium(), Self.recognition(from: "2025-06-10", to: "2025-06-30"))
      try await served.tell(.registration, .careSituationRegistered(situation))
      for (day, outcome) in [
        ("2025-06-09", Mantel_Rights_V1_Outcome.awaitingEvidence), ("2025-06-10", .proposed),
        ("2025-06-30", .proposed), ("2025-07-01", .awaitingEvidence),
      ] {
        try await served.come(day)
        #expect(try await served.decisions(id) == ["provisions/premium": outcome], "\(day)")
      }
    }
  }

  @Test(
    "A proof that is held from a month or a day of admission on is taken on that day",
    arguments: [
      ("situation.months_since_start >= 16", "2025-06-30", "2025-07-01"),
      ("recipient.days_admitted >= 20", "2025-06-21", "2025-06-22"),
    ]
  )
  func heldInTime(heldWhen: String, before: String, day: String) async throws {
    try await withFollowingRights { served in
      let (id, recipient) = (OpaqueID.random(), OpaqueID.random())
      try await served.tell(.statutes, Self.premium(), Self.recognition(heldWhen: heldWhen))
      try await served.tell(.registration, .careSituationRegistered(try Told.situation(id, recipient: recipient)))
      let seconds = Int64(try Cases.date("2025-06-03").daysSinceEpoch) * 86_400 + 43_200
      let admission = Mantel_Events_V1_MomentMatched.with {
        $0.moment = ResourceCollection.moments.name(.random())
        $0.recipient = ResourceCollection.persons.name(recipient)
        $0.kind = .admission
        $0.occurTime = .with { $0.seconds = seconds }
      }
      try await served.tell(.moments, .momentMatched(admission))
      for (day, outcome) in [(before, Mantel_Rights_V1_Outcome.awaitingEvidence), (day, .proposed)] {
        try await served.come(day)
        #expect(try await served.decisions(id) == ["provisions/premium": outcome], "\(day)")
      }
    }
  }

  // MARK: Territories

  @Test("Who lives outside the smaller territory of a new version loses the right at once, or on its first day")
  func smaller() async throws {
    for (from, before) in [("2021-01-01", Mantel_Rights_V1_Outcome.notEntitled), ("2025-06-15", .proposed)] {
      try await withFollowingRights { served in
        let id = OpaqueID.random()
        try await served.tell(.statutes, Told.published("recipient.age >= 18", territory: [Self.gent, Self.aalter]))
        try await served.tell(.registration, .careSituationRegistered(try Told.situation(id)))
        #expect(try await served.decisions(id) == ["provisions/test": .proposed])
        try await served.tell(
          .statutes,
          Told.published("recipient.age >= 18", version: 2, territory: [Self.gent], from: from)
        )
        try await served.come("2025-06-14")
        #expect(try await served.decisions(id) == ["provisions/test": before], "\(from)")
        try await served.come("2025-06-15")
        #expect(try await served.decisions(id) == ["provisions/test": .notEntitled], "\(from)")
      }
    }
  }

  // MARK: Other caregivers

  @Test("How many caregivers there are is counted anew for all on the day on which one begins, and after one ends")
  func caregivers() async throws {
    try await withFollowingRights { served in
      let (id, recipient) = (OpaqueID.random(), OpaqueID.random())
      try await served.tell(.statutes, Told.published("recipient.caregiver_count >= 2"))
      try await served.tell(
        .registration,
        .careSituationRegistered(try Told.situation(id, recipient: recipient)),
        .careSituationRegistered(
          try Told.situation(.random(), recipient: recipient) {
            $0.startDate = try Told.date("2025-06-10")
            $0.endDate = try Told.date("2025-06-20")
          }
        ),
        .careSituationRegistered(try Told.situation(.random()))
      )
      for (day, outcome) in [
        ("2025-06-09", Mantel_Rights_V1_Outcome.notEntitled), ("2025-06-10", .proposed), ("2025-06-20", .proposed),
        ("2025-06-21", .notEntitled),
      ] {
        try await served.come(day)
        #expect(try await served.decisions(id) == ["provisions/test": outcome], "\(day)")
      }
    }
  }

  @Test("Who is due and the other care situations of their recipients are found through indexes")
  func reviews() async throws {
    try await withFollowingRights { served in
      let plan = try await served.store.database.queryPlan(of: EvaluationQueue.reviewsSQL)
      for step in ["due USING INDEX situation_by_review", "other USING COVERING INDEX situation_by_recipient"] {
        #expect(plan.contains { $0.contains(step) }, "\(plan)")
      }
    }
  }

  // MARK: Decided again

  @Test("A decision that ended is decided again the same, with declared proofs and where it cannot be read")
  func replayed() async throws {
    try await withFollowingRights { served in
      let id = OpaqueID.random()
      let situation = try Told.situation(id)
      try await served.tell(
        .statutes,
        Self.premium(),
        Self.recognition(),
        Told.published("recipient.shoe_size > 40", name: "provisions/unreadable", territory: [Self.aalter])
      )
      try await served.tell(.registration, .careSituationRegistered(situation))
      #expect(
        try await served.decisions(id)
          == ["provisions/premium": .awaitingEvidence, "provisions/unreadable": .undecided]
      )
      let eeklo = [("2024-03-01", "43005")]
      try await served.tell(.registration, Told.changed(situation, caregiver: eeklo))
      for provision in ["provisions/premium", "provisions/unreadable"] {
        let decision = try #require(try await served.decision(id, provision))
        #expect(decision.outcome == .notEntitled)
        let replayed = try await served.rights.replayDecision(.with { $0.name = decision.name })
        #expect(replayed.same && replayed.replayed == .notEntitled, "\(provision)")
      }
    }
  }

  // MARK: Moves

  @Test("What was shown to the municipality that was left is to be shown again, and what was shown since counts")
  func residence() async throws {
    try await withFollowingRights { served in
      let (id, fact) = (OpaqueID.random(), "recipient.resident_on_reference_day")
      func situation(_ issued: String...) throws -> Mantel_Events_V1_CareSituationRegistered {
        try Told.situation(id) { $0.evidence = try issued.map { try Self.flag(fact, issued: $0) } }
      }
      let moves = [("2024-03-01", "43007"), ("2025-06-15", "43005")]
      try await served.tell(
        .statutes,
        Told.published("recipient.resident && \(fact)", territory: ["43005", "43007"])
      )
      try await served.tell(.registration, .careSituationRegistered(situation("2024-01-01")))
      try await served.tell(.registration, Told.changed(situation("2024-01-01"), recipient: moves))
      try await served.come("2025-06-14")
      #expect(try await served.decisions(id) == ["provisions/test": .proposed])
      try await served.come("2025-06-15")
      let open = try #require(try await served.decision(id, "provisions/test"))
      #expect(open.outcome == .awaitingEvidence && open.missing.map(\.name) == [fact])
      try await served.tell(.registration, Told.changed(situation("2024-01-01", "2025-06-15"), recipient: moves))
      #expect(try await served.decisions(id) == ["provisions/test": .proposed])
    }
  }

  @Test("A fact counts after the move of the other, after one within the municipality, and where none is known")
  func whose() throws {
    let (first, second) = (try Cases.date("2024-01-01"), try Cases.date("2025-06-01"))
    func residences(_ codes: String...) throws -> Timeline<Place>? {
      Timeline(try zip([first, second], codes).map { .init(start: $0, value: try Place($1)) })
    }
    func known(_ caregiver: Timeline<Place>?, _ recipient: Timeline<Place>?) throws -> [String] {
      var situation = try Cases.situation()
      situation.evidence = [
        "caregiver.months_resident_in_municipality", "recipient.municipal_scale", "situation.distance_km",
        "recipient.bel_score",
      ].map { .init(fact: $0, value: .int(12), from: first.daysSinceEpoch + 1, until: nil) }
      situation.timeline.caregiverResidences = caregiver
      situation.timeline.recipientResidences = recipient
      let names = situation.evidence.map(\.fact)
      let facts = FactDerivation.facts(of: situation, on: second)
      return names.filter { facts[$0] != nil }.map { String($0.prefix { $0 != "." }) }
    }
    let (moved, stayed) = (try residences("44021", "42025"), try residences("44021", "44021"))
    #expect(try known(moved, stayed) == ["recipient", "recipient"])
    #expect(try known(stayed, moved) == ["caregiver", "recipient"])
    #expect(try known(moved, moved) == ["recipient"])
    #expect(try known(stayed, nil) == ["caregiver", "recipient", "situation", "recipient"])
    #expect(try known(residences("44021"), nil).count == 4)
  }

  @Test("Only what is shown can lapse by a move: no such fact is derived")
  func names() {
    let lapsing = FactCatalogue.care.facts.filter { $0.locality.lapses(caregiverMoved: true, recipientMoved: true) }
    #expect(lapsing.count == 10)
    for fact in lapsing { #expect(!FactCatalogue.derivedCareFacts.contains(fact.name), "\(fact.name)") }
  }

  @Test("A move asks anew for what is relative to the municipality of who moves, and carries over the rest")
  func previewed() throws {
    var situation = try Cases.situation()
    let shown = ["recipient.resident_on_reference_day", "recipient.has_care_budget_severe"]
    situation.evidence = shown.map { .init(fact: $0, value: .bool(true), from: 0, until: nil) }
    let provision = try Cases.provision(shown.joined(separator: " && "))
    let book = RuleBook([provision], on: try Cases.date("2025-06-01"), municipalities: try Cases.municipalities())
    func effect(_ mover: PreviewMoveRule.Mover, _ code: String) throws -> MoveEffect {
      let effects = PreviewMoveRule.effects(of: mover, to: try Place(code), on: situation, under: book)
      return try #require(effects.first)
    }
    for mover in [PreviewMoveRule.Mover.recipient, .both] {
      let moved = try effect(mover, "44021")
      #expect(moved.before?.outcome == .proposed && moved.missing == [shown[0]] && moved.carriedOver == [shown[1]])
    }
    #expect(try effect(.caregiver, "44021").carriedOver == shown.sorted())
    // They live in Kaprijke already.
    #expect(try effect(.recipient, "43007").carriedOver == shown.sorted())
  }
}
