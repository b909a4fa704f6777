import CareTypes
import EventsAPI
import RightsAPI
import RuleLanguage
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Rights
@testable import RightsDomain

@Suite("The state of a recipient on a day")
struct RecipientMomentsTests {
  private typealias Moment = RecipientMoments.Moment

  /// The day of a date in 2025, in days since 1970-01-01.
  private static func day(_ text: String) throws -> Int { try Cases.date("2025-\(text)").daysSinceEpoch }

  private static func state(_ reported: [(MomentKind, String, PlaceKind?)], on text: String) throws -> RecipientState {
    try reported.reduce(into: RecipientMoments()) { try $0.add(Moment($1.0, on: day($1.1), in: $1.2)) }
      .state(on: day(text))
  }

  @Test(
    "Who is admitted on 1 March has been for 30 days on 30 March, and for over 90 from 30 May on",
    arguments: [("02-28", nil), ("03-01", 1), ("03-30", 30), ("03-31", 31), ("05-29", 90), ("05-30", 91)]
  )
  func count(text: String, days: Int?) throws {
    let state = try Self.state([(.admission, "03-01", .hospital)], on: text)
    #expect(state.admission?.days == days)
    var situation = try Cases.situation()
    situation.moments.add(Moment(.admission, on: try Self.day("03-01"), in: .hospital))
    let facts = FactDerivation.facts(of: situation, on: try Cases.date("2025-\(text)"))
    #expect(facts["recipient.days_admitted"] == .int(days ?? 0))
    #expect(facts["recipient.admitted_over_90_days"] == .bool(days ?? 0 > 90))
    #expect(facts["recipient.residential_days"] == .int(0))
    #expect(facts["recipient.place_of_stay"] == .string(days == nil ? "none" : "hospital"))
  }

  @Test("The day of the discharge is no day of the admission, and the state of a day before stays what it was")
  func discharge() throws {
    let reported: [(MomentKind, String, PlaceKind?)] = [
      (.admission, "03-01", .hospital), (.discharge, "03-11", .hospital), (.admission, "04-01", .hospital),
    ]
    for (text, days) in [("03-10", 10), ("03-11", nil), ("03-31", nil), ("04-02", 2)] {
      #expect(try Self.state(reported, on: text).admission?.days == days, "\(text)")
    }
  }

  @Test("From hospital to a residential care centre it is one admission, of which only the days there are residential")
  func transfer() throws {
    let reported: [(MomentKind, String, PlaceKind?)] = [
      (.admission, "03-01", .hospital), (.discharge, "03-11", .hospital),
      (.admission, "03-11", .residentialCareCentre),
    ]
    let state = try Self.state(reported, on: "03-20")
    #expect(state.admission?.days == 20 && state.residence?.days == 10 && state.place == .residentialCareCentre)
    let before = try Self.state(reported, on: "03-10")
    #expect(before.admission?.days == 10 && before.residence == nil && before.place == .hospital)
  }

  @Test("Who goes to hospital from a residential care centre goes on staying there")
  func hospitalFromCentre() throws {
    let reported: [(MomentKind, String, PlaceKind?)] = [
      (.admission, "01-01", .residentialCareCentre), (.admission, "02-01", .hospital),
      (.discharge, "02-05", .hospital),
    ]
    for (text, place) in [("02-03", PlaceKind.hospital), ("02-05", .residentialCareCentre)] {
      let state = try Self.state(reported, on: text)
      #expect(try state.place == place && state.residence?.since == Self.day("01-01"), "\(text)")
      #expect(state.admission == state.residence)
    }
  }

  @Test("Admitted and discharged on one day is no stay; on a day of a longer stay it is a move to another hospital")
  func oneDay() throws {
    let day: [(MomentKind, String, PlaceKind?)] = [
      (.discharge, "03-05", .hospital), (.admission, "03-05", .hospital),
    ]
    #expect(try Self.state(day, on: "03-05").admission == nil)
    #expect(try Self.state(day, on: "03-06").admission == nil)
    let moved = try Self.state(day + [(.admission, "03-01", .hospital)], on: "03-06")
    #expect(moved.admission?.since == (try Self.day("03-01")))
  }

  @Test("A discharge from an unknown place ends every stay, and any discharge one in an unknown place")
  func unknownPlace() throws {
    let everywhere: [(MomentKind, String, PlaceKind?)] = [
      (.admission, "01-01", .residentialCareCentre), (.admission, "02-01", .hospital), (.discharge, "02-05", nil),
    ]
    #expect(try Self.state(everywhere, on: "02-04").admission != nil)
    #expect(try Self.state(everywhere, on: "02-05").admission == nil)
    let unknown: [(MomentKind, String, PlaceKind?)] = [(.admission, "01-01", nil), (.discharge, "01-10", .shortStay)]
    let before = try Self.state(unknown, on: "01-09")
    #expect(before.admission?.days == 9 && before.place == nil && before.residence == nil)
    #expect(try Self.state(unknown, on: "01-10").admission == nil)
  }

  @Test("Of several reports of the palliative status or the death the first day counts, and death ends an admission")
  func once() throws {
    let reported: [(MomentKind, String, PlaceKind?)] = [
      (.palliativeStatus, "03-05", nil), (.palliativeStatus, "03-03", nil), (.death, "03-09", nil),
      (.death, "03-08", nil), (.admission, "03-01", .hospital), (.admission, "03-20", .hospital),
    ]
    for (text, isPalliative, hasDied) in [
      ("03-02", false, false), ("03-03", true, false), ("03-07", true, false), ("03-08", true, true),
      ("03-21", true, true),
    ] {
      let state = try Self.state(reported, on: text)
      #expect(state.isPalliative == isPalliative && state.hasDied == hasDied, "\(text)")
      #expect((state.admission == nil) == hasDied, "\(text)")
    }
  }

  // MARK: Any order

  /// What a day-by-day reading of the same reports says: for each day where the person is at its end, and since when.
  private static func plainly(_ reported: Set<Moment>, until last: Int) -> [Int: (since: Int?, residential: Int?)] {
    let death = reported.filter { $0.kind == .death }.map(\.day).min() ?? .max
    var (at, since, residential): (Set<PlaceKind?>, Int?, Int?) = ([], nil, nil)
    var states: [Int: (since: Int?, residential: Int?)] = [:]
    for day in 0...last {
      let entered = reported.filter { $0.day == day && $0.kind == .admission }.map(\.place)
      var left = reported.filter { $0.day == day && $0.kind == .discharge }.map(\.place)
      let before = at
      func isOf(_ discharge: PlaceKind?, _ place: PlaceKind?) -> Bool {
        discharge == nil || place == nil || discharge == place
      }
      for place in before where !entered.contains(place) && left.contains(where: { isOf($0, place) }) {
        at.remove(place)
      }
      left.removeAll { discharge in before.contains { isOf(discharge, $0) } }
      for place in entered where before.contains(place) || !left.contains(where: { isOf($0, place) }) {
        at.insert(place)
      }
      if day >= death { at = [] }
      since = at.isEmpty ? nil : since ?? day
      let isResidential = at.contains { $0?.isResidential == true }
      residential = isResidential ? residential ?? day : nil
      states[day] = (since, residential)
    }
    return states
  }

  private static func some(_ dice: inout Dice) -> [Moment] {
    let places: [PlaceKind?] = [.hospital, .hospital, .residentialCareCentre, .shortStay, .other, nil]
    return (0..<Int.random(in: 1...9, using: &dice)).map { _ in
      let kind: MomentKind =
        [.admission, .admission, .admission, .discharge, .discharge, .discharge, .palliativeStatus, .death][
          Int.random(in: 0..<(Bool.random(using: &dice) ? 6 : 8), using: &dice)
        ]
      let place = kind == .admission || kind == .discharge ? places.randomElement(using: &dice) ?? nil : nil
      return Moment(kind, on: Int.random(in: 1...15, using: &dice), in: place)
    }
  }

  @Test("Reports in any order, some of them several times, say the same as the days read one after the other")
  func anyOrder() {
    var dice = Dice(seed: 5)
    for _ in 1...3_000 {
      let reported = Self.some(&dice)
      let plain = Self.plainly(Set(reported), until: 20)
      let shuffled = (reported + reported.prefix(3)).shuffled(using: &dice)
      let moments = shuffled.reduce(into: RecipientMoments()) { $0.add($1) }
      for day in 0...20 {
        let state = moments.state(on: day)
        #expect(state.admission?.since == plain[day]?.since, "\(reported) on \(day)")
        #expect(state.residence?.since == plain[day]?.residential, "\(reported) on \(day)")
        #expect(state.admission.map { $0.days == day - $0.since + 1 } ?? true)
        #expect(state.hasDied == reported.contains { $0.kind == .death && $0.day <= day })
        #expect(state.isPalliative == reported.contains { $0.kind == .palliativeStatus && $0.day <= day })
      }
    }
  }

  @Test("A review falls on every day on which the facts of the moments change by themselves")
  func reviews() throws {
    var dice = Dice(seed: 7)
    let names = [
      "recipient.admitted_over_90_days", "recipient.days_admitted", "recipient.residential_days",
      "recipient.place_of_stay", "recipient.palliative_status",
    ]
    let provision = try Cases.provision("recipient.days_admitted < 10 && recipient.residential_days < 3").with {
      $0.suspendAfterDaysAdmitted = 4
    }
    let start = try Cases.date("2025-06-01")
    for _ in 1...20 {
      var situation = try Cases.situation()
      (situation.caregiver.birthDate, situation.recipient.birthDate) = (nil, nil)
      for moment in Self.some(&dice) {
        situation.moments.add(Moment(moment.kind, on: start.daysSinceEpoch + moment.day, in: moment.place))
      }
      for offset in 0...20 {
        let day = try CalendarDate(daysSinceEpoch: start.daysSinceEpoch + offset)
        let next = try CalendarDate(daysSinceEpoch: day.daysSinceEpoch + 1)
        let (facts, later) = (
          FactDerivation.facts(of: situation, on: day), FactDerivation.facts(of: situation, on: next)
        )
        if names.contains(where: { facts[$0] != later[$0] }) {
          #expect(try Cases.review(situation, [provision], after: day.isoText) == next.daysSinceEpoch)
        }
      }
    }
  }
}

@Suite("Stays that are told to Rights")
struct ToldStayTests {
  private static func moment(
    _ kind: Mantel_Type_V1_MomentKind,
    _ day: String,
    _ place: Mantel_Type_V1_PlaceKind = .hospital,
    of recipient: OpaqueID,
    id: OpaqueID = .random(),
    coveredBy purpose: Mantel_Type_V1_ConsentPurpose = .unspecified
  ) throws -> Mantel_Events_V1_Event.OneOf_Payload {
    let seconds = Int64(try Cases.date(day).daysSinceEpoch) * 86_400 + 43_200
    return .momentMatched(
      .with {
        $0.moment = ResourceCollection.moments.name(id)
        $0.recipient = ResourceCollection.persons.name(recipient)
        $0.kind = kind
        $0.placeKind = place
        $0.occurTime = .with { $0.seconds = seconds }
        $0.coveredBy = purpose
      }
    )
  }

  @Test("A stay in a residential care centre is told apart from one in hospital, and counts on the day that says so")
  func residential() async throws {
    try await withFollowingRights { served in
      let (id, recipient) = (OpaqueID.random(), OpaqueID.random())
      try await served.tell(
        .statutes,
        Told.published("recipient.residential_days <= 10", name: "provisions/days"),
        Told.published("recipient.place_of_stay != 'residential_care_centre'", name: "provisions/place"),
        Told.published("!recipient.admitted_over_90_days", name: "provisions/long"),
        Told.published("recipient.age >= 18", name: "provisions/paid") { $0.suspendAfterDaysAdmitted = 30 }
      )
      try await served.tell(.registration, .careSituationRegistered(try Told.situation(id, recipient: recipient)))
      // The later moments are told first.
      try await served.tell(
        .moments,
        Self.moment(.admission, "2025-06-11", .residentialCareCentre, of: recipient),
        Self.moment(.discharge, "2025-06-11", of: recipient),
        Self.moment(.admission, "2025-06-01", of: recipient)
      )
      var ended: Set<String> = []
      for (day, newlyEnded) in [
        ("2025-06-10", []), ("2025-06-11", ["place"]), ("2025-06-20", []), ("2025-06-21", ["days"]),
        ("2025-06-30", []), ("2025-07-01", ["paid"]), ("2025-08-29", []), ("2025-08-30", ["long"]),
      ] {
        ended.formUnion(newlyEnded)
        try await served.come(day)
        let decisions = try await served.decisions(id)
        #expect(decisions.count == 4)
        for (name, outcome) in decisions {
          let isEnded = ended.contains(String(name.dropFirst("provisions/".count)))
          #expect(outcome == (isEnded ? .notEntitled : .proposed), "\(name) on \(day)")
        }
      }
    }
  }

  @Test("A moment that was retracted counts no longer, for whomever the person was merged into")
  func retracted() async throws {
    try await withFollowingRights { served in
      let (id, kept, recipient) = (OpaqueID.random(), OpaqueID.random(), OpaqueID.random())
      let (wrong, right) = (OpaqueID.random(), OpaqueID.random())
      try await served.tell(.statutes, Told.published("recipient.days_admitted < 10"))
      try await served.tell(.registration, .careSituationRegistered(try Told.situation(id, recipient: kept)))
      try await served.tell(
        .registration,
        .personsMerged(
          .with {
            $0.kept = ResourceCollection.persons.name(kept)
            $0.merged = ResourceCollection.persons.name(recipient)
          }
        )
      )
      try await served.tell(.moments, Self.moment(.admission, "2025-05-01", of: recipient, id: wrong))
      #expect(try await served.decisions(id) == ["provisions/test": .notEntitled])
      try await served.tell(
        .moments,
        .momentRetracted(.with { $0.moment = ResourceCollection.moments.name(wrong) }),
        Self.moment(.admission, "2025-05-25", of: recipient, id: right)
      )
      #expect(try await served.decisions(id) == ["provisions/test": .proposed])
      try await served.come("2025-06-03")
      #expect(try await served.decisions(id) == ["provisions/test": .notEntitled])
    }
  }

  @Test("Of each moment only those count whose consent is given, although they belong to one stay")
  func covered() async throws {
    try await withFollowingRights { served in
      let (id, recipient) = (OpaqueID.random(), OpaqueID.random())
      func consent(_ given: Bool) async throws {
        try await served.tell(
          .registration,
          .consentChanged(
            .with {
              $0.person = ResourceCollection.persons.name(recipient)
              $0.purpose = .hospital
              $0.given = given
            }
          )
        )
      }
      try await served.tell(.statutes, Told.published("recipient.days_admitted == 0"))
      try await served.tell(.registration, .careSituationRegistered(try Told.situation(id, recipient: recipient)))
      try await served.tell(.moments, Self.moment(.admission, "2025-05-20", of: recipient, coveredBy: .hospital))
      for (given, outcome) in [
        (false, Mantel_Rights_V1_Outcome.proposed), (true, .notEntitled), (false, .proposed),
      ] {
        try await consent(given)
        #expect(try await served.decisions(id) == ["provisions/test": outcome])
      }
    }
  }

  @Test("Moments of many people are found by an index")
  func plan() async throws {
    try await withFollowingRights { served in
      let plan = try await served.store.database.queryPlan(of: SituationBatch.momentsSQL)
      #expect(plan.contains { $0.contains("recipient_moment USING INDEX recipient_moment_by_person") }, "\(plan)")
      let covered = try await served.store.database.queryPlan(of: PersonRows.firstMomentSQL)
      #expect(covered.contains { $0.contains("recipient_moment_by_person") }, "\(covered)")
      #expect(!plan.contains { $0.hasPrefix("SCAN recipient_moment") || $0.hasPrefix("SCAN standing_consent") })
    }
  }
}
