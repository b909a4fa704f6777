import CareTypes
import GRPCCore
import HingeMomentsDomain
import Logging
import RegistrationAPI
import ServiceCore
import ServiceLifecycle
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Matches the moments that wait to people in the registry, oldest first, by asking Registration who cares for the person.
///
/// A moment that cannot be matched is set aside until the service starts again. One that fails for another reason is tried
/// again in the next round. Neither holds up other moments. While Registration does not answer, all moments wait.
struct MomentMatcher: Service {
  /// The answer of Registration was outdated twice in a row.
  private struct OutdatedMatch: Error {}

  private typealias Match = Result<MatchedPerson?, any Error>

  /// The number of moments that are looked up at the same time, and settled together.
  static let batch = 32

  let store: MomentsStore
  let registration: any Mantel_Registration_V1_RegistrationService.ClientProtocol

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var hasRetriedSetAside = false
      await Backoff.retrying("Matching moments") { didProgress in
        if !hasRetriedSetAside {
          try await store.retrySetAside()
          hasRetriedSetAside = true
        }
        for await _ in store.commitSignals() { try await matchWaiting(didProgress) }
      }
    }
  }

  /// One round over all moments that wait.
  ///
  /// - Parameter didProgress: Called for each moment that no longer waits.
  /// - Throws: The error of a moment that still waits. It is tried again in the next round.
  func matchWaiting(_ didProgress: @Sendable () -> Void) async throws {
    var passedOver: (any Error)?
    var last: Int64 = 0
    while true {
      let batch = try await store.waiting(after: last, limit: Self.batch)
      guard let end = batch.last else { break }
      let matches = await matches(of: batch)
      try Task.checkCancellation()
      for (waiting, outcome) in zip(batch, try await settle(batch, as: matches)) {
        switch outcome {
        case .success:
          didProgress()
        case .failure(let error) where Self.isHopeless(error):
          log(waiting, error)
          try await store.setAside(waiting)
          didProgress()
        case .failure(let error):
          passedOver = error
        }
      }
      if let error = passedOver, !Self.concernsOneMoment(error) { throw error }
      last = end.key
      // Those that arrived since have a signal of their own.
      if batch.count < Self.batch { break }
    }
    if let passedOver { throw passedOver }
  }

  /// Settles the moments of a batch in the order of their arrival, not of the answers.
  ///
  /// - Returns: What came of each moment.
  private func settle(_ batch: [WaitingMoment], as matches: [Match]) async throws -> [Result<Void, any Error>] {
    var answered: [(waiting: WaitingMoment, person: MatchedPerson?)] = []
    for (waiting, match) in zip(batch, matches) {
      if case .success(let person) = match { answered.append((waiting, person)) }
    }
    // One that cannot be stored takes nothing with it: then each is stored by itself.
    let settled = answered.isEmpty ? [] : try? await store.settle(answered)
    var rest = settled?[...]
    var outcomes: [Result<Void, any Error>] = []
    for (waiting, match) in zip(batch, matches) {
      switch match {
      case .failure(let error): outcomes.append(.failure(error))
      case .success(let person):
        let isSettled: Bool
        if let first = rest?.popFirst() {
          isSettled = first
        } else {
          isSettled = try await store.settle(waiting, as: person)
        }
        outcomes.append(isSettled ? .success(()) : try await settleAgain(waiting))
      }
    }
    return outcomes
  }

  /// Asks Registration once more about a moment, because its first answer is outdated, and settles it.
  private func settleAgain(_ waiting: WaitingMoment) async throws -> Result<Void, any Error> {
    switch await match(waiting) {
    case .failure(let error): return .failure(error)
    case .success(let person):
      return try await store.settle(waiting, as: person) ? .success(()) : .failure(OutdatedMatch())
    }
  }

  /// The answers of Registration for some moments, in their order.
  private func matches(of batch: [WaitingMoment]) async -> [Match] {
    await withTaskGroup(of: (Int, Match).self) { group in
      for (index, waiting) in batch.enumerated() { group.addTask { (index, await match(waiting)) } }
      var matches: [(Int, Match)] = []
      for await match in group { matches.append(match) }
      return matches.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private func match(_ waiting: WaitingMoment) async -> Match {
    do {
      return .success(try await TraceContext.within(waiting.traceparent) { try await ask(waiting) })
    } catch {
      return .failure(error)
    }
  }

  private func ask(_ waiting: WaitingMoment) async throws -> MatchedPerson? {
    guard let recipient = waiting.recipient else {
      throw ValueError(.inconsistent, "The national number cannot be decrypted.")
    }
    let answer = try await CallContext.limited {
      try await registration.findCaregivers(
        .with {
          // Numbers are digits alone.
          if recipient.contains("/") { $0.recipient = recipient } else { $0.recipientInsz = recipient }
          $0.purpose = MomentPurposes.notices(of: waiting.moment.kind).message
        },
        options: .upstream
      )
    }
    return try MatchedPerson(answer)
  }

  /// Whether the next round would fail in the same way: the number cannot be decrypted, Registration refuses it, or its
  /// answer cannot be read.
  private static func isHopeless(_ error: any Error) -> Bool {
    error is ValueError || (error as? RPCError)?.code == .invalidArgument
  }

  /// Whether other moments of the same round may still succeed.
  private static func concernsOneMoment(_ error: any Error) -> Bool {
    error is OutdatedMatch || (error as? RPCError)?.code == .internalError
  }

  private func log(_ waiting: WaitingMoment, _ error: any Error) {
    var metadata: Logger.Metadata = ["moment": "\(waiting.moment.id)", "error.type": "\(type(of: error))"]
    if let error = error as? RPCError { metadata["error.code"] = "\(error.code)" }
    Logger.current.error("A moment cannot be matched and is set aside", metadata: metadata)
  }
}
