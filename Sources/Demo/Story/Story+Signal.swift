import CareTypes
import Foundation
import GRPCCore
import GatewayAPI
import RegistrationAPI
import RightsAPI
import ServiceRuntime
import SwiftProtobuf

// How a care situation begins with a signal, and how its record is changed and corrected.
extension Story {
  private static let practice = "huisarts-nergenshuize"

  mutating func signal() async throws {
    heading("A general practitioner (huisarts) signals a caregiver to Lievegem")
    try await checkDefinition()
    let (caller, known) = (caller, signalledCare())
    let sent = try await caller.signals.sendSignal(
      .with {
        $0.requestID = UUID().uuidString
        $0.signal.municipality = "44085"
        $0.signal.careSituation = known
        $0.signal.remark = "Zoon komt elke dag langs en is moe."
        $0.signal.caregiverAgreed = true
      },
      metadata: caller.key(Self.practice),
      options: Caller.within()
    )
    tell("came back: \(sent.draft)")
    let listed = try await caller.signals.listDrafts(
      .with { $0.municipality = "44085" },
      metadata: caller.key("lievegem"),
      options: Caller.within()
    )
    guard let draft = listed.drafts.first(where: { $0.name == sent.draft }) else {
      return check(false, "it stands on the work list of Lievegem")
    }
    tell("on the work list (werklijst), from \(draft.sender): \"\(draft.signal.remark)\"")
    tell("still missing: \(draft.missingFields.joined(separator: ", "))")
    check(draft.sender == Self.practice && !draft.missingFields.isEmpty, "Lievegem sees what is missing")
    let early = try await refusal { try await confirm(draft.name, draft.etag) }
    check(early == .invalidArgument, "it cannot be confirmed as it is")
    try await complete(draft)

    let answer = try await caller.signals.getSignal(
      .with { $0.name = sent.draft },
      metadata: caller.key(Self.practice),
      options: Caller.within()
    )
    check(answer.state == .confirmed, "the practice asks what became of it: \(answer.state)")
    let name = signalled.careSituation
    let pried = try await refusal {
      try await caller.municipality.getCareSituation(
        .with { $0.name = name },
        metadata: caller.key(Self.practice),
        options: Caller.within()
      )
    }
    check(pried == .permissionDenied, "and learns no more than that: the care situation itself is refused")
    let decisions = try await decisions(of: name, by: "lievegem") { !$0.isEmpty }
    tell(decisions)
    check(!decisions.isEmpty, "Rights has decided")
  }

  private mutating func checkDefinition() async throws {
    let answer = try await caller.signals.checkCaregiver(
      .with {
        $0.helpsInDailyLife = true
        $0.outOfABond = true
        $0.notProfessionally = true
        $0.moreThanOccasionally = true
      },
      metadata: caller.key(Self.practice),
      options: Caller.within()
    )
    check(answer.outcome == .caregiver, "the self-check (zelftest): \(answer.textNl)")
  }

  private mutating func complete(_ draft: Mantel_Registration_V1_Draft) async throws {
    let situation = completed(draft.signal.careSituation, from: try today.adding(months: -20))
    let updated = try await caller.signals.updateDraft(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = draft.name
        $0.etag = draft.etag
        $0.careSituation = situation
      },
      metadata: caller.key("lievegem"),
      options: Caller.within()
    )
    check(
      updated.missingFields.isEmpty,
      "the clerk completes it: \(updated.missingFields.count) fields are missing now"
    )
    signalled = try await confirm(draft.name, updated.etag)
    registered.append(situation)
    tell("confirmed: \(signalled.careSituation)")
  }

  private func confirm(_ draft: String, _ etag: String) async throws -> Mantel_Registration_V1_ConfirmDraftResponse {
    try await caller.signals.confirmDraft(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = draft
        $0.etag = etag
      },
      metadata: caller.key("lievegem"),
      options: Caller.within()
    )
  }

  // MARK: - Changes and corrections

  mutating func changeAndCorrect() async throws {
    heading("Lievegem records that the care grew heavier, and mends what was recorded wrongly")
    let (start, recorded) = try await hours(on: nil)
    tell("recorded: \(Self.told(recorded)) from \(start) on")
    let (heavier, mended) = (26.0, 12.0)
    let changed = try await update(hours: heavier, etag: signalled.etag, .change(.with { $0.startDate = .init(today) }))
    tell("a change: \(Self.told(heavier)) from today on")
    let until = try today.adding(months: -6)
    _ = try await update(hours: mended, etag: changed, .correction(.with { $0.endDate = .init(until) }))
    tell("a correction: it was \(Self.told(mended)) all along, until \(until)")
    // The figures count what holds today.
    if let last = registered.indices.last { registered[last].hoursPerWeek = heavier }

    var told: [Double] = []
    for day in [start, until, try until.adding(days: 1), try today.adding(days: -1), today] {
      let answer = try await hours(on: day).hours
      tell("as of \(day): \(Self.told(answer))")
      told.append(answer)
    }
    check(told == [mended, mended, recorded, recorded, heavier], "each day is answered with what held then")

    let (caller, name) = (caller, signalled.careSituation)
    let revisions = try await caller.care.listCareRevisions(
      .with { $0.name = name },
      metadata: caller.key("lievegem"),
      options: Caller.within()
    ).revisions
    let steps = try revisions.sorted { try Instant($0.recordTime) < Instant($1.recordTime) }
    for revision in steps {
      let periods = try revision.periods.map { period in
        "\(Self.told(period.terms.hoursPerWeek)) from \(try CalendarDate(period.startDate)) on"
      }
      tell("known once \(revision.kind): \(periods.joined(separator: ", "))")
    }
    check(
      steps.map { $0.periods.map(\.terms.hoursPerWeek) }
        == [[recorded], [recorded, heavier], [mended, recorded, heavier]],
      "what was known before each step is still there"
    )
  }

  /// The first day of the care, and its hours on a day; nil for today.
  private func hours(on day: CalendarDate?) async throws -> (start: CalendarDate, hours: Double) {
    let name = signalled.careSituation
    let situation = try await caller.municipality.getCareSituation(
      .with {
        $0.name = name
        if let day { $0.asOfDate = .init(day) }
      },
      metadata: caller.key("lievegem"),
      options: Caller.within()
    ).careSituation
    return (try CalendarDate(situation.startDate), situation.hoursPerWeek)
  }

  /// Changes or corrects the hours; the new etag.
  private func update(
    hours: Double,
    etag: String,
    _ effect: Mantel_Registration_V1_UpdateCareSituationRequest.OneOf_Effect
  ) async throws -> String {
    let name = signalled.careSituation
    return try await caller.care.updateCareSituation(
      .with {
        $0.requestID = UUID().uuidString
        $0.name = name
        $0.etag = etag
        $0.terms.hoursPerWeek = hours
        $0.updateMask = .with { $0.paths = ["hours_per_week"] }
        $0.effect = effect
      },
      metadata: caller.key("lievegem"),
      options: Caller.within()
    ).etag
  }

  private static func told(_ hours: Double) -> String {
    "\(hours.formatted()) hours a week"
  }
}
