package import CareTypes
import Foundation
package import HingeMomentsDomain
import ServiceCore
import ServiceRuntime

extension MomentsStore {
  /// Stores a moment with the national number, or the name of the person, sealed. A repeated report gets the first answer.
  ///
  /// - Throws: `Refusal` with `requestIDReused` when the source used the event id for another moment before; with
  ///   `resourceNotFound` when it reported no event with the id that is to be corrected, with `momentCorrected` when that
  ///   was corrected before.
  package func report(_ moment: ReportedMoment) async throws -> (id: OpaqueID, receiveTime: Instant) {
    let (cipher, digest, encode) = (cipher, digest(moment.content), encode)
    return try await database.write { transaction in
      let db = transaction.connection
      let known = try db.row(Self.reportedSQL, [moment.source, moment.eventID])
      if let known {
        guard known["digest"] as Data == digest else {
          throw Refusal(.requestIDReused, "The event id was used before for another moment")
        }
        return (try known.id("id"), Instant(microseconds: known["received"]))
      }
      if let corrected = moment.correctedEventID {
        try Self.correct(corrected, of: moment.source, in: transaction, encode)
      }
      let id = OpaqueID.random()
      let details = moment.details
      try db.execute(
        """
        INSERT INTO moment (id, source, event_id, digest, received, traceparent, state, kind, occurred, place, place_kind,
          sealed_insz)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          id.text, moment.source, moment.eventID, digest, transaction.now.microseconds, transaction.traceparent,
          details == nil ? "unknown" : "waiting", details?.kind.rawValue, details?.occurTime.microseconds,
          details?.place,
          details?.placeKind?.rawValue, try details.map { try cipher.seal($0.recipient.text, at: "moment/\(id)") },
        ]
      )
      return (id, transaction.now)
    }
  }

  static let reportedSQL = "SELECT id, digest, received FROM moment WHERE source = ? AND event_id = ?"

  /// Stores that a moment did not happen as it was reported: one that waits is not matched any more; of one that was
  /// matched the other services are told, and the notices that reached nobody are taken back.
  private static func correct(
    _ eventID: String,
    of source: String,
    in transaction: WriteTransaction,
    _ encode: (MomentEvent) throws -> EventPayload
  ) throws {
    let db = transaction.connection
    guard let row = try db.row(correctedSQL, [source, eventID]) else {
      throw Refusal.notFound("The moment that is to be corrected")
    }
    guard row.isNull("corrected") else { throw Refusal(.momentCorrected, "The moment was corrected before") }
    let (key, now) = (row["key"] as Int64, transaction.now.microseconds)
    try db.execute("UPDATE moment SET corrected = ? WHERE key = ?", [now, key])
    switch row["state"] as String {
    case "waiting", "set_aside":
      try db.execute(forgetSQL + " WHERE key = ?", [key])
    case "matched":
      try db.execute(takeBackOfMomentSQL, [now, key])
      try transaction.append(encode(.retracted(moment: row.id("id"))))
    default: break
    }
  }

  static let correctedSQL = "SELECT key, id, state, corrected FROM moment WHERE source = ? AND event_id = ?"

  static let takeBackOfMomentSQL = """
    UPDATE notice SET withdrawn = ? WHERE moment = ? AND acknowledged IS NULL AND withdrawn IS NULL
    """
}
