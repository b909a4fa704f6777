package import CareTypes
import GRDB
import ServiceRuntime

extension MomentsStore {
  /// Takes back the notices about a person that nobody acknowledged, and lets no match that was read before a withdrawal
  /// plan any more. Those planned on what was read after it stay: the person consented anew.
  ///
  /// - Parameter sequence: Place of the withdrawal in Registration's feed.
  /// - Returns: How many notices were taken back now; none when it is repeated.
  package func stopNotices(of person: OpaqueID, from sequence: Int64) async throws -> Int {
    try await database.write { transaction in
      try Self.takeBack(of: person, from: sequence, in: transaction)
    }
  }

  /// Keeps the withdrawal, and takes back the notices about the person.
  ///
  /// - Returns: How many notices were taken back now.
  @discardableResult
  static func takeBack(
    of person: OpaqueID,
    from sequence: Int64,
    in transaction: WriteTransaction
  ) throws -> Int {
    let db = transaction.database
    try keepWithdrawal(of: person, at: sequence, in: db)
    try db.cachedStatement(sql: takeBackSQL)
      .execute(arguments: [transaction.now.microseconds, person.text, sequence])
    return db.changesCount
  }

  /// Keeps the latest withdrawal of a person: no match that was read before it is settled.
  static func keepWithdrawal(of person: OpaqueID, at sequence: Int64, in db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO withdrawal (person, sequence) VALUES (?, ?)
        ON CONFLICT (person) DO UPDATE SET sequence = excluded.sequence WHERE excluded.sequence > sequence
        """
    ).execute(arguments: [person.text, sequence])
  }

  static let takeBackSQL = """
    UPDATE notice SET withdrawn = ?
    WHERE moment IN (SELECT key FROM moment WHERE person = ? AND coalesce(read_sequence, 0) < ?)
      AND acknowledged IS NULL AND withdrawn IS NULL
    """
}
