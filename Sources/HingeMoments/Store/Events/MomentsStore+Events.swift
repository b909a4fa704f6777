import CareTypes
import ServiceRuntime

extension MomentsStore {
  /// Applies a batch of Registration's events, in one transaction with the place that was reached in the feed.
  package func apply(_ events: [ConsumedEvent], upTo sequence: Int64) async throws {
    try await database.write { transaction in
      for event in events {
        switch event {
        case .shielded(let person, let sequence): try Self.shield(person, from: sequence, in: transaction)
        case .withdrawn(let person, let sequence): try Self.takeBack(of: person, from: sequence, in: transaction)
        case .erased(let person, let sequence): try Self.erase(person, from: sequence, in: transaction.connection)
        }
      }
      try transaction.advanceCursor(of: .registration, to: sequence)
    }
  }

  /// Takes back the notices about a person and those for them that were planned on answers from before the event.
  private static func shield(_ person: OpaqueID, from sequence: Int64, in transaction: WriteTransaction) throws {
    try takeBack(of: person, from: sequence, in: transaction)
    try transaction.connection.execute(takeBackFromCaregiverSQL, [transaction.now.microseconds, person.text, sequence])
  }

  /// Deletes the data of a person. The withdrawal is stored, so that an answer from before it cannot bring them back.
  private static func erase(_ person: OpaqueID, from sequence: Int64, in db: Connection) throws {
    try keepWithdrawal(of: person, at: sequence, in: db)
    for sql in [deleteNoticesSQL, deleteCaregiverNoticesSQL, forgetPersonSQL] {
      try db.execute(sql, [person.text])
    }
  }

  static let takeBackFromCaregiverSQL = """
    UPDATE notice SET withdrawn = ?
    WHERE caregiver = ? AND acknowledged IS NULL AND withdrawn IS NULL
      AND (SELECT coalesce(read_sequence, 0) FROM moment WHERE key = notice.moment) < ?
    """

  static let deleteNoticesSQL = "DELETE FROM notice WHERE moment IN (SELECT key FROM moment WHERE person = ?)"

  static let deleteCaregiverNoticesSQL = "DELETE FROM notice WHERE caregiver = ?"

  static let forgetPersonSQL = forgetSQL + " WHERE person = ?"
}
