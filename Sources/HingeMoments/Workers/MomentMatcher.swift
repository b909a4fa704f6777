import CareTypes
import GRPCCore
import HingeMomentsDomain
import Logging
import RegistrationAPI
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

  /// The number of moments that are looked up at the same time.
  private static let batch = 8

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
      // They are settled in the order of arrival, not of the answers.
      for (waiting, match) in zip(batch, matches) {
        switch try await settle(waiting, as: match) {
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
    }
    if let passedOver { throw passedOver }
  }

  /// Settles a moment. If the answer is outdated, Registration is asked once more.
  private func settle(_ waiting: WaitingMoment, as first: Match) async throws -> Result<Void, any Error> {
    var match = first
    for isLast in [false, true] {
      switch match {
      case .failure(let error): return .failure(error)
      case .success(let person):
        let isSettled = try await TraceContext.within(waiting.traceparent) {
          try await store.settle(waiting, as: person)
        }
        if isSettled { return .success(()) }
      }
      if !isLast { match = await self.match(waiting) }
    }
    return .failure(OutdatedMatch())
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
    guard let insz = waiting.insz else { throw ValueError(.inconsistent, "The national number cannot be decrypted.") }
    let answer = try await registration.findCaregivers(
      .with {
        $0.recipientInsz = insz
        $0.purpose = MomentPurposes.notices(of: waiting.moment.kind).message
      },
      options: .upstream
    )
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
