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
/// One that cannot be matched is set aside and never stands in the way of others; while Registration does not answer, all
/// of them wait.
struct MomentMatcher: Service {
  private static let batch = 64

  let store: MomentsStore
  let registration: any Mantel_Registration_V1_RegistrationService.ClientProtocol

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await Backoff.retrying("Matching moments") { didProgress in
        for await _ in store.database.commitSignals() {
          while try await matchBatch() { didProgress() }
        }
      }
    }
  }

  /// Matches a batch side by side.
  ///
  /// - Returns: Whether there may be more.
  private func matchBatch() async throws -> Bool {
    let batch = try await store.waiting(after: 0, limit: Self.batch)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for waiting in batch { group.addTask { try await match(waiting) } }
      try await group.waitForAll()
    }
    return !batch.isEmpty
  }

  private func match(_ waiting: MomentsStore.Waiting) async throws {
    guard let insz = waiting.insz else {
      Logger.current.error("A sealed moment does not open", metadata: ["moment": "\(waiting.moment.id)"])
      return try await store.setAside(waiting)
    }
    do {
      let answer = try await registration.findCaregivers(
        .with {
          $0.recipientInsz = insz
          $0.purpose = .hospital
        },
        options: .upstream
      )
      try await store.settle(waiting, as: MatchedPerson(answer))
    } catch let error as RPCError where error.code == .invalidArgument {
      Logger.current.error("Registration refuses a moment", metadata: ["moment": "\(waiting.moment.id)"])
      try await store.setAside(waiting)
    }
  }
}
