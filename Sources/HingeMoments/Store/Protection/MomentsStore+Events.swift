import CareTypes
import GRDB
import ServiceRuntime

extension MomentsStore {
  /// Applies events of Registration's feed in one transaction with the cursor.
  package func apply(_ inputs: [ConsumedEvent], upTo sequence: Int64) async throws {
    try await database.write { transaction in
      for input in inputs {
        switch input {
        case .shielded(let person, let sequence): try Self.shield(person, from: sequence, in: transaction)
        case .withdrawn(let person, let sequence): try Self.takeBack(of: person, from: sequence, in: transaction)
        case .erased(let person, let sequence): try Self.erase(person, from: sequence, in: transaction.database)
        }
      }
      try transaction.advanceCursor(of: .registration, to: sequence)
    }
  }

  /// Takes back what was planned about the person and for them, on answers that were read before.
  private static func shield(_ person: OpaqueID, from sequence: Int64, in transaction: WriteTransaction) throws {
    try takeBack(of: person, from: sequence, in: transaction)
    try transaction.database.cachedStatement(sql: takeBackFromCaregiverSQL)
      .execute(arguments: [transaction.now.microseconds, person.text, sequence])
  }

  /// Forgets the person. The withdrawal is kept: no match that was read before brings them back.
  private static func erase(_ person: OpaqueID, from sequence: Int64, in db: Database) throws {
    try keepWithdrawal(of: person, at: sequence, in: db)
    for sql in [deleteNoticesSQL, deleteCaregiverNoticesSQL, forgetPersonSQL] {
      try db.cachedStatement(sql: sql).execute(arguments: [person.text])
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
