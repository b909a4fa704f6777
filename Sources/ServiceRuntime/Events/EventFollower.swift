package import EventsAPI
import GRPCCore
import Logging
import ServiceLifecycle

/// Follows the feed of another service: from the cursor on, again after every fault, until graceful shutdown.
///
/// Delivery is at least once; `apply` stores the cursor in the transaction that holds the effect, so the effect is exactly
/// once.
package struct EventFollower: Service {
  private let feed: FeedName
  private let client: any Mantel_Events_V1_EventFeedService.ClientProtocol
  private let cursor: @Sendable () async throws -> Int64
  private let apply: @Sendable ([Mantel_Events_V1_Event]) async throws -> Void

  /// A follower.
  ///
  /// - Parameters:
  ///   - feed: Whose feed.
  ///   - client: Reaches the service.
  ///   - database: Holds the cursor.
  ///   - apply: Applies events in one transaction, with the cursor at the last one's sequence.
  package init(
    _ feed: FeedName,
    client: any Mantel_Events_V1_EventFeedService.ClientProtocol,
    database: ServiceDatabase,
    apply: @escaping @Sendable ([Mantel_Events_V1_Event]) async throws -> Void
  ) {
    self.feed = feed
    self.client = client
    self.cursor = { try await database.cursor(of: feed) }
    self.apply = apply
  }

  /// Follows the feed until the task is cancelled, and connects again after a failure.
  package func run() async throws {
    await cancelWhenGracefulShutdown {
      await Backoff.retrying("Following \(feed.rawValue)") { didProgress in
        var request = Mantel_Events_V1_ReadRequest()
        request.afterSequence = try await cursor()
        try await client.read(request, options: .upstream) { response in
          for try await message in response.messages where !message.events.isEmpty {
            try await TraceContext.within(message.events.last?.traceparent ?? "") { try await apply(message.events) }
            didProgress()
          }
        }
      }
    }
  }
}
