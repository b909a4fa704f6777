package import CareTypes
import Foundation

/// What a write sees of its transaction. Never leaves the closure that it was given to.
package struct WriteTransaction {
  /// The connection, within the transaction.
  package let connection: Connection
  /// The record time of everything that this transaction writes.
  package let now: Instant
  /// W3C trace context of the call that writes; empty when there is none.
  package let traceparent: String

  /// Appends an event to the service's outbox.
  ///
  /// - Parameters:
  ///   - payload: The serialized payload of `mantel.events.v1.Event`, without sequence, time and trace.
  ///   - traceparent: The trace that caused it, when that is not the one of this write.
  /// - Returns: Its place in the feed.
  @discardableResult
  package func append(_ payload: EventPayload, traceparent: String? = nil) throws -> Int64 {
    try connection.insert(
      "INSERT INTO outbox (payload, traceparent, recorded) VALUES (?, ?, ?)",
      [payload.bytes, traceparent ?? self.traceparent, now.microseconds]
    )
  }

  /// Stores how far a feed has been followed, together with what was derived from it.
  package func advanceCursor(of feed: FeedName, to sequence: Int64) throws {
    try connection.execute(
      """
      INSERT INTO event_cursor (feed, sequence) VALUES (?, ?)
      ON CONFLICT (feed) DO UPDATE SET sequence = excluded.sequence WHERE excluded.sequence > event_cursor.sequence
      """,
      [feed.rawValue, sequence]
    )
  }
}
