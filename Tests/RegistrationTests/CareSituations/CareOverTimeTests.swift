import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import RegistrationAPI
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Registration
@testable import RegistrationDomain

@Suite("Care over time: changes, corrections, moves and ends, as of a day and as known on a day")
struct CareOverTimeTests {
  private func day(_ year: Int, _ month: Int, _ day: Int) throws -> CalendarDate {
    try CalendarDate(year: year, month: month, day: day)
  }

  private func update(
    _ registry: Registry,
    _ name: String,
    etag: String,
    hours: Double,
    _ effect: Mantel_Registration_V1_UpdateCareSituationRequest.OneOf_Effect
  ) async throws -> String {
    try await registry.care.updateCareSituation(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = name
        $0.etag = etag
        $0.terms.hoursPerWeek = hours
        $0.updateMask = .with { $0.paths = ["hours_per_week"] }
        $0.effect = effect
      }
    ).etag
  }

  /// Registered on 1 June 2025: 16 hours since 1 March 2024. Recorded on 1 July: 20 hours since 15 June. On 1 August: it
  /// was 12 hours up to the end of 2024. On 1 September: 24 hours from 1 October. On 1 October: ended on 31 October; on 1
  /// November: ended on 15 October already.
  @Test("Questions about a history, worked out by hand")
  func history() async throws {
    try await withRegistry { registry in
      let registered = try await registry.register()
      let name = registered.careSituation
      try registry.clock.set(day(2025, 7, 1))
      var etag = try await update(
        registry,
        name,
        etag: registered.etag,
        hours: 20,
        .change(.with { $0.startDate = Samples.date(2025, 6, 15) })
      )
      try registry.clock.set(day(2025, 8, 1))
      etag = try await update(
        registry,
        name,
        etag: etag,
        hours: 12,
        .correction(.with { $0.endDate = Samples.date(2024, 12, 31) })
      )
      try registry.clock.set(day(2025, 9, 1))
      etag = try await update(
        registry,
        name,
        etag: etag,
        hours: 24,
        .change(.with { $0.startDate = Samples.date(2025, 10, 1) })
      )
      try registry.clock.set(day(2025, 10, 1))
      etag = try await registry.registration.endCareSituation(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = name
          $0.endDate = Samples.date(2025, 10, 31)
          $0.reason = .caregiverStops
        }
      ).etag
      try registry.clock.set(day(2025, 11, 1))
      etag = try await registry.care.correctCareSpan(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = name
          $0.etag = etag
          $0.startDate = Samples.date(2024, 3, 1)
          $0.endDate = Samples.date(2025, 10, 15)
          $0.reason = .noLongerNeeded
        }
      ).etag

      let questions: [(asOf: (Int32, Int32, Int32), known: (Int32, Int32, Int32)?, hours: Double)] = [
        ((2024, 6, 1), (2025, 6, 30), 16), ((2025, 6, 20), (2025, 6, 30), 16),
        ((2025, 6, 14), (2025, 7, 1), 16), ((2025, 6, 15), (2025, 7, 1), 20), ((2024, 6, 1), (2025, 7, 31), 16),
        ((2024, 6, 1), (2025, 8, 1), 12), ((2024, 12, 31), nil, 12), ((2025, 1, 1), nil, 16),
        ((2025, 6, 14), nil, 16), ((2025, 6, 15), nil, 20), ((2025, 9, 30), nil, 20),
        ((2025, 10, 1), (2025, 8, 31), 20), ((2025, 10, 1), (2025, 9, 1), 24), ((2025, 10, 15), nil, 24),
        // Before its first day and after its last the nearest day of the care is told.
        ((2020, 1, 1), nil, 12), ((2026, 1, 1), nil, 24),
      ]
      for question in questions {
        let (asOf, known) = (question.asOf, question.known)
        let situation = try await registry.situation(
          name,
          asOf: Samples.date(asOf.0, asOf.1, asOf.2),
          known: known.map { Samples.date($0.0, $0.1, $0.2) }
        )
        #expect(situation.hoursPerWeek == question.hours, "\(asOf), known \(String(describing: known))")
      }
      let before = try await registry.situation(name, known: Samples.date(2025, 9, 30))
      #expect(!before.hasEndDate && before.endReason == .unspecified)
      #expect(
        try await registry.situation(name, known: Samples.date(2025, 10, 1)).endDate == Samples.date(2025, 10, 31)
      )
      let now = try await registry.situation(name)
      #expect(now.endDate == Samples.date(2025, 10, 15) && now.endReason == .noLongerNeeded && now.state == .ended)
      #expect(now.asOfDate == Samples.date(2025, 10, 15))
      #expect(now.periods.map(\.terms.hoursPerWeek) == [12, 16, 20, 24])
      let unknown = try await refusal { try await registry.situation(name, known: Samples.date(2025, 5, 31)) }
      #expect(unknown == SeenError(.notFound, "RESOURCE_NOT_FOUND"))

      let first = try await registry.care.listCareRevisions(
        .with {
          $0.name = name; $0.pageSize = 4
        }
      )
      let second = try await registry.care.listCareRevisions(
        .with {
          $0.name = name; $0.pageSize = 4; $0.pageToken = first.nextPageToken
        }
      )
      let revisions = first.revisions + second.revisions
      #expect(revisions.map(\.kind) == [.registered, .changed, .corrected, .changed, .ended, .corrected])
      #expect(second.nextPageToken.isEmpty && revisions.last?.etag == etag)
      #expect(revisions[1].periods.map(\.terms.hoursPerWeek) == [16, 20])
    }
  }

  @Test("What was known includes evidence, declarations and consents")
  func knownSupport() async throws {
    try await withRegistry { registry in
      var situation = Samples.careSituation()
      situation.recipientDeclaration = .init()
      situation.clearRecipientDeclaration()
      let registered = try await registry.register(situation)
      let name = registered.careSituation
      let first = try await registry.situation(name).evidence.map(\.name)
      try registry.clock.set(day(2025, 7, 1))
      _ = try await registry.care.withdrawEvidence(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = first[0]
        }
      )
      _ = try await registry.care.recordDeclaration(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = name
          $0.etag = registered.etag
          $0.recipientDeclaration = Samples.careSituation().recipientDeclaration
        }
      )
      _ = try await registry.registration.withdrawConsent(
        .with {
          $0.requestID = UUID().uuidString
          $0.person = registered.recipient
          $0.purpose = .hospital
        }
      )
      let now = try await registry.situation(name)
      #expect(now.evidence.isEmpty && now.hasRecipientDeclaration && now.recipient.consents.isEmpty)
      let then = try await registry.situation(name, known: Samples.date(2025, 6, 30))
      #expect(then.evidence.map(\.name) == first && !then.hasRecipientDeclaration)
      #expect(then.recipient.consents.map(\.purpose) == [.hospital])
      let late = try await refusal { try await registry.situation(name, known: Samples.date(2200, 12, 31)) }
      #expect(late == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["known_date"]))
    }
  }

  @Test("A day begins and ends at midnight in Belgium, not in Greenwich")
  func midnight() async throws {
    try await withRegistry { registry in
      let registered = try await registry.register()
      // Half past midnight of 2 July in Brussels is still 1 July in Greenwich.
      try registry.clock.set(seconds: Int64(day(2025, 7, 1).daysSinceEpoch) * 86_400 + 81_000)
      _ = try await update(
        registry,
        registered.careSituation,
        etag: registered.etag,
        hours: 20,
        .change(.with { $0.startDate = Samples.date(2025, 7, 1) })
      )
      let known = [(Samples.date(2025, 7, 1), 16.0), (Samples.date(2025, 7, 2), 20)]
      for (date, hours) in known {
        let situation = try await registry.situation(
          registered.careSituation,
          asOf: Samples.date(2025, 7, 2),
          known: date
        )
        #expect(situation.hoursPerWeek == hours)
      }
    }
  }

  @Test("A move passes the care over on its day; what was known before is still told")
  func move() async throws {
    try await withRegistry { registry in
      let registered = try await registry.register()
      let person = try await registry.person(registered.recipient)
      try registry.clock.set(day(2025, 6, 10))
      _ = try await registry.persons.movePerson(
        .with {
          $0.requestID = UUID().uuidString
          $0.name = registered.recipient
          $0.etag = person.etag
          $0.residence = .with {
            $0.startDate = Samples.date(2025, 7, 1)
            $0.municipality = "43007"
            $0.streetLine = "Nieuwstraat 1"
            $0.postalCode = "9970"
          }
        }
      )
      func lists(_ municipality: String) async throws -> Int {
        try await registry.registration.listCareSituations(.with { $0.municipality = municipality }).careSituations
          .count
      }
      #expect(try await lists("43007") == 0)
      #expect(try await registry.situation(registered.careSituation).recipient.details.municipality == "44084")
      let ahead = try await registry.situation(registered.careSituation, asOf: Samples.date(2025, 7, 1))
      #expect(ahead.recipient.details.municipality == "43007" && ahead.recipient.details.streetLine == "Nieuwstraat 1")

      try registry.clock.set(day(2025, 7, 1))
      #expect(try await lists("43007") == 1)
      // The caregiver still lives in Aalter.
      #expect(try await lists("44084") == 1)
      let now = try await registry.situation(registered.careSituation)
      #expect(now.recipient.details.municipality == "43007")
      let earlier = try await registry.situation(registered.careSituation, asOf: Samples.date(2025, 6, 30))
      #expect(earlier.recipient.details.municipality == "44084")
      let unaware = try await registry.situation(
        registered.careSituation,
        asOf: Samples.date(2025, 7, 1),
        known: Samples.date(2025, 6, 9)
      )
      #expect(unaware.recipient.details.municipality == "44084")
    }
  }

  @Test("A merger of municipalities passes its people over without a word", .tags(.mergers))
  func merger() async throws {
    // 44034 Lochristi and 44073 Wachtebeke became 44087 Lochristi on 1 January 2025.
    try await withRegistry(date: day(2024, 11, 1)) { registry in
      var situation = Samples.careSituation()
      situation.caregiver.municipality = "44034"
      situation.recipient.municipality = "44073"
      let registered = try await registry.register(situation)
      func lists(_ municipality: String) async throws -> Int {
        try await registry.registration.listCareSituations(.with { $0.municipality = municipality }).careSituations
          .count
      }
      #expect(try await lists("44034") == 1)
      try registry.clock.set(day(2025, 1, 1))
      #expect(try await lists("44087") == 1)
      let territory = try await registry.registration.getTerritory(.with { $0.name = registered.careSituation })
      #expect(territory.municipalities == ["44087"])
      let seen = try await registry.seeing("44087") { try await registry.situation(registered.careSituation) }
      #expect(seen.caregiver.details.municipality == "44087")
      let before = try await registry.situation(registered.careSituation, asOf: Samples.date(2024, 12, 31))
      #expect(before.recipient.details.municipality == "44073")
      let counts = try await registry.registration.countCaregivers(
        .with {
          $0.municipalities = ["44087"]
          $0.date = Samples.date(2025, 1, 1)
        }
      ).counts
      #expect(counts.map(\.count) == [1] && counts.map(\.municipality) == ["44087"])
    }
  }

  @Test("The same hours in another unit are another declaration, and each stays in its own time")
  func otherUnit() async throws {
    try await withRegistry { registry in
      var new = Samples.careSituation()
      new.hoursPerWeek = 12
      let registered = try await registry.register(new)
      func update(_ etag: String, _ amount: Mantel_Type_V1_CareHours.OneOf_Amount, _ month: Int32) async throws
        -> String
      {
        try await registry.care.updateCareSituation(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = registered.careSituation
            $0.etag = etag
            $0.terms.hours.amount = amount
            $0.updateMask = .with { $0.paths = ["hours"] }
            $0.change.startDate = Samples.date(2025, month, 1)
          }
        ).etag
      }
      var etag = try await update(registered.etag, .perMonth(52), 4)
      etag = try await update(etag, .perYear(624), 5)
      let same = try await update(etag, .perYear(624), 6)
      let situation = try await registry.situation(registered.careSituation)
      #expect(situation.etag == same)
      #expect(situation.periods.map(\.terms.hours.amount) == [.perWeek(12), .perMonth(52), .perYear(624)])
      #expect(situation.periods.map(\.terms.hoursPerWeek) == [12, 12, 12])
      let revisions = try await registry.care.listCareRevisions(.with { $0.name = registered.careSituation }).revisions
      #expect(revisions.contains { $0.periods.map(\.terms.hours.amount) == [.perWeek(12), .perMonth(52)] })
    }
  }

  @Test("Each wrong update is refused by its name, and a stale etag as such")
  func wrongUpdates() async throws {
    try await withRegistry { registry in
      let registered = try await registry.register()
      func seen(
        _ change: @Sendable (inout Mantel_Registration_V1_UpdateCareSituationRequest) -> Void
      ) async throws -> SeenError? {
        var request = Mantel_Registration_V1_UpdateCareSituationRequest.with {
          $0.requestID = UUID().uuidString
          $0.name = registered.careSituation
          $0.etag = registered.etag
          $0.terms.hoursPerWeek = 20
          $0.updateMask = .with { $0.paths = ["hours_per_week"] }
          $0.change = .with { $0.startDate = Samples.date(2025, 5, 1) }
        }
        change(&request)
        let sent = request
        return try await refusal { try await registry.care.updateCareSituation(sent) }
      }
      func field(_ name: String) -> SeenError { SeenError(.invalidArgument, "INVALID_FIELD", fields: [name]) }
      #expect(try await seen { $0.etag = "" } == field("etag"))
      #expect(try await seen { $0.etag = "\"7\"" } == SeenError(.aborted, "STALE_ETAG"))
      #expect(try await seen { $0.clearUpdateMask() } == field("update_mask"))
      #expect(try await seen { $0.updateMask.paths = ["span"] } == field("update_mask"))
      #expect(try await seen { $0.updateMask.paths = ["relation"] } == field("terms.relation"))
      #expect(try await seen { $0.terms.hoursPerWeek = 0.3 } == field("terms.hours_per_week"))
      #expect(try await seen { $0.effect = nil } == field("change"))
      #expect(try await seen { $0.change.clearStartDate() } == field("change.start_date"))
      #expect(try await seen { $0.change.startDate = Samples.date(2024, 2, 29) } == field("change.start_date"))
      #expect(try await seen { $0.change.startDate = Samples.date(2027, 1, 1) } == field("change.start_date"))
      #expect(
        try await seen {
          $0.correction = .with {
            $0.startDate = Samples.date(2025, 2, 1)
            $0.endDate = Samples.date(2025, 1, 1)
          }
        } == field("correction.end_date")
      )
      #expect(try await registry.situation(registered.careSituation).etag == registered.etag)
    }
  }

  @Test("A span cannot be corrected into another care situation of the two, nor without a reason")
  func spans() async throws {
    try await withRegistry { registry in
      var early = Samples.careSituation()
      early.startDate = Samples.date(2020, 1, 1)
      early.endDate = Samples.date(2020, 12, 31)
      _ = try await registry.register(early)
      let registered = try await registry.register()
      func seen(
        _ change: @Sendable (inout Mantel_Registration_V1_CorrectCareSpanRequest) -> Void
      ) async throws -> SeenError? {
        var request = Mantel_Registration_V1_CorrectCareSpanRequest.with {
          $0.requestID = UUID().uuidString
          $0.name = registered.careSituation
          $0.etag = registered.etag
          $0.startDate = Samples.date(2021, 1, 1)
        }
        change(&request)
        let sent = request
        return try await refusal { try await registry.care.correctCareSpan(sent) }
      }
      #expect(
        try await seen { $0.startDate = Samples.date(2020, 12, 31) }
          == SeenError(.alreadyExists, "CARE_SITUATION_EXISTS")
      )
      #expect(try await seen { $0.endDate = Samples.date(2022, 1, 1) }?.fields == ["reason"])
      #expect(try await seen { $0.reason = .caregiverDied }?.fields == ["reason"])
      #expect(try await seen { _ in } == nil)
      let situation = try await registry.situation(registered.careSituation)
      #expect(situation.startDate == Samples.date(2021, 1, 1))
      #expect(situation.periods.map(\.startDate) == [Samples.date(2021, 1, 1)])
    }
  }

  @Test("A recipient has one primary caregiver at a time, and any number of back-ups")
  func primary() async throws {
    try await withRegistry { registry in
      var first = Samples.careSituation()
      first.role = .primary
      let registered = try await registry.register(first)
      var second = Samples.careSituation()
      second.caregiver = Samples.caregiver(insz: Samples.otherINSZ)
      second.role = .primary
      let sent = second
      let seen = try await refusal { try await registry.register(sent) }
      #expect(seen == SeenError(.failedPrecondition, "PRIMARY_CAREGIVER_EXISTS"))
      second.role = .backup
      let backup = try await registry.register(second)

      func become(
        _ role: Mantel_Type_V1_CaregiverRole,
        _ name: String,
        _ etag: String,
        from date: Mantel_Type_V1_Date
      ) async throws -> String {
        try await registry.care.updateCareSituation(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = name
            $0.etag = etag
            $0.terms.role = role
            $0.updateMask = .with { $0.paths = ["role"] }
            $0.change = .with { $0.startDate = date }
          }
        ).etag
      }
      let tooEarly = try await refusal {
        try await become(.primary, backup.careSituation, backup.etag, from: Samples.date(2025, 5, 1))
      }
      #expect(tooEarly == SeenError(.failedPrecondition, "PRIMARY_CAREGIVER_EXISTS"))
      _ = try await become(.backup, registered.careSituation, registered.etag, from: Samples.date(2025, 5, 1))
      let etag = try await become(.primary, backup.careSituation, backup.etag, from: Samples.date(2025, 5, 1))
      #expect(etag != backup.etag)
      #expect(try await registry.situation(backup.careSituation).role == .primary)
    }
  }

  @Test("Each change is told whole: the facts of today and the periods of other days")
  func events() async throws {
    try await withRegistry { registry in
      let registered = try await registry.register()
      _ = try await update(
        registry,
        registered.careSituation,
        etag: registered.etag,
        hours: 40,
        .change(.with { $0.startDate = Samples.date(2025, 9, 1) })
      )
      let changed = try await registry.toldChanges()
      #expect(changed.count == 1)
      #expect(changed[0].terms.map(\.hoursPerWeek) == [16, 40])
      #expect(changed[0].terms.map(\.startDate) == [Samples.date(2024, 3, 1), Samples.date(2025, 9, 1)])
      #expect(changed[0].caregiver.residences.map(\.municipality) == ["44084"])
      #expect(changed[0].evidence.map(\.assessor) == [""])
    }
  }

  @Test("Ten clerks who change one record at once lose no update")
  func clerks() async throws {
    try await withRegistry { registry in
      let registered = try await registry.register()
      let name = registered.careSituation
      let rounds = 10
      try await withThrowingTaskGroup(of: Void.self) { group in
        for clerk in 0..<10 {
          group.addTask {
            for _ in 0..<rounds {
              while true {
                let situation = try await registry.situation(name)
                let seen = try await refusal {
                  try await update(
                    registry,
                    name,
                    etag: situation.etag,
                    hours: situation.hoursPerWeek + 0.5,
                    .correction(.init())
                  )
                }
                if seen == nil { break }
                #expect(seen == SeenError(.aborted, "STALE_ETAG"), "clerk \(clerk)")
              }
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await registry.situation(name).hoursPerWeek == 16 + 0.5 * Double(10 * rounds))
    }
  }
}

extension Tag {
  /// Municipal mergers.
  @Tag static var mergers: Self
}
