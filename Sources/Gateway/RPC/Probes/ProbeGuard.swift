import GatewayDomain
import Foundation
import GRPCCore
import GRPCProtobuf
import Logging
import Metrics
import ServiceCore
import ServiceRuntime

/// The hashes of the numbers in a request, or in one row of a list.
struct HashedNumbers: Sendable {
  /// The place of the row; 0 for a request without rows.
  let row: Int64
  /// The keyed hashes.
  let hashes: [Data]
}

/// Keeps clients from finding out by guessing who has which number, whatever the method.
///
/// The audit trail keeps which numbers a client asked about and what it was answered. A client that asks in vain too
/// often is slowed down, and then refused.
struct ProbeGuard: Sendable {
  /// Counts how often each client asked in vain.
  let store: GatewayStore
  /// Hashes numbers for the audit trail.
  let hash: NumberHash
  /// How often a client may ask in vain.
  let limits: ProbeLimits
  /// Delays an answer.
  let pause: @Sendable (Duration) async throws -> Void

  /// The hashes of those texts that are numbers.
  ///
  /// - Parameters:
  ///   - numbers: The texts.
  ///   - row: The place of the row that they are in; 0 for a request without rows.
  func hashed(_ numbers: [String], row: Int64 = 0) -> HashedNumbers {
    HashedNumbers(row: row, hashes: numbers.compactMap(hash.callAsFunction))
  }

  /// Makes a call that may be about people by their numbers.
  ///
  /// - Parameters:
  ///   - use: Which numbers the request holds, and what the answer says about them.
  ///   - request: The request.
  ///   - call: Makes the call.
  /// - Throws: What the call throws; `Refusal` with `tooManyMismatches`.
  func ask<Request, Answer>(
    _ use: NumberUse<Request, Answer>,
    in request: Request,
    _ call: () async throws -> Answer
  ) async throws -> Answer {
    switch use {
    case .none:
      return try await call()
    case .asked(let by, let isRevealing, let outcome):
      let numbers = by(request)
      if numbers.allSatisfy(\.isEmpty) { return try await call() }
      let asked = [hashed(numbers)]
      return try await ask({ asked }, isRevealing: isRevealing, outcomes: { [outcome($0)] }, call)
    case .inDraft(let outcome):
      return try await ask({ [hashed([])] }, outcomes: { [outcome($0)] }, call)
    }
  }

  /// Makes a call whose numbers are complete only when it ends.
  ///
  /// - Parameters:
  ///   - asked: The numbers of each row that was sent.
  ///   - isRevealing: Whether the answer may depend on who has a number. If it may, a client that asked in vain too often
  ///     is refused.
  ///   - outcomes: What the answer says about each row, in the order of the rows.
  ///   - call: Makes the call.
  /// - Throws: What the call throws; `Refusal` with `tooManyMismatches`.
  func ask<Answer>(
    _ asked: () -> [HashedNumbers],
    isRevealing: Bool = true,
    outcomes: (Answer) -> [NumberOutcome],
    _ call: () async throws -> Answer
  ) async throws -> Answer {
    let authenticated = try AuthenticatedCall.required()
    let client = authenticated.client.name
    let result: Result<Answer, any Error>
    let found: [NumberOutcome]
    do {
      if isRevealing { try await admit(client) }
      let answer = try await call()
      result = .success(answer)
      found = outcomes(answer)
    } catch {
      result = .failure(error)
      found = asked().map { _ in NumberOutcome.refusal(Self.reason(of: error)) }
    }
    authenticated.asked = zip(asked(), found).flatMap { numbers, outcome in
      numbers.hashes.map { AskedNumber(hash: $0, row: numbers.row, answer: outcome.text) }
    }
    for kind in ProbeLimits.Kind.allCases {
      let count = found.count { $0.probe == kind }
      if count > 0 { try await settle(count, kind, of: authenticated) }
    }
    return try result.get()
  }

  /// Lets a client ask.
  ///
  /// - Throws: `Refusal` with `tooManyMismatches` for a client that asked in vain too often.
  private func admit(_ client: String) async throws {
    for tally in try await store.probes(of: client) {
      if let delay = limits.retryDelay(after: tally) { throw Self.refusal(delay) }
    }
  }

  /// Counts questions in vain, and delays the answer or withholds it.
  ///
  /// - Throws: `Refusal` with `tooManyMismatches` for a client that asked in vain too often, these questions included.
  private func settle(_ count: Int, _ kind: ProbeLimits.Kind, of call: AuthenticatedCall) async throws {
    let tally = try await store.count(count, kind, by: call.client.name)
    call.inVain[kind] = count
    alarm(count, tally, call.client.name)
    if tally.lastDay > limits.limit(of: kind).mostPerDay {
      throw Self.refusal(limits.retryDelay(after: tally) ?? .seconds(60))
    }
    let pause = limits.pause(after: tally)
    if pause > .zero { try await self.pause(pause) }
  }

  /// Logs and counts, without any personal data, that a client reached a limit.
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

  /// The reason of an error that one of Mantel's services answers on purpose; `UNANSWERED` for any other error, and if no
  /// service answered in time.
  private static func reason(of error: any Error) -> String {
    if let refusal = error as? Refusal {
      return [.upstreamUnavailable, .deadlinePassed].contains(refusal.reason) ? "UNANSWERED" : refusal.reason.name
    }
    let status = try? (error as? RPCError)?.unpackGoogleRPCStatus()
    return status?.details.compactMap(\.errorInfo?.reason).first ?? "UNANSWERED"
  }
}
