import CareTypes
import Foundation
import GRPCCore
import GRPCProtobuf
import GatewayAPI
import MomentsAPI
import RegistrationAPI
import RightsAPI
import ServiceRuntime
import Statutes
import StatutesAPI
import SwiftProtobuf
import TypeAPI

/// The story of Mantel: what is asked, what comes back, and whether it is what it should be.
struct Story {
  let caller: Caller
  let population: SyntheticMeetjesland
  let today: CalendarDate
  private(set) var isRight = true
  private var step = 0
  /// Everything that was registered, for the figures.
  private var registered: [Mantel_Registration_V1_NewCareSituation] = []
  private var mine = Mantel_Gateway_V1_RegisterCareSituationResponse()
  private var maldegem = Mantel_Gateway_V1_RegisterCareSituationResponse()
  private var lastNotice: Int64 = 0

  init(caller: Caller, population: SyntheticMeetjesland, today: CalendarDate) {
    self.caller = caller
    self.population = population
    self.today = today
  }

  /// Tells the story.
  ///
  /// - Returns: Whether every step came out right.
  mutating func tell() async -> Bool {
    do {
      try await publishRegulations()
      try await registerPopulation()
      try await registerOnce()
      try await refuseWrongCalls()
      try await rightsFollow()
      try await admission()
      try await withdrawnConsent()
      try await compare()
      try await aggregates()
      try await death()
    } catch {
      check(false, "the story broke off: \(Self.told(error))")
    }
    say(isRight ? "\nEvery step came out right." : "\nSOMETHING CAME OUT WRONG; see above.")
    return isRight
  }

  // MARK: - Steps

  private mutating func publishRegulations() async throws {
    heading("The regulations are published, from packs that name their sources")
    for pack in try ShippedPacks.texts() {
      let answer = try await caller.statutes.publishRegulation(
        .with {
          $0.requestID = UUID().uuidString; $0.pack = pack.text
        },
        options: Caller.within()
      )
      tell("\(pack.name): \(answer.published.joined(separator: ", "))")
      check(!answer.published.isEmpty, "\(pack.name) is published")
    }
  }

  private mutating func registerPopulation() async throws {
    let all = population.registrations
    heading("Nine municipalities register \(all.count) care situations (mantelzorgsituaties)")
    let start = ContinuousClock.now
    let caller = caller
    try await withThrowingTaskGroup(of: Void.self) { group in
      var next = 0
      func addTask() {
        guard next < all.count else { return }
        let registration = all[next]
        next += 1
        group.addTask {
          _ = try await caller.municipality.registerCareSituation(
            .with {
              $0.requestID = UUID().uuidString; $0.careSituation = registration.careSituation
            },
            metadata: caller.key(registration.client),
            options: Caller.within(.seconds(60))
          )
        }
      }
      for _ in 0..<32 { addTask() }
      while try await group.next() != nil { addTask() }
    }
    registered += all.map(\.careSituation)
    let seconds = max(1, (ContinuousClock.now - start).components.seconds)
    tell("\(all.count) registered, each acknowledged when on disk; about \(all.count / Int(seconds)) a second")
  }

  private mutating func registerOnce() async throws {
    heading("Aalter registers a daughter who cares for her mother: once, for every authority")
    let request = Mantel_Gateway_V1_RegisterCareSituationRequest.with {
      $0.requestID = UUID().uuidString
      $0.careSituation = daughterAndMother()
    }
    mine = try await register(request, by: "aalter")
    registered.append(request.careSituation)
    tell("asked: 16 hours a week, both signed, evidence of 13 points (FOD) and BelRAI 14, consents of the mother")
    tell("came back: \(mine.careSituation), caregiver \(mine.caregiver)")
    let again = try await register(request, by: "aalter")
    check(again == mine, "the same request id with the same body returns the first answer")
    var other = request
    other.careSituation.hoursPerWeek = 20
    let changed = other
    let reused = try await refusal { try await register(changed, by: "aalter") }
    check(reused == .alreadyExists, "the same request id with another body is refused")
    let awaiting = Mantel_Gateway_V1_RegisterCareSituationRequest.with {
      $0.requestID = UUID().uuidString
      $0.careSituation = neighbours()
    }
    maldegem = try await register(awaiting, by: "maldegem")
    registered.append(awaiting.careSituation)
    tell("Maldegem registers a neighbour too: \(maldegem.careSituation)")
  }

  private mutating func refuseWrongCalls() async throws {
    heading("Wrong calls are answered with what is wrong")
    for (told, field, change) in Self.mistakes {
      var situation = daughterAndMother()
      change(&situation)
      let wrong = situation
      do {
        _ = try await register(
          .with {
            $0.requestID = UUID().uuidString; $0.careSituation = wrong
          },
          by: "aalter"
        )
        check(false, "\(told) is refused")
      } catch let error as RPCError {
        let fields = Self.fields(error)
        check(
          error.code == .invalidArgument && fields == [field],
          "\(told): \(error.code), \(fields.joined(separator: ", "))"
        )
      }
    }
    let absent = ResourceCollection.careSituations.name(.random())
    let (name, caller) = (mine.careSituation, caller)
    var texts: [String] = []
    for asked in [name, absent] {
      do {
        _ = try await caller.municipality.getCareSituation(
          .with { $0.name = asked },
          metadata: caller.key("kaprijke"),
          options: Caller.within()
        )
      } catch let error as RPCError where error.code == .notFound {
        texts.append(error.message.replacingOccurrences(of: asked, with: "NAME"))
      }
    }
    check(
      texts.count == 2 && texts[0] == texts[1],
      "Kaprijke asks for Aalter's: NOT_FOUND, just as what does not exist"
    )
    let nameless = try await refusal {
      try await caller.municipality.getCareSituation(.with { $0.name = name }, options: Caller.within())
    }
    check(nameless == .unauthenticated, "a call without a key is refused")
  }

  private mutating func rightsFollow() async throws {
    heading("The rights that follow are there without being asked for")
    let expected = [
      "provisions/aalter-mantelzorgpremie": Mantel_Rights_V1_Outcome.proposed, "provisions/fed-erk-alg": .proposed,
      "provisions/fed-erk-soc": .proposed, "provisions/vl-zb-zz": .granted,
    ]
    let decisions = try await decisions(of: mine.careSituation, by: "aalter") { $0.count == expected.count }
    for decision in decisions { tell("\(Self.word(decision.outcome)): \(decision.titleNl) (\(decision.titleEn))") }
    let outcomes = Dictionary(uniqueKeysWithValues: decisions.map { ($0.provision, $0.outcome) })
    check(outcomes == expected, "the care budget is granted, what needs a signature is proposed")
    if let granted = decisions.first(where: { $0.outcome == .granted }) {
      let answer = try await caller.municipality.explainDecision(
        .with { $0.name = granted.name },
        metadata: caller.key("aalter"),
        options: Caller.within()
      )
      tell("why: \(answer.provision.legalBasis)")
      for line in answer.lines.prefix(8) {
        tell(String(repeating: "  ", count: Int(line.depth)) + "\(line.textNl)  |  \(line.textEn)")
      }
      check(!answer.lines.isEmpty, "the decision is explained in Dutch and English")
    }
    let others = try await self.decisions(of: maldegem.careSituation, by: "maldegem") { $0.count == 4 }
    let waiting = others.first { $0.provision == "provisions/maldegem-mantel-en-thuiszorgtoelage" }
    tell(
      "Maldegem: \(waiting.map { Self.word($0.outcome) } ?? "none"), missing: \(waiting?.missing.map(\.labelNl) ?? [])"
    )
    check(
      waiting?.outcome == .awaitingEvidence && waiting?.missing.map(\.name) == ["parameter.bel_threshold"],
      "a figure that the source does not tell is not made up: the decision waits for it"
    )
  }

  private mutating func admission() async throws {
    heading("The hospital reports that the mother was admitted (opname)")
    let request = try moment(.admission, daughterAndMother().recipient.insz, event: "ADT-1")
    let answer = try await report(request)
    tell("came back: \(answer.moment)")
    guard let notice = try await nextNotice(for: "aalter", limit: .seconds(30)) else {
      return check(false, "the caregiver is told")
    }
    tell("notice (melding) by \(notice.channel): \(notice.text)")
    check(notice.caregiver == mine.caregiver && notice.moment == answer.moment, "the daughter is told")
    let acknowledged = try await caller.municipality.acknowledgeNotice(
      .with {
        $0.requestID = UUID().uuidString; $0.name = notice.name
      },
      metadata: caller.key("aalter"),
      options: Caller.within()
    )
    check(acknowledged.hasAcknowledgeTime, "Aalter acknowledges that it reached her")
    check(try await report(request) == answer, "the same event again counts once")
    let stranger = try await report(moment(.admission, "51110594850", event: "ADT-2"))
    check(
      stranger.moment.utf8.count == answer.moment.utf8.count && stranger.hasReceiveTime,
      "for somebody who is not registered the answer looks the same"
    )
    check(try await nextNotice(for: "aalter", limit: .seconds(1)) == nil, "and nobody else was told")
  }

  private mutating func withdrawnConsent() async throws {
    heading("The mother withdraws her consent for hospitals (toestemming ingetrokken)")
    let (person, caller) = (mine.recipient, caller)
    _ = try await caller.municipality.withdrawConsent(
      .with {
        $0.requestID = UUID().uuidString; $0.person = person; $0.purpose = .hospital
      },
      metadata: caller.key("aalter"),
      options: Caller.within()
    )
    _ = try await report(moment(.discharge, daughterAndMother().recipient.insz, event: "ADT-3"))
    _ = try await report(moment(.admission, neighbours().recipient.insz, event: "ADT-4"))
    let kept = lastNotice
    lastNotice = 0
    let later = try await nextNotice(
      for: "maldegem",
      limit: .seconds(30),
      where: { [maldegem] in $0.caregiver == maldegem.caregiver }
    )
    check(later != nil, "a later admission in Maldegem is told: \(later?.text ?? "")")
    lastNotice = kept
    check(
      try await nextNotice(for: "aalter", limit: .seconds(1)) == nil,
      "her discharge, reported before it, is told to nobody"
    )
  }

  private mutating func compare() async throws {
    heading("Aalter and Kaprijke, side by side")
    let answer = try await caller.municipality.compareRegulations(
      .with {
        $0.left = "aalter"; $0.right = "kaprijke"
      },
      metadata: caller.key("aalter"),
      options: Caller.within()
    )
    let aspects = answer.rows.flatMap(\.aspects)
    for aspect in aspects {
      tell("\(aspect.same ? "=" : "≠") \(aspect.labelNl): \(aspect.leftNl)  |  \(aspect.rightNl)")
    }
    check(aspects.contains { $0.labelEn == "amount" && $0.same }, "both pay the same")
    check(aspects.contains { !$0.same && $0.labelEn == "requirement" }, "they ask for different things")
  }

  private mutating func death() async throws {
    heading("The mother dies (overlijden)")
    _ = try await report(moment(.death, daughterAndMother().recipient.insz, event: "ADT-5"))
    let decisions = try await decisions(of: mine.careSituation, by: "aalter") { decisions in
      decisions.allSatisfy { $0.outcome == .notEntitled }
    }
    check(decisions.count == 4 && decisions.allSatisfy { $0.outcome == .notEntitled }, "the rights end")
    tell("no notice is sent: she had withdrawn her consent for hospitals")
  }

  // MARK: - Calls

  private func register(
    _ request: Mantel_Gateway_V1_RegisterCareSituationRequest,
    by client: String
  ) async throws -> Mantel_Gateway_V1_RegisterCareSituationResponse {
    try await caller.municipality.registerCareSituation(
      request,
      metadata: caller.key(client),
      options: Caller.within()
    )
  }

  private func report(
    _ request: Mantel_Gateway_V1_ReportMomentRequest
  ) async throws -> Mantel_Gateway_V1_ReportMomentResponse {
    try await caller.hospital.reportMoment(request, metadata: caller.key("de-linde"), options: Caller.within())
  }

  private func moment(
    _ kind: Mantel_Type_V1_MomentKind,
    _ insz: String,
    event: String
  ) throws -> Mantel_Gateway_V1_ReportMomentRequest {
    let noon = Instant(seconds: Int64(today.daysSinceEpoch) * 86_400)
    return .with {
      $0.eventID = event
      $0.kind = kind
      $0.patientInsz = insz
      $0.occurTime = Google_Protobuf_Timestamp(noon)
    }
  }

  /// Asks for the decisions until they are as expected, at most two minutes.
  private func decisions(
    of situation: String,
    by client: String,
    until isReady: ([Mantel_Rights_V1_Decision]) -> Bool
  ) async throws -> [Mantel_Rights_V1_Decision] {
    let deadline = ContinuousClock.now + .seconds(120)
    while true {
      let answer = try await caller.municipality.listDecisions(
        .with { $0.careSituation = situation },
        metadata: caller.key(client),
        options: Caller.within()
      )
      if isReady(answer.decisions) || ContinuousClock.now > deadline { return answer.decisions }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  /// Waits for a notice after those seen.
  private mutating func nextNotice(
    for client: String,
    limit: Duration,
    where isMeant: @escaping @Sendable (Mantel_Moments_V1_Notice) -> Bool = { _ in true }
  ) async throws -> Mantel_Moments_V1_Notice? {
    let after = lastNotice
    var notice: Mantel_Moments_V1_Notice?
    do {
      notice = try await caller.municipality.watchNotices(
        .with { $0.afterSequence = after },
        metadata: caller.key(client),
        options: Caller.within(limit)
      ) { response in
        for try await message in response.messages where isMeant(message.notice) { return message.notice }
        return nil
      }
    } catch let error as RPCError where error.code == .deadlineExceeded {
      notice = nil
    }
    if let notice { lastNotice = notice.sequence }
    return notice
  }

  // MARK: - Telling

  private mutating func heading(_ text: String) {
    step += 1
    say("\n\(step). \(text)")
  }

  func tell(_ text: String) {
    say("   \(text)")
  }

  mutating func check(_ condition: Bool, _ text: String) {
    say("   \(condition ? "ok" : "WRONG"): \(text)")
    if !condition { isRight = false }
  }

  /// The status code with which a call is refused; nothing when it succeeds.
  private func refusal<Value>(_ call: () async throws -> Value) async throws -> RPCError.Code? {
    do {
      _ = try await call()
      return nil
    } catch let error as RPCError {
      return error.code
    }
  }

  mutating func aggregatesHeading() {
    heading("The care council (zorgraad) of West-Meetjesland reads figures, never people")
  }

  /// What was registered so far, for the figures.
  var known: [Mantel_Registration_V1_NewCareSituation] { registered }

  private static func fields(_ error: RPCError) -> [String] {
    let status = try? error.unpackGoogleRPCStatus()
    return status?.details.compactMap(\.badRequest).flatMap { $0.violations.map(\.field) } ?? []
  }

  private static func told(_ error: any Error) -> String {
    (error as? RPCError).map { "\($0.code): \($0.message)" } ?? "\(error)"
  }

  private static func word(_ outcome: Mantel_Rights_V1_Outcome) -> String {
    switch outcome {
    case .granted: "granted (toegekend)"
    case .proposed: "proposed (voorgesteld)"
    case .awaitingEvidence: "awaiting evidence (wacht op bewijs)"
    case .notEntitled: "not entitled (geen recht)"
    case .unspecified, .UNRECOGNIZED: "?"
    }
  }
}
