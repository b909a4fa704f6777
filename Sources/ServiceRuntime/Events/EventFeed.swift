import ServiceCore
import CareTypes
package import EventsAPI
import Foundation
package import GRPCCore
import SwiftProtobuf

/// Serves the outbox of a service in sequence, and waits for more.
package struct EventFeed: Mantel_Events_V1_EventFeedService.SimpleServiceProtocol {
  private static let batch = 256

  private let database: ServiceDatabase

  /// The feed of a service's database.
  package init(database: ServiceDatabase) {
    self.database = database
  }

  /// Sends the events after the sequence that the request names, and then each new one, until the caller ends the call.
  package func read(
    request: Mantel_Events_V1_ReadRequest,
    response: RPCWriter<Mantel_Events_V1_ReadResponse>,
    context: ServerContext
  ) async throws {
    guard request.afterSequence >= 0 else { throw Refusal.invalid("after_sequence", "is negative") }
    var sequence = request.afterSequence
    for await _ in database.commitSignals() {
      while true {
        let events = try await events(after: sequence)
        guard let last = events.last else { break }
        try await response.write(.with { $0.events = events })
        sequence = last.sequence
      }
    }
  }

  private func events(after sequence: Int64) async throws -> [Mantel_Events_V1_Event] {
    try await database.read { db in
      var events: [Mantel_Events_V1_Event] = []
      try db.each(
        "SELECT sequence, payload, traceparent, recorded FROM outbox WHERE sequence > ? ORDER BY sequence LIMIT ?",
        [sequence, Self.batch]
      ) { row in
        var event = try Mantel_Events_V1_Event(serializedBytes: row["payload"] as Data)
        event.sequence = row["sequence"]
        event.traceparent = row["traceparent"]
        event.recordTime = Google_Protobuf_Timestamp(Instant(microseconds: row["recorded"]))
        events.append(event)
      }
      return events
    }
  }
}
