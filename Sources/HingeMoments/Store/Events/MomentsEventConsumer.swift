import CareTypes
import ServiceRuntime

/// Applies the events of Registration within a transaction: takes back the notices that may not be sent any more, and deletes
/// the data of people who were erased.
struct MomentsEventConsumer {
  private let transaction: WriteTransaction

  init(_ transaction: WriteTransaction) {
    self.transaction = transaction
  }

  private var db: Connection { transaction.connection }

  /// Applies one event.
  func consume(_ event: EventForMoments) throws {
    switch event {
    case .shielded(let person, let sequence): try shield(person, from: sequence)
    case .withdrawn(let person, let sequence): try MomentsStore.takeBack(of: person, from: sequence, in: transaction)
    case .erased(let person, let sequence): try erase(person, from: sequence)
    }
  }

  /// Takes back the notices about a person and those for them that were planned on answers from before the event.
  private func shield(_ person: OpaqueID, from sequence: Int64) throws {
    try MomentsStore.takeBack(of: person, from: sequence, in: transaction)
    try db.execute(Self.takeBackFromCaregiverSQL, [transaction.now.microseconds, person.text, sequence])
  }

  /// Deletes the data of a person. The withdrawal is stored, so that an answer from before it cannot bring them back.
  private func erase(_ person: OpaqueID, from sequence: Int64) throws {
    try MomentsStore.keepWithdrawal(of: person, at: sequence, in: db)
    for sql in [Self.deleteNoticesSQL, Self.deleteCaregiverNoticesSQL, Self.forgetPersonSQL] {
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

  static let forgetPersonSQL = MomentsStore.forgetSQL + " WHERE person = ?"
}
