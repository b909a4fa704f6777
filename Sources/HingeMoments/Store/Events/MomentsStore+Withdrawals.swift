package import CareTypes
import ServiceRuntime

extension MomentsStore {
  /// Takes back the notices about a person that are not acknowledged, and stores the withdrawal, so that answers from before
  /// it plan no more notices. Notices that were planned on later answers are left, because the person has consented again.
  ///
  /// - Parameters:
  ///   - person: The person who withdrew their consent.
  ///   - sequence: The place of the withdrawal in Registration's feed.
  /// - Returns: The number of notices that were taken back; 0 when the call is repeated.
  package func stopNotices(of person: OpaqueID, from sequence: Int64) async throws -> Int {
    try await database.write { transaction in
      try Self.takeBack(of: person, from: sequence, in: transaction)
    }
  }

  /// Stores a withdrawal, and takes back the notices about the person.
  ///
  /// - Returns: The number of notices that were taken back.
  @discardableResult
  static func takeBack(
    of person: OpaqueID,
    from sequence: Int64,
    in transaction: WriteTransaction
  ) throws -> Int {
    let db = transaction.connection
    try keepWithdrawal(of: person, at: sequence, in: db)
    return try db.change(takeBackSQL, [transaction.now.microseconds, person.text, sequence])
  }

  /// Stores the latest withdrawal of a person. Answers of Registration from before it are not used.
  static func keepWithdrawal(of person: OpaqueID, at sequence: Int64, in db: Connection) throws {
    try db.execute(
      """
      INSERT INTO withdrawal (person, sequence) VALUES (?, ?)
      ON CONFLICT (person) DO UPDATE SET sequence = excluded.sequence
      WHERE excluded.sequence > withdrawal.sequence
      """,
      [person.text, sequence]
    )
  }

  static let takeBackSQL = """
    UPDATE notice SET withdrawn = ?
    WHERE moment IN (SELECT key FROM moment WHERE person = ? AND coalesce(read_sequence, 0) < ?)
      AND acknowledged IS NULL AND withdrawn IS NULL
    """
}
