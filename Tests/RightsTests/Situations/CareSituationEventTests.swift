import CareTypes
import EventsAPI
import Foundation
import RightsAPI
import RuleLanguage
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Rights
@testable import RightsDomain

@Suite("The event of a care situation")
struct CareSituationEventTests {
  /// A `CareSituationRegistered` as it was stored in an outbox before there was one event for both.
  private static let registered = """
    UtcBCiljYXJlU2l0dWF0aW9ucy8wMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMRIicGVyc29ucy8wMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMhoicGVyc2\
    9ucy8wMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMyIHCLgPEAcYFioHCJwPEAMYETIFNDQwODRAAkkAAAAAAIAwQFABWAFqBwjoDxADGAGCAQcI6A8QAxgC\
    igEhChRyZWNpcGllbnQuZm9kX3BvaW50cxgMOgcI6A8QARgBsgECRlI=
    """

  /// A `CareSituationChanged` of that time.
  private static let changed = """
    apECCqkBCiljYXJlU2l0dWF0aW9ucy8wMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMRIicGVyc29ucy8wMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMhoicG\
    Vyc29ucy8wMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMzIFNDQwODQ6BTQzMDA3QAJJAAAAAAAAMEBQAWoHCOgPEAMYAXIHCOkPEAwYH3oHCOgPEAMYAhIW\
    CgcI6A8QAxgBEAIZAAAAAAAAMEAgARIYCgcI6Q8QARgBEAIZAAAAAAAAPkAgAzABGhAKBwjoDxADGAESBTQ0MDg0IhAKBwjoDxADGAESBTQzMDA3Ig0KBw\
    jpDxACGAEaAk5M
    """

  private static func event(_ stored: String) throws -> Mantel_Events_V1_Event {
    try Mantel_Events_V1_Event(serializedBytes: [UInt8](try #require(Data(base64Encoded: stored))))
  }

  @Test("One that an older Mantel stored at a registration is still read")
  func olderRegistration() throws {
    guard case .registered(let facts) = try EventForRights(Self.event(Self.registered)) else {
      Issue.record("It is read as something else")
      return
    }
    #expect(facts.id.text == "00000000000000000000000001")
    #expect(facts.caregiver.id.text == "00000000000000000000000002")
    #expect(facts.recipient.id.text == "00000000000000000000000003")
    #expect(try facts.caregiver.birthDate == Cases.date("1976-07-22"))
    #expect(try facts.recipient.birthDate == Cases.date("1948-03-17"))
    #expect(facts.caregiver.place.text == "44084" && facts.recipient.place.text == "FR")
    #expect(facts.terms.relation == .child && facts.terms.hours.minutes == 990 && facts.terms.dwelling == .ownHome)
    #expect(facts.terms.sameAddress && !facts.terms.professionalInvolved)
    #expect(try facts.span == DateSpan(start: Cases.date("2024-03-01")))
    #expect(!facts.declaredByCaregiver && facts.declaredByRecipient)
    let issued = try Cases.date("2024-01-01").daysSinceEpoch
    #expect(facts.evidence == [.init(fact: "recipient.fod_points", value: .int(12), from: issued)])
    #expect(facts.timeline == SituationTimeline())
  }

  @Test("One that an older Mantel stored at a change is still read, with what it says of each day")
  func olderChange() throws {
    guard case .changed(var facts) = try EventForRights(Self.event(Self.changed)) else {
      Issue.record("It is read as something else")
      return
    }
    #expect(try facts.span == DateSpan(start: Cases.date("2024-03-01"), end: Cases.date("2025-12-31")))
    #expect(facts.declaredByCaregiver && !facts.declaredByRecipient)
    #expect(facts.caregiver.birthDate == nil && facts.places == ["44084", "43007", "NL"])
    try facts.resolve(on: Cases.date("2024-06-01"))
    #expect(facts.terms.hours.minutes == 960 && facts.terms.dwelling == .ownHome && !facts.terms.professionalInvolved)
    #expect(facts.recipient.place.text == "43007")
    try facts.resolve(on: Cases.date("2025-06-01"))
    #expect(
      facts.terms.hours.minutes == 1_800 && facts.terms.dwelling == .residentialCare && facts.terms.professionalInvolved
    )
    #expect(facts.caregiver.place.text == "44084" && facts.recipient.place.text == "NL")
  }

  @Test("Says the same as the two events that came before it, and leads to the same decisions")
  func alike() async throws {
    let (id, caregiver, recipient) = (OpaqueID.random(), OpaqueID.random(), OpaqueID.random())
    let older = try Told.changed(
      Told.situation(id, caregiver: caregiver, recipient: recipient) {
        $0.evidence = [try Told.points(15, issued: "2024-01-01")]
      },
      hours: [("2024-03-01", 16), ("2025-01-01", 30)],
      recipient: [("2024-03-01", "43007"), ("2025-02-01", "44084")]
    )
    let message = try Mantel_Events_V1_CareSituationRecorded.with {
      $0.careSituation = ResourceCollection.careSituations.name(id)
      $0.caregiver = try .with {
        $0.person = ResourceCollection.persons.name(caregiver)
        $0.birthDate = try Told.date("1976-07-22")
        $0.residences = [try Self.residence("2024-03-01", "44084")]
      }
      $0.recipient = try .with {
        $0.person = ResourceCollection.persons.name(recipient)
        $0.birthDate = try Told.date("1948-03-17")
        $0.residences = [try Self.residence("2024-03-01", "43007"), try Self.residence("2025-02-01", "44084")]
      }
      $0.startDate = try Told.date("2024-03-01")
      $0.terms = [try Self.terms("2024-03-01", 16), try Self.terms("2025-01-01", 30)]
      $0.evidence = [try Told.points(15, issued: "2024-01-01")]
    }
    let newer = Mantel_Events_V1_Event.OneOf_Payload.careSituationRecorded(message)
    func facts(_ payload: Mantel_Events_V1_Event.OneOf_Payload) throws -> SituationFacts? {
      if case .changed(let facts)? = try EventForRights(.with({ $0.payload = payload })) { facts } else { nil }
    }
    let found = try #require(try facts(newer))
    #expect(try facts(older) == found)
    try await withFollowingRights { served in
      try await served.tell(
        .statutes,
        Told.published("situation.hours_per_week >= 20 && recipient.fod_points >= 12", name: "provisions/hours"),
        Told.published("recipient.resident", name: "provisions/local", territory: ["44084"])
      )
      try await served.tell(.registration, newer)
      #expect(try await served.decisions(id) == ["provisions/hours": .proposed, "provisions/local": .proposed])
      try await served.tell(.registration, .careSituationRecorded(message.with { $0.evidence = [] }))
      #expect(try await served.decisions(id)["provisions/hours"] == .awaitingEvidence)
    }
  }

  @Test(
    "Hours are compared as they were declared: 50 a month and 600 a year are enough where the law asks for that",
    arguments: [
      (Mantel_Type_V1_CareHours.OneOf_Amount.perMonth(50), true), (.perMonth(49.75), false), (.perYear(600), true),
      (.perYear(599.75), false), (.perWeek(12), true), (.perWeek(11.5), false),
    ]
  )
  func declaredHours(amount: Mantel_Type_V1_CareHours.OneOf_Amount, isEnough: Bool) async throws {
    let id = OpaqueID.random()
    var message = Mantel_Events_V1_CareSituationRecorded(try Told.situation(id))
    for index in message.terms.indices { message.terms[index].hours.amount = amount }
    let sent = Mantel_Events_V1_Event.OneOf_Payload.careSituationRecorded(message)
    try await withFollowingRights { served in
      try await served.tell(
        .statutes,
        Told.published("situation.hours_per_month >= 50.0", name: "provisions/month"),
        Told.published("situation.hours_per_year >= 600.0", name: "provisions/year")
      )
      try await served.tell(.registration, sent)
      let outcome: Mantel_Rights_V1_Outcome = isEnough ? .proposed : .notEntitled
      #expect(try await served.decisions(id) == ["provisions/month": outcome, "provisions/year": outcome])
    }
  }

  @Test("Hours a year that evidence shows count instead of those that follow from the terms, while it is valid")
  func shownHours() throws {
    var situation = try Cases.situation()
    let day = try Cases.date("2025-06-01")
    let derived = FactDerivation.facts(of: situation, on: day)["situation.hours_per_year"]
    #expect(derived == .decimal(situation.terms.hours.amount(per: .year)))
    func shown(until: Int?) -> FactValue? {
      situation.evidence = [
        .init(fact: "situation.hours_per_year", value: .decimal(599.5), from: day.daysSinceEpoch - 9, until: until)
      ]
      return FactDerivation.facts(of: situation, on: day)["situation.hours_per_year"]
    }
    #expect(shown(until: nil) == .decimal(599.5))
    #expect(shown(until: day.daysSinceEpoch - 1) == derived)
  }

  @Test("Without terms or a residence it is refused")
  func incomplete() throws {
    let older = try Told.situation(.random())
    let whole = Mantel_Events_V1_CareSituationRecorded(older)
    #expect(try EventForRights(.with { $0.careSituationRecorded = whole }) != nil)
    for change: @Sendable (inout Mantel_Events_V1_CareSituationRecorded) -> Void in [
      { $0.terms = [] }, { $0.caregiver.residences = [] }, { $0.recipient.residences = [] },
    ] {
      #expect(throws: (any Error).self) {
        try EventForRights(.with { $0.careSituationRecorded = whole.with(change) })
      }
    }
  }

  private static func residence(
    _ day: String,
    _ municipality: String
  ) throws -> Mantel_Events_V1_ResidencePeriod {
    try .with {
      $0.startDate = try Told.date(day)
      $0.municipality = municipality
    }
  }

  private static func terms(_ day: String, _ hours: Double) throws -> Mantel_Events_V1_TermsPeriod {
    try .with {
      $0.startDate = try Told.date(day)
      $0.relation = .child
      $0.hoursPerWeek = hours
      $0.dwelling = .ownHome
    }
  }
}

extension Mantel_Events_V1_CareSituationRecorded {
  /// The message with a change.
  fileprivate func with(_ change: (inout Self) -> Void) -> Self {
    var changed = self
    change(&changed)
    return changed
  }
}
