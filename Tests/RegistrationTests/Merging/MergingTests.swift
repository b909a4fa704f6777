import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import ServiceCore
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Registration
@testable import RegistrationDomain

@Suite("Merging the records of one person")
struct MergingTests {
  private typealias Merged = Mantel_Registration_V1_MergePersonsResponse

  private func merge(
    _ registry: Registry,
    _ merged: String,
    into kept: String,
    validateOnly: Bool = false,
    requestID: String = UUID().uuidString
  ) async throws -> Merged {
    let etag = try await registry.person(kept).etag
    return try await registry.persons.mergePersons(
      .with {
        $0.requestID = requestID
        $0.kept = kept
        $0.etag = etag
        $0.merged = merged
        $0.validateOnly = validateOnly
      }
    )
  }

  /// The same recipient once with and once without a number, with the same caregiver.
  private func registerTwice(
    _ registry: Registry,
    _ change: (inout Mantel_Registration_V1_NewCareSituation) -> Void = { _ in }
  ) async throws -> (
    first: Mantel_Registration_V1_RegisterCareSituationResponse,
    second: Mantel_Registration_V1_RegisterCareSituationResponse
  ) {
    var situation = Samples.careSituation()
    situation.recipientConsents = []
    let first = try await registry.register(situation)
    situation.recipient.insz = ""
    situation.recipient.birthDate = Samples.date(1948, 3, 17)
    situation.hoursPerWeek = 30
    situation.startDate = Samples.date(2023, 1, 1)
    change(&situation)
    return (first, try await registry.register(situation))
  }

  private func hours(_ registry: Registry, _ name: String, _ date: Mantel_Type_V1_Date) async throws -> Double {
    try await registry.situation(name, asOf: date).hoursPerWeek
  }

  private func listed(_ registry: Registry) async throws -> [String] {
    try await registry.registration.listCareSituations(.with { $0.municipality = "44084" }).careSituations.map(\.name)
  }

  /// How often the caregiver is counted in Aalter today.
  private func weeklyMinutes(_ registry: Registry) async throws -> [Mantel_Type_V1_HoursBand] {
    try await Clerk(registry).count(Samples.date(2025, 6, 1)).map(\.hoursBand)
  }

  private func revisions(_ registry: Registry, _ name: String) async throws
    -> [Mantel_Registration_V1_CareRevision.Kind]
  {
    try await registry.care.listCareRevisions(.with { $0.name = name }).revisions.map(\.kind)
  }

  @Test("A merge tells what comes of it that is hardly to be believed, beforehand as well")
  func warnings() async throws {
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      situation.evidence = []
      let first = try await registry.register(situation)
      // As the child of someone born in 1951 they were told to be born in 1984.
      situation.caregiver = Samples.caregiver(insz: Samples.otherINSZ)
      situation.relation = .parent
      situation.recipient.insz = ""
      situation.recipient.birthDate = Samples.date(1984, 3, 17)
      let second = try await registry.register(situation)
      for validateOnly in [true, false] {
        let answer = try await merge(registry, second.recipient, into: first.recipient, validateOnly: validateOnly)
        #expect(answer.differingFields.contains("birth_date"))
        #expect(answer.warnings.map(\.warning) == [.relationAgainstAges])
        #expect(answer.warnings.map(\.subject) == [second.careSituation])
      }
    }
  }

  @Test("A merge tells that a caregiver comes to care for more hours than a week has")
  func hoursOfTwoRecords() async throws {
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      situation.hoursPerWeek = 100
      let first = try await registry.register(situation)
      situation.caregiver.insz = ""
      situation.caregiver.birthDate = Samples.date(1976, 7, 22)
      situation.recipient = Samples.recipient(insz: Samples.otherINSZ)
      situation.recipient.familyName = "Verzonnen"
      let second = try await registry.register(situation)
      let answer = try await merge(registry, second.caregiver, into: first.caregiver)
      #expect(answer.warnings.map(\.warning) == [.hoursBeyondTheWeek, .hoursBeyondTheWeek])
      #expect(Set(answer.warnings.map(\.subject)) == [first.careSituation, second.careSituation])
    }
  }

  @Test("What is recorded under the name of who was merged is recorded of whom they were merged into")
  func recordedUnderFormerName() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      let twice = try await registerTwice(registry)
      let (kept, former) = (twice.first.recipient, twice.second.recipient)
      #expect(try await merge(registry, former, into: kept).warnings.isEmpty)
      func consents(_ name: String) async throws -> [Mantel_Type_V1_ConsentPurpose] {
        try await registry.person(name).consents.map(\.purpose)
      }
      #expect(try await clerk.consent(former, .hospital))
      #expect(try await consents(kept) == [.hospital])
      let found = try await registry.registration.findCaregivers(
        .with {
          $0.recipient = former
          $0.purpose = .hospital
        }
      )
      #expect(found.recipient == kept && found.consented)
      try await clerk.withdraw(former, .hospital, on: Samples.date(2025, 5, 1))
      #expect(try await consents(kept).isEmpty)
      try await clerk.recordLoad(of: former, assessor: "Dienst", score: 31)
      try await clerk.recordNeeds(of: former, [.guidance])
      let load = try await registry.care.listAssessments(.with { $0.person = kept })
      #expect(load.assessments.map(\.zbi12Score) == [31] && load.needs == [.guidance])
      _ = try await registry.care.recordEvidence(
        .with {
          $0.requestID = UUID().uuidString
          $0.person = former
          $0.evidence = .with {
            $0.fact = "recipient.fod_points"
            $0.intValue = 17
            $0.assessor = "Dienst"
            $0.issuedDate = Samples.date(2025, 2, 3)
          }
        }
      )
      let evidence = try await registry.situation(twice.first.careSituation).evidence
      #expect(evidence.contains { $0.intValue == 17 })

      // What takes an etag changes the record that was read, and no other.
      let etag = try await registry.person(former).etag
      let changed = try await refusal {
        try await registry.persons.restrictPerson(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = former
            $0.etag = etag
            $0.restricted = true
          }
        )
      }
      #expect(changed == SeenError(.failedPrecondition, "PERSON_GONE"))
    }
  }

  @Test("Care of the same two people that overlaps becomes one, for the days of both, and is parted again")
  func overlapping() async throws {
    try await withRegistry { registry in
      let (first, second) = try await registerTwice(registry)
      let before = try await registry.situation(first.careSituation)
      // The clerk sees beforehand what would come of it, and nothing changes.
      let request = UUID().uuidString
      let expected = Merged.with {
        $0.joinedCare = [
          .with {
            $0.stays = first.careSituation
            $0.joined = second.careSituation
          }
        ]
      }
      let preview = try await merge(
        registry,
        second.recipient,
        into: first.recipient,
        validateOnly: true,
        requestID: request
      )
      #expect(preview == expected)
      #expect(try await registry.situation(first.careSituation) == before)
      #expect(try await listed(registry) == [first.careSituation, second.careSituation])

      var merged = try await merge(registry, second.recipient, into: first.recipient, requestID: request)
      #expect(!merged.etag.isEmpty)
      merged.etag = ""
      #expect(merged == expected)
      let one = try await registry.situation(first.careSituation)
      #expect(one.startDate == Samples.date(2023, 1, 1) && !one.hasEndDate)
      #expect(one.joinedCareSituations == [second.careSituation])
      #expect(try await hours(registry, first.careSituation, Samples.date(2024, 2, 29)) == 30)
      #expect(try await hours(registry, first.careSituation, Samples.date(2024, 3, 1)) == 16)
      // Whoever kept the other name is led to this one; the history of the other stays under its name.
      #expect(try await registry.situation(second.careSituation).name == first.careSituation)
      #expect(try await revisions(registry, second.careSituation) == [.registered, .completed])
      #expect(try await revisions(registry, first.careSituation) == [.registered, .joined])
      // It is listed, counted and found once.
      #expect(try await listed(registry) == [first.careSituation])
      #expect(try await weeklyMinutes(registry) == [.hoursBand10To20])
      try await Clerk(registry).consent(first.recipient, .hospital)
      let found = try await registry.registration.findCaregivers(
        .with {
          $0.recipientInsz = Samples.recipientINSZ
          $0.purpose = .hospital
        }
      )
      #expect(found.caregivers.map(\.careSituation) == [first.careSituation])
      // Whoever follows the feed is told that the other is over.
      let told = try await registry.told().compactMap { event -> (String, Bool)? in
        guard case .careSituationRecorded(let recorded) = event.payload else { return nil }
        return (recorded.careSituation, recorded.hasEndDate)
      }
      let last = Dictionary(told, uniquingKeysWith: { $1 })
      #expect(last == [first.careSituation: false, second.careSituation: true])

      try await Clerk(registry).unmerge(second.recipient)
      var after = try await registry.situation(first.careSituation)
      #expect(after.startDate == before.startDate && after.periods == before.periods)
      #expect(after.joinedCareSituations.isEmpty)
      after = try await registry.situation(second.careSituation)
      #expect(after.name == second.careSituation && after.startDate == Samples.date(2023, 1, 1))
      #expect(after.hoursPerWeek == 30 && after.recipient.name == second.recipient)
      #expect(try await listed(registry) == [first.careSituation, second.careSituation])
    }
  }

  @Test("Care that has ended is taken together as well, whoever's it was", arguments: [true, false])
  func ended(isFirst: Bool) async throws {
    try await withRegistry { registry in
      let (first, second) = try await registerTwice(registry)
      _ = try await registry.registration.endCareSituation(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = isFirst ? first.careSituation : second.careSituation
          $0.endDate = Samples.date(2024, 12, 31)
          $0.reason = .caregiverStops
        }
      )
      _ = try await merge(registry, second.recipient, into: first.recipient)
      let one = try await registry.situation(first.careSituation)
      #expect(one.startDate == Samples.date(2023, 1, 1) && !one.hasEndDate)
      // The days after the end of the one are the other's.
      #expect(one.hoursPerWeek == (isFirst ? 30 : 16))
      #expect(try await hours(registry, first.careSituation, Samples.date(2024, 12, 31)) == 16)
    }
  }

  @Test("Evidence about the care comes along, returns, and stands in no way of an erasure")
  func evidence() async throws {
    try await withRegistry { registry in
      let (first, second) = try await registerTwice(registry) {
        $0.evidence = [
          .with {
            $0.fact = "caregiver.employer_agrees"
            $0.boolValue = true
            $0.assessor = "Werkgever Verzonnen"
            $0.issuedDate = Samples.date(2024, 5, 1)
          }
        ]
      }
      func facts(_ name: String) async throws -> [String] {
        try await registry.situation(name).evidence.map(\.fact)
      }
      _ = try await merge(registry, second.recipient, into: first.recipient)
      #expect(try await facts(first.careSituation) == ["caregiver.employer_agrees", "recipient.fod_points"])
      try await Clerk(registry).unmerge(second.recipient)
      #expect(try await facts(first.careSituation) == ["recipient.fod_points"])
      #expect(try await facts(second.careSituation) == ["caregiver.employer_agrees"])
      _ = try await merge(registry, second.recipient, into: first.recipient)
      _ = try await Clerk(registry).erase(first.recipient)
      #expect(try await facts(first.careSituation).isEmpty)
    }
  }

  @Test("Of three records each care situation is again as it was, in whatever order their merges are undone")
  func threeRecords() async throws {
    for undoesLastFirst in [true, false] {
      try await withRegistry { registry in
        let clerk = Clerk(registry)
        let (first, second) = try await registerTwice(registry)
        var situation = Samples.careSituation()
        situation.recipient.insz = ""
        situation.recipient.birthDate = Samples.date(1948, 3, 17)
        situation.startDate = Samples.date(2020, 1, 1)
        let third = try await registry.register(situation)
        let names = [first, second, third].map(\.careSituation)
        func spans() async throws -> [[Mantel_Registration_V1_CarePeriod]] {
          var spans: [[Mantel_Registration_V1_CarePeriod]] = []
          for name in names { spans.append(try await registry.situation(name).periods) }
          return spans
        }
        let before = try await spans()
        for other in [second, third] { _ = try await merge(registry, other.recipient, into: first.recipient) }
        #expect(try await registry.situation(first.careSituation).startDate == Samples.date(2020, 1, 1))
        for other in undoesLastFirst ? [third, second] : [second, third] { try await clerk.unmerge(other.recipient) }
        #expect(try await spans() == before)
      }
    }
  }

  @Test(
    "Care that became one by two merges, of either person, is parted by undoing either",
    arguments: [true, false],
    [true, false]
  )
  func twoMerges(isFirstKept: Bool, isCaregiverPartedFirst: Bool) async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      var situation = Samples.careSituation()
      let first = try await registry.register(situation)
      // Both of the two once more, under no number.
      for person in [\Mantel_Registration_V1_NewCareSituation.caregiver, \.recipient] {
        situation[keyPath: person].birthDate =
          person == \.caregiver ? Samples.date(1972, 5, 14) : Samples.date(1948, 3, 17)
        situation[keyPath: person].insz = ""
      }
      situation.startDate = Samples.date(2023, 1, 1)
      situation.hoursPerWeek = 30
      situation.evidence = []
      let second = try await registry.register(situation)
      let before = try await registry.situation(first.careSituation)
      try await clerk.merge(second.caregiver, into: first.caregiver)
      let (merged, kept) =
        isFirstKept ? (second.recipient, first.recipient) : (first.recipient, second.recipient)
      try await clerk.merge(merged, into: kept)
      #expect(try await listed(registry).count == 1)

      for person in isCaregiverPartedFirst ? [second.caregiver, merged] : [merged, second.caregiver] {
        try await clerk.unmerge(person)
        let listed = try await listed(registry)
        #expect(listed == [first.careSituation, second.careSituation])
      }
      for (registered, start, hours) in [
        (first, before.startDate, before.hoursPerWeek), (second, Samples.date(2023, 1, 1), 30),
      ] {
        let care = try await registry.situation(registered.careSituation)
        #expect(care.name == registered.careSituation && care.startDate == start && care.hoursPerWeek == hours)
        #expect(care.caregiver.name == registered.caregiver && care.recipient.name == registered.recipient)
        #expect(care.joinedCareSituations.isEmpty && care.periods.count == 1)
      }
    }
  }

  @Test("Care that became one is parted by undoing a merge after the other person was erased, too")
  func partedAfterErasure() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      var situation = Samples.careSituation()
      situation.evidence = []
      let first = try await registry.register(situation)
      situation.caregiver.insz = ""
      situation.caregiver.birthDate = Samples.date(1972, 5, 14)
      situation.recipient.insz = ""
      situation.recipient.birthDate = Samples.date(1948, 3, 17)
      let second = try await registry.register(situation)
      try await clerk.merge(second.caregiver, into: first.caregiver)
      try await clerk.merge(second.recipient, into: first.recipient)
      _ = try await clerk.erase(first.recipient)
      try await clerk.unmerge(second.caregiver)
      for registered in [first, second] {
        let care = try await registry.situation(registered.careSituation)
        #expect(care.name == registered.careSituation && care.caregiver.name == registered.caregiver)
        #expect(care.endReason == .erased && care.joinedCareSituations.isEmpty)
      }
    }
  }

  @Test("A repeated row of a list and a change under the old name reach the care situation that stands")
  func oldNames() async throws {
    try await withRegistry { registry in
      let clerk = Clerk(registry)
      var row = Samples.careSituation()
      row.recipient.insz = ""
      row.recipient.birthDate = Samples.date(1948, 3, 17)
      let imported = try #require(try await clerk.imports([row]).first?.careSituation)
      let recipient = try await registry.situation(imported).recipient.name
      let first = try await registry.register()
      _ = try await merge(registry, recipient, into: first.recipient)
      let again = try await clerk.imports([row], from: 7)
      #expect(again.map(\.outcome) == [.registered])
      #expect(try await registry.situation(again[0].careSituation).name == first.careSituation)
      #expect(try await listed(registry) == [first.careSituation])
      _ = try await registry.registration.endCareSituation(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = imported
          $0.endDate = Samples.date(2025, 6, 1)
          $0.reason = .caregiverStops
        }
      )
      #expect(try await registry.situation(first.careSituation).endDate == Samples.date(2025, 6, 1))
    }
  }

  @Test("A merge that gives a recipient two primary caregivers, or lets someone care for themselves, changes nothing")
  func conflicts() async throws {
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      situation.role = .primary
      let first = try await registry.register(situation)
      situation.caregiver.insz = try Clerk.insz(1980, 3, 4)
      situation.recipient.insz = ""
      situation.recipient.birthDate = Samples.date(1948, 3, 17)
      let second = try await registry.register(situation)
      let before = try await registry.situation(second.careSituation)
      for (merged, kept) in [(second.recipient, first.recipient), (first.recipient, first.caregiver)] {
        let seen = try await refusal { try await merge(registry, merged, into: kept) }
        #expect(seen == SeenError(.failedPrecondition, "MERGE_CONFLICT"))
      }
      #expect(try await registry.situation(second.careSituation) == before)
    }
  }

  @Test("What only the other record knows is kept and told, and leaves with it again unless it was changed since")
  func fields() async throws {
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      // A BIS number of someone whose birth date is not known tells none.
      situation.recipient.phone = ""
      situation.recipient.email = "kept@example.org"
      let first = try await registry.register(situation)
      situation.caregiver = Samples.caregiver(insz: try Clerk.insz(1980, 3, 4))
      situation.recipient.insz = try Clerk.insz(1948, 3, 17, serial: 977)
      situation.recipient.familyName = "Bedachtzaam-Verdacht"
      situation.recipient.givenNames = "Jef"
      situation.recipient.phone = "0468 00 11 22"
      situation.recipient.email = "other@example.org"
      situation.recipient.channel = .sms
      situation.recipient.digitalSkill = .withHelp
      situation.recipient.trustedAdult = .with {
        $0.displayName = "Vertrouweling"
        $0.phone = "0468 00 33 44"
      }
      let second = try await registry.register(situation)
      let before = try await registry.person(first.recipient)
      let merged = try await merge(registry, second.recipient, into: first.recipient)
      #expect(
        merged.filledFields == [
          "details.phone", "details.digital_skill", "details.trusted_adult", "details.family_name", "details.channel",
        ]
      )
      #expect(
        merged.differingFields == ["details.insz", "details.email", "details.family_name", "details.given_names"]
      )
      let details = try await registry.person(first.recipient).details
      #expect(details.phone == "+32468001122" && details.channel == .sms && details.digitalSkill == .withHelp)
      #expect(details.trustedAdult.displayName == "Vertrouweling" && details.email == "kept@example.org")
      #expect(details.familyName == "Bedachtzaam" && details.givenNames == "Jozef")
      // Under the other's number and name they are known as well.
      situation.caregiver = Samples.caregiver(insz: try Clerk.insz(1981, 3, 4))
      #expect(try await registry.register(situation).recipient == first.recipient)

      try await Clerk(registry).update(first.recipient, ["digital_skill"]) { $0.digitalSkill = .independent }
      try await Clerk(registry).unmerge(second.recipient)
      let after = try await registry.person(first.recipient).details
      #expect(after.phone.isEmpty && after.channel == .letter && !after.hasTrustedAdult)
      #expect(after.digitalSkill == .independent)
      #expect(after.email == before.details.email)
    }
  }

  @Test("What two other records know stays as long as either is merged, in whatever order the two are parted")
  func fieldsOfThree() async throws {
    for order in [[0, 1], [1, 0]] {
      try await withRegistry { registry in
        let clerk = Clerk(registry)
        var situation = Samples.careSituation()
        (situation.recipient.phone, situation.recipient.channel) = ("", .letter)
        let first = try await registry.register(situation)
        var others: [String] = []
        let phones = ["+32468001122", "+32468003344"]
        for (index, phone) in phones.enumerated() {
          situation.caregiver = Samples.caregiver(insz: try Clerk.insz(1980, 3, 4 + index))
          situation.recipient.insz = try Clerk.insz(1948, 3, 17, serial: 953 + 2 * index)
          situation.recipient.familyName = "Bedachtzaam-Verdacht"
          (situation.recipient.phone, situation.recipient.channel) = (phone, .sms)
          others.append(try await registry.register(situation).recipient)
        }
        let before = try await registry.person(first.recipient).details
        for other in others { try await clerk.merge(other, into: first.recipient) }
        #expect(try await registry.person(first.recipient).details.phone == phones[0])
        try await clerk.unmerge(others[order[0]])
        let between = try await registry.person(first.recipient).details
        #expect(between.phone == phones[order[1]] && between.channel == .sms)
        // The name of the one that is still merged fits a number of the record.
        situation.caregiver = Samples.caregiver(insz: try Clerk.insz(1981, 3, 4))
        situation.recipient.insz = Samples.recipientINSZ
        situation.recipient.familyName = "Verdacht"
        #expect(try await registry.register(situation).recipient == first.recipient)
        try await clerk.unmerge(others[order[1]])
        #expect(try await registry.person(first.recipient).details == before)
      }
    }
  }

  @Test("Of two wishes the more protective counts, and stays after the two are parted", arguments: [true, false])
  func protection(isKept: Bool) async throws {
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      situation.recipient.phone = "0468 00 11 22"
      situation.recipient.channel = isKept ? .none : .phone
      let first = try await registry.register(situation)
      situation.caregiver = Samples.caregiver(insz: try Clerk.insz(1980, 3, 4))
      situation.recipient.insz = try Clerk.insz(1948, 3, 17, serial: 977)
      situation.recipient.channel = isKept ? .phone : .none
      let second = try await registry.register(situation)
      try await registry.seeing("44084", clearance: .read) {
        try await Clerk(registry).seal(isKept ? first.recipient : second.recipient)
        let merged = try await merge(registry, second.recipient, into: first.recipient)
        #expect(merged.filledFields == (isKept ? [] : ["details.channel", "sealed"]))
        for _ in 0..<2 {
          let person = try await registry.person(first.recipient)
          #expect(person.sealed && person.details.channel == .none)
          if try await registry.person(second.recipient).name == first.recipient {
            try await Clerk(registry).unmerge(second.recipient)
          }
        }
      }
      // Who became sealed by the merge is told of no more.
      let shielded = try await registry.told().filter { if case .personShielded = $0.payload { true } else { false } }
      #expect(shielded.map(\.personShielded.person).contains(first.recipient))
    }
  }

  @Test("The timeline of two together has, on each day, the terms of the one or the other")
  func timelines() throws {
    var generator = SplitMix64(seed: 11)
    let first = try CalendarDate(year: 2024, month: 1, day: 1)
    func timeline() throws -> CareTimeline {
      let start = Int.random(in: 0..<60, using: &generator)
      let end = Bool.random(using: &generator) ? nil : start + Int.random(in: 0..<40, using: &generator)
      var terms = Timeline(
        start: try first.adding(days: start),
        value: try terms(.random(in: 1...40, using: &generator))
      )
      for _ in 0..<Int.random(in: 0...3, using: &generator) {
        let from = try first.adding(days: start + Int.random(in: 0..<40, using: &generator))
        let value = try self.terms(.random(in: 1...40, using: &generator))
        terms.replace(from: from, with: value)
      }
      let span = try DateSpan(start: first.adding(days: start), end: end.map { try first.adding(days: $0) })
      return CareTimeline(
        span: span,
        endReason: end == nil ? nil : .caregiverStops,
        terms: terms,
        declarations: Declarations(caregiver: nil, recipient: nil)
      )
    }
    var joined = 0
    for _ in 0..<500 {
      let (one, other) = (try timeline(), try timeline())
      guard one.span.overlaps(other.span) else { continue }
      joined += 1
      let both = try one.joined(with: [other])
      #expect(both.endReason == (both.span.end == nil ? nil : .caregiverStops))
      for offset in -2...110 {
        let day = try first.adding(days: offset)
        let expected = one.span.contains(day) ? one.terms[day] : other.span.contains(day) ? other.terms[day] : nil
        #expect(both.span.contains(day) == (expected != nil))
        if let expected { #expect(both.terms[day] == expected) }
      }
    }
    #expect(joined > 200)
  }

  private func terms(_ hours: Int) throws -> CareTerms {
    CareTerms(
      relation: .child,
      hours: try CareHours(minutes: hours * 60, per: .week),
      tasks: [],
      causes: [],
      dwelling: .ownHome,
      sameAddress: false,
      professionalInvolved: false,
      role: nil
    )
  }
}
