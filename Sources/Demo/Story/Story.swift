import CareTypes
import GRPCCore
import GatewayAPI
import LocalInstallation
import RegistrationAPI
import RightsAPI
import SwiftProtobuf

/// The story of Mantel: what is asked, what comes back, and whether it is what it should be.
struct Story {
  /// Makes the calls.
  let caller: Caller
  /// The made-up people whom the municipalities register.
  let population: SyntheticMeetjesland
  /// The legal date of the story.
  let today: CalendarDate
  /// Runs `mantel import`.
  let importing: ImportProcess
  /// Whether every step so far came out right.
  private(set) var isRight = true
  private var step = 0
  /// Everything that was registered, as it holds today, for the figures.
  var registered: [Mantel_Registration_V1_NewCareSituation] = []
  /// Under which names the daughter and her mother were registered.
  var mine = Mantel_Gateway_V1_RegisterCareSituationResponse()
  /// Under which names the neighbours of Maldegem were registered.
  var maldegem = Mantel_Gateway_V1_RegisterCareSituationResponse()
  /// Under which names the care situation was registered that began with a signal.
  var signalled = Mantel_Registration_V1_ConfirmDraftResponse()
  /// Sequence number of the last notice that was seen.
  var lastNotice: Int64 = 0

  init(caller: Caller, population: SyntheticMeetjesland, today: CalendarDate, importing: ImportProcess) {
    self.caller = caller
    self.population = population
    self.today = today
    self.importing = importing
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
      try await showOnce()
      try await signal()
      try await changeAndCorrect()
      try await importList()
      try await admission()
      try await withdrawnConsent()
      try await compare()
      try await harmonise()
      try await aggregates()
      try await mergeAndErase()
      try await death()
    } catch {
      check(false, "the story broke off: \(Self.told(error))")
    }
    say(isRight ? "\nEvery step came out right." : "\nSOMETHING CAME OUT WRONG; see above.")
    return isRight
  }

  // MARK: - Calls

  /// Registers a care situation.
  func register(
    _ request: Mantel_Gateway_V1_RegisterCareSituationRequest,
    by client: String
  ) async throws -> Mantel_Gateway_V1_RegisterCareSituationResponse {
    try await caller.municipality.registerCareSituation(
      request,
      metadata: caller.key(client),
      options: Caller.within()
    )
  }

  /// Asks for the decisions until they are as expected, at most two minutes.
  func decisions(
    of situation: String,
    by client: String,
    until isReady: ([Mantel_Rights_V1_Decision]) -> Bool
  ) async throws -> [Mantel_Rights_V1_Decision] {
    let deadline = ContinuousClock.now + .seconds(120)
    while true {
      let answer = try await caller.municipality.listDecisions(
        .with {
          $0.careSituation = situation
          $0.pageSize = 200
        },
        metadata: caller.key(client),
        options: Caller.within()
      )
      if isReady(answer.decisions) || ContinuousClock.now > deadline { return answer.decisions }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  // MARK: - Telling

  /// Begins a step.
  mutating func heading(_ text: String) {
    step += 1
    say("\n\(step). \(text)")
  }

  /// Tells what was asked or what came back.
  func tell(_ text: String) {
    say("   \(text)")
  }

  /// Tells the decisions that give something, and how many others there are.
  func tell(_ decisions: [Mantel_Rights_V1_Decision]) {
    for decision in decisions where [.granted, .proposed, .undecided].contains(decision.outcome) {
      tell("\(Self.word(decision.outcome)): \(decision.titleNl) (\(decision.titleEn))")
    }
    let waiting = decisions.count { $0.outcome == .awaitingEvidence }
    let none = decisions.count { $0.outcome == .notEntitled }
    tell("and \(waiting) that wait for evidence, \(none) without a right")
  }

  /// Tells whether something came out as it should.
  mutating func check(_ condition: Bool, _ text: String) {
    say("   \(condition ? "ok" : "WRONG"): \(text)")
    if !condition { isRight = false }
  }

  /// The status code with which a call is refused; nil when it succeeds.
  func refusal<Value>(_ call: () async throws -> Value) async throws -> RPCError.Code? {
    do {
      _ = try await call()
      return nil
    } catch let error as RPCError {
      return error.code
    }
  }

  static func told(_ error: any Error) -> String {
    (error as? RPCError).map { "\($0.code): \($0.message)" } ?? "\(error)"
  }

  static func word(_ outcome: Mantel_Rights_V1_Outcome) -> String {
    switch outcome {
    case .granted: "granted (toegekend)"
    case .proposed: "proposed (voorgesteld)"
    case .awaitingEvidence: "awaiting evidence (wacht op bewijs)"
    case .notEntitled: "not entitled (geen recht)"
    case .undecided: "undecided (onbeslist)"
    case .unspecified, .UNRECOGNIZED: "?"
    }
  }
}
