package import CareTypes
import Foundation
package import HingeMomentsDomain
import ServiceCore
import ServiceRuntime

extension MomentsStore {
  /// Stores a moment with the national number sealed. A repeated report gets the first answer.
  ///
  /// - Throws: `Refusal` with `requestIDReused` when the source used the event id for another moment before.
  package func report(_ moment: ReportedMoment) async throws -> (id: OpaqueID, receiveTime: Instant) {
    let (cipher, digest) = (cipher, digest(moment.content))
    return try await database.write { transaction in
      let db = transaction.connection
      let known = try db.row(Self.reportedSQL, [moment.source, moment.eventID])
      if let known {
        guard known["digest"] as Data == digest else {
          throw Refusal(.requestIDReused, "The event id was used before for another moment")
        }
        return (try known.id("id"), Instant(microseconds: known["received"]))
      }
      let id = OpaqueID.random()
      try db.execute(
        """
        INSERT INTO moment (id, source, event_id, digest, received, traceparent, state, kind, occurred, place, sealed_insz)
        VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?)
        """,
        [
          id.text, moment.source, moment.eventID, digest, transaction.now.microseconds, transaction.traceparent,
          moment.kind.rawValue, moment.occurTime.microseconds, moment.place,
          try cipher.seal(moment.recipient.digits, at: "moment/\(id)"),
        ]
      )
      return (id, transaction.now)
    }
  }

  static let reportedSQL = "SELECT id, digest, received FROM moment WHERE source = ? AND event_id = ?"
}
