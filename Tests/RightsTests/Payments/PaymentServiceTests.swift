import CareTypes
import EventsAPI
import Foundation
import GRPCCore
import RightsAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TestSupport
import Testing
import TypeAPI

@testable import Rights
@testable import RightsDomain

@Suite("Payments over gRPC", .timeLimit(.minutes(2)))
struct PaymentServiceTests {
  // MARK: Once

  @Test("A run has what is due, stays as it was frozen, and nobody is paid twice")
  func twice() async throws {
    try await withFollowingRights { served in
      let story = PaymentStory(served)
      try await story.begin()
      try await served.come("2025-08-01")
      let id = UUID().uuidString
      let run = try await story.prepare("2025-06-01", "2025-07-31", id: id)
      #expect(run.state == .prepared && run.lineCount == 2 && run.payableCount == 2 && run.payableCents == 5_000)
      let lines = try await story.lines(run)
      #expect(
        lines.map(\.amountCents) == [2_500, 2_500] && lines.allSatisfy { $0.state == .toPay && $0.kind == .ordinary }
      )
      #expect(lines.map(\.heldDays) == [30, 31] && lines.map(\.periodDays) == [30, 31])
      #expect(lines.allSatisfy { $0.award == story.award.ofPair })
      let caregiver = ResourceCollection.persons.name(story.award.caregiver)
      #expect(lines.allSatisfy { $0.payee == caregiver && $0.beneficiary == caregiver })
      #expect(try await story.prepare("2025-06-01", "2025-07-31", id: id).name == run.name)
      #expect(try await story.isNothingDue("2025-06-01", "2025-07-31"))
      try await story.told(hours: [("2024-03-01", 1)])
      #expect(try await story.lines(run) == lines)
    }
  }

  @Test("Of two who ask at the same time, one gets the run")
  func concurrent() async throws {
    try await withFollowingRights { served in
      let story = PaymentStory(served)
      try await story.begin()
      try await served.come("2025-07-01")
      async let one = refusal { try await story.prepare() }
      async let other = refusal { try await story.prepare() }
      let seen = try await [one, other]
      #expect(seen.count { $0 == nil } == 1)
      #expect(seen.contains(SeenError(.failedPrecondition, "NOTHING_DUE")))
      let runs = try await served.payments.listPaymentRuns(.with { $0.municipality = PaymentStory.aalter }).runs
      #expect(runs.map(\.payableCents) == [2_500])
    }
  }

  @Test("A run that was cancelled is due again; one that was exported cannot be")
  func cancelled() async throws {
    try await withFollowingRights { served in
      let story = PaymentStory(served)
      try await story.begin()
      try await served.come("2025-07-01")
      let run = try await story.prepare()
      func cancel(_ run: Mantel_Rights_V1_PaymentRun) async throws -> Mantel_Rights_V1_PaymentRun {
        try await served.payments.cancelPaymentRun(
          .with {
            $0.requestID = UUID().uuidString
            $0.name = run.name
          }
        ).run
      }
      let gone = try await cancel(run)
      #expect(gone.state == .cancelled && gone.payableCount == 0)
      #expect(
        try await refusal { try await story.release(run) } == SeenError(.failedPrecondition, "PAYMENT_STATE")
      )
      let again = try await story.prepare()
      #expect(again.name != run.name && again.payableCents == 2_500)
      try await story.release(again)
      #expect(try await refusal { try await cancel(again) } == SeenError(.failedPrecondition, "PAYMENT_STATE"))
    }
  }

  // MARK: Prorated

  @Test("Who moves in the middle of a month is paid by both municipalities for their days, and no day twice")
  func moved() async throws {
    try await withFollowingRights { served in
      let story = PaymentStory(served)
      try await story.begin()
      try await served.tell(
        .statutes,
        Told.published("caregiver.resident", name: "provisions/other", territory: [PaymentStory.kaprijke]) {
          $0.grantMode = .automatic
          $0.forRecipient = false
          $0.awardTerms.forPair = true
          $0.amounts = [.with { $0.cents = 2_500 }]
          $0.frequency = .monthly
          $0.awardTerms.proration = "days"
        }
      )
      try await served.come("2025-06-16")
      try await story.told(caregiver: [("2024-03-01", PaymentStory.aalter), ("2025-06-16", PaymentStory.kaprijke)])
      try await served.come("2025-07-01")
      let here = try await story.lines(story.prepare())
      let there = try await story.lines(story.prepare(municipality: PaymentStory.kaprijke))
      #expect(here.map(\.amountCents) == [1_250] && here.map(\.heldDays) == [15])
      #expect(there.map(\.amountCents) == [1_250] && there.map(\.heldDays) == [15])
    }
  }

  @Test("By months, a month is paid by who is held to it on its first day alone", arguments: ["months", "none"])
  func months(proration: String) async throws {
    try await withFollowingRights { served in
      let story = PaymentStory(served)
      try await story.begin("situation.hours_per_week >= 10.0", cents: 30_000, frequency: .yearly, proration: proration)
      try await served.come("2025-08-16")
      try await story.told(hours: [("2024-03-01", 16), ("2025-08-16", 4)])
      try await served.come("2026-01-01")
      let line = try #require(try await story.lines(story.prepare("2025-01-01", "2025-12-31")).first)
      // June, July and August of a year, or the whole year.
      #expect(line.amountCents == (proration == "months" ? 7_500 : 30_000))
      #expect(line.fullCents == 30_000 && line.heldDays == 76)
    }
  }

  @Test("After a death the days until then are paid")
  func death() async throws {
    try await withFollowingRights { served in
      let story = PaymentStory(served)
      try await story.begin()
      try await served.come("2025-06-12")
      try await story.award.moment(.death, on: "2025-06-11")
      try await served.come("2025-07-01")
      let line = try #require(try await story.lines(story.prepare()).first)
      let ended = try await story.award.award()
      #expect(ended.state == .ended && line.state == .toPay)
      let days = try Cases.date("2025-06-01").days(until: CalendarDate(ended.endDate))
      #expect(Int(line.heldDays) == days && (10...11).contains(days))
      #expect(line.amountCents == (Int64(days) * 2_500 + 15) / 30)
      try await served.come("2025-08-01")
      #expect(try await story.isNothingDue("2025-07-01", "2025-07-31"))
    }
  }

  @Test("What is not known is told, and not paid")
  func unknown() async throws {
    try await withFollowingRights { served in
      let story = PaymentStory(served)
      try await story.begin(cents: nil)
      try await served.come("2025-07-01")
      let run = try await story.prepare()
      let line = try #require(try await story.lines(run).first)
      #expect(line.state == .amountUnknown && !line.hasAmountCents && run.payableCount == 0 && run.unpaidCount == 1)
      #expect(try await refusal { try await story.release(run) } == SeenError(.failedPrecondition, "PAYMENT_STATE"))
      #expect(try await story.isNothingDue())
    }
    try await withFollowingRights { served in
      let story = PaymentStory(served)
      try await story.begin("situation.hours_per_week >= 10.0", proration: "")
      try await served.come("2025-07-16")
      try await story.told(hours: [("2024-03-01", 16), ("2025-07-16", 4)])
      try await served.come("2025-08-01")
      let lines = try await story.lines(story.prepare("2025-06-01", "2025-07-31"))
      #expect(lines.map(\.state) == [.toPay, .prorationUnknown] && lines.first?.amountCents == 2_500)
    }
  }

  @Test("A single payment is made once, on whatever day the right turns out to begin")
  func once() async throws {
    try await withFollowingRights { served in
      let story = PaymentStory(served)
      try await story.begin(frequency: .once, proration: "none")
      try await served.come("2025-09-01")
      let line = try #require(try await story.lines(story.prepare("2025-01-01", "2025-08-31")).first)
      let begin = try Told.date("2025-06-01")
      #expect(line.amountCents == 2_500 && line.periodFirstDate == begin)
      #expect(try await story.isNothingDue("2025-01-01", "2025-08-31"))
    }
  }

  // MARK: Retroactively

  @Test("A right that ends with retroactive effect tells what was paid too much, and claims nothing by itself")
  func overpaid() async throws {
    try await withFollowingRights { served in
      let story = PaymentStory(served)
      try await story.begin("situation.hours_per_week >= 10.0")
      try await served.come("2025-07-01")
      let run = try await story.prepare()
      try await story.release(run)
      try await story.record(run)
      try await story.told(hours: [("2024-03-01", 16), ("2025-06-16", 4)])
      let told = try await story.prepare()
      #expect(told.payableCount == 0 && told.overpaidCents == 1_250)
      let line = try #require(try await story.lines(told).first)
      #expect(line.kind == .overpaid && line.state == .told && line.amountCents == 1_250)
      #expect(line.dueCents == 1_250 && line.earlierCents == 2_500)
      #expect(try await story.isNothingDue())
      #expect(
        try await refusal { try await story.correct(line, cents: 1_251) }
          == SeenError(.failedPrecondition, "PAYMENT_STATE")
      )
      let correction = try await story.correct(line, cents: 1_250)
      #expect(correction.kind == .correction && correction.amountCents == -1_250 && correction.corrects == line.name)
      #expect(try await story.lines(told).map(\.state) == [.settled, .paid])
      #expect(try await story.isNothingDue())
      // It turns out to have been a mistake: what was given back is due again.
      try await story.told()
      let again = try #require(try await story.lines(story.prepare()).first)
      #expect(again.kind == .supplement && again.amountCents == 1_250 && again.earlierCents == 1_250)
    }
  }

  @Test("What was told to be paid too much, and was due after all, is not paid again")
  func mistaken() async throws {
    try await withFollowingRights { served in
      let story = PaymentStory(served)
      try await story.begin("situation.hours_per_week >= 10.0")
      try await served.come("2025-07-01")
      let run = try await story.prepare()
      try await story.release(run)
      try await story.told(hours: [("2024-03-01", 16), ("2025-06-16", 4)])
      let told = try await story.prepare()
      try await story.told()
      #expect(try await story.isNothingDue())
      #expect(try await story.lines(told).map(\.state) == [.settled])
    }
  }

  // MARK: Outcomes

  @Test("A payee without an account waits, is told, and is paid in a later run")
  func withoutAccount() async throws {
    try await withFollowingRights { served in
      let story = PaymentStory(served)
      try await story.begin()
      let other = try await story.another()
      try await served.come("2025-07-01")
      let run = try await story.prepare()
      #expect(run.payableCents == 5_000)
      let (mine, theirs) = (
        ResourceCollection.persons.name(story.award.caregiver), ResourceCollection.persons.name(other.caregiver)
      )
      let all = try await refusal { try await story.release(run, without: [mine, theirs]) }
      #expect(all == SeenError(.failedPrecondition, "NO_BANK_ACCOUNT"))
      #expect(try await story.release(run, without: [theirs]).map(\.payee) == [mine])
      let left = try await story.lines(run).first { $0.payee == theirs }
      #expect(left?.state == .withoutAccount)
      // The export can be made again, as long as the payee has an account.
      #expect(try await story.release(run).map(\.payee) == [mine])
      let gone = try await refusal { try await story.release(run, without: [mine]) }
      #expect(gone == SeenError(.failedPrecondition, "NO_BANK_ACCOUNT"))
      let later = try await story.prepare()
      #expect(try await story.lines(later).map(\.payee) == [theirs])
      #expect(try await story.release(later).map(\.amountCents) == [2_500])
    }
  }

  @Test("An outcome counts once, and what came back is due again")
  func outcomes() async throws {
    try await withFollowingRights { served in
      let story = PaymentStory(served)
      try await story.begin()
      try await served.come("2025-07-01")
      let run = try await story.prepare()
      let line = try #require(try await story.lines(run).first)
      let early = try await refusal { try await story.record(run, returned: [line.name]) }
      #expect(early == SeenError(.failedPrecondition, "PAYMENT_STATE"))
      try await story.release(run)
      #expect(try await story.record(run).changedCount == 1)
      #expect(try await story.record(run).changedCount == 0)
      #expect(try await story.lines(run).map(\.state) == [.paid])
      #expect(try await story.isNothingDue())
      #expect(try await story.record(run, returned: [line.name]).changedCount == 1)
      #expect(try await story.record(run, returned: [line.name]).changedCount == 0)
      let back = try #require(try await story.lines(run).first)
      #expect(back.state == .returned && back.reason == "AC04")
      #expect(try await story.prepare().payableCents == 2_500)
      let unknown = try await refusal {
        try await story.record(run, returned: ["\(run.name)/lines/\(OpaqueID.random().text)"])
      }
      #expect(unknown == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
    }
  }

  // MARK: Budgets

  @Test("A budget that is spent refuses what does not fit, and pays it once there is more")
  func budget() async throws {
    try await withFollowingRights { served in
      let story = PaymentStory(served)
      try await story.begin()
      _ = try await story.another()
      try await served.come("2025-07-01")
      #expect(try await story.budget(4_000).spentCents == 0)
      let run = try await story.prepare()
      #expect(try await story.lines(run).map(\.state) == [.toPay, .budgetSpent])
      #expect(run.payableCents == 2_500 && run.unpaidCount == 1)
      // What was told is not told again.
      #expect(try await story.isNothingDue())
      #expect(try await story.budget(5_000).spentCents == 2_500)
      #expect(try await story.lines(story.prepare()).map(\.state) == [.toPay])
      #expect(try await story.isNothingDue())
      let missing = try await refusal {
        try await served.payments.getPaymentBudget(
          .with {
            $0.municipality = PaymentStory.aalter
            $0.year = 2026
          }
        )
      }
      #expect(missing == SeenError(.notFound, "RESOURCE_NOT_FOUND"))
    }
  }

  // MARK: Who sees what

  @Test("Another municipality neither makes nor sees a run")
  func scope() async throws {
    try await withFollowingRights { served in
      let story = PaymentStory(served)
      try await story.begin()
      try await served.come("2025-07-01")
      let run = try await story.prepare()
      let line = try #require(try await story.lines(run).first)
      let (outside, notFound) = (
        SeenError(.permissionDenied, "OUT_OF_SCOPE"), SeenError(.notFound, "RESOURCE_NOT_FOUND")
      )
      func seen(_ code: String, _ call: () async throws -> Void) async throws -> SeenError? {
        let scope = CallScope(municipalities: [try NISCode(code)])
        return try await CallContext.$current.withValue(CallContext(client: "test", scope: scope)) {
          try await refusal(call)
        }
      }
      for (expected, call) in [
        (outside, { _ = try await story.prepare() }),
        (outside, { try await story.budget(1) }),
        (outside, { _ = try await served.payments.listPaymentRuns(.with { $0.municipality = PaymentStory.aalter }) }),
        (notFound, { _ = try await served.payments.getPaymentRun(.with { $0.name = run.name }) }),
        (notFound, { _ = try await story.lines(run) }), (notFound, { try await story.release(run) }),
        (notFound, { try await story.record(run) }), (notFound, { _ = try await story.correct(line, cents: 1) }),
        (
          notFound,
          {
            _ = try await served.payments.cancelPaymentRun(
              .with {
                $0.requestID = UUID().uuidString
                $0.name = run.name
              }
            )
          }
        ),
      ] as [(SeenError, () async throws -> Void)] {
        #expect(try await seen("43010", call) == expected)
      }
      #expect(try await seen(PaymentStory.aalter) { _ = try await story.lines(run) } == nil)
    }
  }

  @Test("Lists have pages, whose tokens are for the same list")
  func pages() async throws {
    try await withFollowingRights { served in
      let story = PaymentStory(served)
      try await story.begin()
      _ = try await story.another()
      try await served.come("2025-08-01")
      let run = try await story.prepare("2025-06-01", "2025-07-31")
      var (names, token, pages) = ([String](), "", 0)
      repeat {
        let wanted = token
        let page = try await served.payments.listPaymentLines(
          .with {
            $0.run = run.name
            $0.pageSize = 3
            $0.pageToken = wanted
          }
        )
        (names, token, pages) = (names + page.lines.map(\.name), page.nextPageToken, pages + 1)
      } while !token.isEmpty
      #expect(pages == 2 && names.count == 4 && Set(names).count == 4)
      let wrong = try await refusal {
        try await served.payments.listPaymentLines(
          .with {
            $0.run = run.name
            $0.pageToken = "AAAAAAAAAAAA"
          }
        )
      }
      #expect(wrong == SeenError(.invalidArgument, "INVALID_FIELD", fields: ["page_token"]))
    }
  }

  @Test("What is asked wrongly is told by its field")
  func fields() async throws {
    try await withFollowingRights { served in
      let story = PaymentStory(served)
      for (fields, call) in [
        (["period_last_date"], { _ = try await story.prepare("2025-06-01", "2025-06-30") }),
        (["period_last_date"], { _ = try await story.prepare("2025-05-31", "2025-05-01") }),
        (["period_last_date"], { _ = try await story.prepare("2024-01-01", "2025-05-01") }),
        (["municipality"], { _ = try await story.prepare("2025-05-01", "2025-05-31", municipality: "4408") }),
        (["provision"], { _ = try await story.prepare("2025-05-01", "2025-05-31", provision: "x") }),
        (["amount_cents"], { try await story.budget(-1) }), (["year"], { try await story.budget(1, year: 20) }),
        (["name"], { _ = try await served.payments.getPaymentRun(.init()) }),
        (["name"], { _ = try await served.payments.getPaymentRun(.with { $0.name = "persons/x" }) }),
      ] as [([String], () async throws -> Void)] {
        let seen = try await refusal(call)
        #expect(seen == SeenError(.invalidArgument, "INVALID_FIELD", fields: fields))
      }
    }
  }

  @Test("After an erasure nothing more is due, and the lines stay by their ids")
  func erased() async throws {
    try await withFollowingRights { served in
      let story = PaymentStory(served)
      try await story.begin()
      try await served.come("2025-07-01")
      let run = try await story.prepare()
      try await served.tell(
        .registration,
        .personErased(.with { $0.person = ResourceCollection.persons.name(story.award.caregiver) })
      )
      #expect(try await story.lines(run).map(\.amountCents) == [2_500])
      #expect(try await story.isNothingDue())
    }
  }

  @Test("Every query of payments is served by an index")
  func plans() async throws {
    try await withFollowingRights { served in
      for (sql, index) in [
        (PaymentRows.runSQL, "sqlite_autoindex_payment_run"), (PaymentRows.runsSQL, "payment_run_by_municipality"),
        (PaymentRows.sumsSQL, "payment_line_by_run"), (PaymentRows.linesSQL, "payment_line_by_run"),
        (PaymentRows.lineSQL, "sqlite_autoindex_payment_line"), (PaymentRows.moveSQL, "payment_line_by_run"),
        (PaymentRows.earlierSQL, "payment_line_by_holder"), (PaymentRows.settleSQL, "payment_line_by_holder"),
        (PaymentRows.budgetSQL, "PRIMARY KEY"), (PaymentRows.spentSQL, "payment_line_by_budget"),
        (PaymentRows.setSQL, "sqlite_autoindex_payment_line"), (PaymentRows.reduceSQL, "INTEGER PRIMARY KEY"),
      ] {
        let plan = try await served.store.database.queryPlan(of: sql)
        #expect(plan.contains { $0.contains(index) }, "\(sql): \(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN payment") }, "\(plan)")
      }
    }
  }
}
