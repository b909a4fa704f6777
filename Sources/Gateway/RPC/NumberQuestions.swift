import CareTypes
import Foundation
import GRPCCore
import GRPCProtobuf
import Logging
import Metrics
import ServiceCore
import ServiceRuntime
import Synchronization

/// How clients ask about people by their numbers, whatever the method: which numbers stands in the audit trail, with what
/// was answered about each; who asks in vain too often is slowed, and then refused.
struct NumberQuestions: Sendable {
  /// The numbers of a request, or of one row of a list.
  struct Asked: Sendable {
    /// Place of the row; 0 for a call without rows.
    let row: Int64
    /// Hashes of the numbers.
    let hashes: [Data]
  }

  /// What an answer tells about the numbers of a request, or of one row.
  struct Told: Sendable {
    /// As the audit trail keeps it.
    let text: String
    /// Whether the client asked in vain.
    let probe: ProbeLimits.Kind?

    /// An answer that tells nothing of whoever has the number.
    static let nothing = Told(text: "OK", probe: nil)

    /// A draft that is made of, or tells of, a number that does not fit.
    static let mismatch = refusal(Refusal.Reason.identityDiffers.name)

    /// The answer of a search: `FOUND`, or nobody.
    static func search(finds: Bool) -> Told {
      finds ? Told(text: "FOUND", probe: nil) : Told(text: "NOBODY", probe: .miss)
    }

    /// A refusal for a reason.
    static func refusal(_ reason: String) -> Told {
      Told(text: reason, probe: mismatches.contains(reason) ? .mismatch : nil)
    }

    /// Reasons that tell of a person in sight that the number is theirs.
    private static let mismatches = Set([Refusal.Reason.identityDiffers, .numberInUse].map(\.name))
  }

  let store: GatewayStore
  let hash: NumberHash
  let limits: ProbeLimits
  let pause: @Sendable (Duration) async throws -> Void

  /// The numbers of a request, or of one row of a list, as far as they are numbers.
  func asked(_ numbers: [String], row: Int64 = 0) -> Asked {
    Asked(row: row, hashes: numbers.compactMap(hash.callAsFunction))
  }

  /// Makes a call that may be about people by their numbers.
  ///
  /// - Parameters:
  ///   - numbers: The numbers that the request tells; those that are empty are none.
  ///   - isTelling: Whether the answer may differ with who has the number: then who asked in vain too often is refused.
  ///   - told: What the answer tells about them.
  ///   - call: Makes it.
  /// - Throws: What the call throws; `Refusal` with `tooManyMismatches`.
  func ask<Answer>(
    by numbers: [String],
    isTelling: Bool = true,
    told: @Sendable (Answer) -> Told = { _ in .nothing },
    _ call: () async throws -> Answer
  ) async throws -> Answer {
    if numbers.allSatisfy(\.isEmpty) { return try await call() }
    let asked = [asked(numbers)]
    return try await ask({ asked }, isTelling: isTelling, told: { [told($0)] }, call)
  }

  /// Makes a call about a draft, whose numbers the audit trail holds since the draft was sent or changed.
  ///
  /// - Parameter told: What the answer tells about them.
  func askOfDraft<Answer>(
    told: @Sendable (Answer) -> Told = { _ in .nothing },
    _ call: () async throws -> Answer
  ) async throws -> Answer {
    try await ask({ [Asked(row: 0, hashes: [])] }, told: { [told($0)] }, call)
  }

  /// Makes a call whose numbers are known with its end alone.
  ///
  /// - Parameters:
  ///   - asked: The numbers of each row that was sent.
  ///   - told: What the answer tells about each row, in their order.
  func ask<Answer>(
    _ asked: () -> [Asked],
    isTelling: Bool = true,
    told: (Answer) -> [Told],
    _ call: () async throws -> Answer
  ) async throws -> Answer {
    let authenticated = try AuthenticatedCall.required()
    let client = authenticated.client.name
    let result: Result<Answer, any Error>
    let answers: [Told]
    do {
      if isTelling { try await admit(client) }
      let answer = try await call()
      result = .success(answer)
      answers = told(answer)
    } catch {
      result = .failure(error)
      answers = asked().map { _ in Told.refusal(Self.reason(of: error)) }
    }
    authenticated.asked = zip(asked(), answers).flatMap { asked, told in
      asked.hashes.map { AskedNumber(hash: $0, row: asked.row, answer: told.text) }
    }
    for kind in ProbeLimits.Kind.allCases {
      let count = answers.count { $0.probe == kind }
      if count > 0 { try await settle(count, kind, of: client) }
    }
    return try result.get()
  }

  /// - Throws: `Refusal` for a client that asked in vain too often.
  private func admit(_ client: String) async throws {
    for tally in try await store.probes(of: client) {
      if let delay = limits.retryDelay(after: tally) { throw Self.refusal(delay) }
    }
  }

  /// Counts what was asked in vain; lets the answer wait, or keeps it back.
  private func settle(_ count: Int, _ kind: ProbeLimits.Kind, of client: String) async throws {
    let tally = try await store.count(count, kind, by: client)
    alarm(count, tally, client)
    if tally.lastDay > limits.limit(of: kind).mostPerDay {
      throw Self.refusal(limits.retryDelay(after: tally) ?? .seconds(60))
    }
    let pause = limits.pause(after: tally)
    if pause > .zero { try await self.pause(pause) }
  }

  /// Tells, without anything of people, when a client comes to a limit.
  private func alarm(_ count: Int, _ tally: ProbeTally, _ client: String) {
    Counter(label: "mantel_probes_total", dimensions: [("client", client), ("kind", tally.kind.rawValue)])
      .increment(by: count)
    let limit = limits.limit(of: tally.kind)
    let metadata: Logger.Metadata = ["client": "\(client)", "kind": "\(tally.kind.rawValue)"]
    if (tally.lastDay - count..<tally.lastDay).contains(limit.mostPerDay - 1) {
      Logger.current.error("A client that asked in vain by number too often is refused", metadata: metadata)
    } else if (tally.lastHour - count..<tally.lastHour).contains(limit.freePerHour) {
      Logger.current.warning("A client that asks in vain by number is slowed", metadata: metadata)
    }
  }

  private static func refusal(_ delay: Duration) -> Refusal {
    Refusal(
      .tooManyMismatches,
      "Too many numbers were asked about that did not fit, or that nobody has; ask again later",
      retryDelay: delay
    )
  }

  /// The reason of an error that Mantel's services answer on purpose.
  private static func reason(of error: any Error) -> String {
    if let refusal = error as? Refusal { return refusal.reason.name }
    let status = try? (error as? RPCError)?.unpackGoogleRPCStatus()
    return status?.details.compactMap(\.errorInfo?.reason).first ?? "UNANSWERED"
  }
}
