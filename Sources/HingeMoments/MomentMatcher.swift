import CareTypes
import GRPCCore
import Logging
import RegistrationAPI
import ServiceLifecycle
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Takes the moments that wait, oldest first, and asks Registration who cares for the person.
///
/// None stands in the way of others: one that cannot be matched is set aside until the service starts again, one that
/// meets a fault is passed over until the next round. While Registration does not answer, all of them wait.
struct MomentMatcher: Service {
  /// How many moments are looked up side by side.
  private static let batch = 8

  let store: MomentsStore
  let registration: any Mantel_Registration_V1_RegistrationService.ClientProtocol

  func run() async throws {
    await cancelWhenGracefulShutdown {
      var isSetAsideTakenUp = false
      await Backoff.retrying("Matching moments") { didProgress in
        if !isSetAsideTakenUp {
          try await store.takeUpSetAside()
          isSetAsideTakenUp = true
        }
        for await _ in store.database.commitSignals() { try await matchWaiting(didProgress) }
      }
    }
  }

  /// One round over all moments that wait.
  ///
  /// - Parameter didProgress: Called for each moment that no longer waits.
  /// - Throws: What a moment met that still waits: it is tried again in the next round.
  func matchWaiting(_ didProgress: @Sendable () -> Void) async throws {
    var passedOver: (any Error)?
    var last: Int64 = 0
    while true {
      let batch = try await store.waiting(after: last, limit: Self.batch)
      guard let end = batch.last else { break }
      let matches = await matches(of: batch)
      try Task.checkCancellation()
      // In order of arrival, whichever answer came first.
      for (waiting, match) in zip(batch, matches) {
        switch match {
        case .success(let person):
          try await TraceContext.within(waiting.traceparent) { try await store.settle(waiting, as: person) }
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

  /// What Registration says of each moment, in their order.
  private func matches(of batch: [MomentsStore.Waiting]) async -> [Result<MatchedPerson?, any Error>] {
    await withTaskGroup(of: (Int, Result<MatchedPerson?, any Error>).self) { group in
      for (index, waiting) in batch.enumerated() {
        group.addTask {
          do {
            let person = try await TraceContext.within(waiting.traceparent) { try await match(waiting) }
            return (index, .success(person))
          } catch {
            return (index, .failure(error))
          }
        }
      }
      var matches: [(Int, Result<MatchedPerson?, any Error>)] = []
      for await match in group { matches.append(match) }
      return matches.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private func match(_ waiting: MomentsStore.Waiting) async throws -> MatchedPerson? {
    guard let insz = waiting.insz else { throw ValueError(.inconsistent, "The seal does not open.") }
    let answer = try await registration.findCaregivers(
      .with {
        $0.recipientInsz = insz
        $0.purpose = .hospital
      },
      options: .upstream
    )
    return try MatchedPerson(answer)
  }

  /// Whether the next round would meet the same: the seal does not open, Registration refuses the number, or its answer
  /// cannot be read.
  private static func isHopeless(_ error: any Error) -> Bool {
    error is ValueError || (error as? RPCError)?.code == .invalidArgument
  }

  /// Whether others may fare better in the same round.
  private static func concernsOneMoment(_ error: any Error) -> Bool {
    (error as? RPCError)?.code == .internalError
  }

  private func log(_ waiting: MomentsStore.Waiting, _ error: any Error) {
    var metadata: Logger.Metadata = ["moment": "\(waiting.moment.id)", "error.type": "\(type(of: error))"]
    if let error = error as? RPCError { metadata["error.code"] = "\(error.code)" }
    Logger.current.error("A moment cannot be matched and is set aside", metadata: metadata)
  }
}
