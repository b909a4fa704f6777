import CareTypes
import Foundation
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Reads and writes the rows of drafts.
struct DraftRecords: Sendable {
  let dataKeys: DataKeys
  let lookupHashes: LookupHashes
  let personRecords: PersonRecords
  let duplicateRecords: DuplicateRecords
  let visibility: Visibility
  let registrationOutbox: RegistrationOutbox
  let read: @Sendable (_ draft: Data, _ today: CalendarDate) throws -> DraftMentions

  /// Puts a signal of a client on the work list of a municipality within a transaction.
  func receive(
    _ signal: ReceivedSignal,
    from client: String,
    in transaction: WriteTransaction
  ) throws -> DraftReceipt {
    let (db, now) = (transaction.connection, transaction.now)
    let id = OpaqueID.random()
    let (dataKey, cipher) = try dataKeys.make(in: db)
    let key = try db.insert(
      """
      INSERT INTO draft (id, municipality, sender, sender_kind, data_key, content, state, received, is_findable)
      VALUES (?, ?, ?, ?, ?, ?, 'open', ?, 1)
      """,
      [
        id.text, signal.municipality.digits, client, signal.senderKind?.rawValue, dataKey,
        try cipher.seal(signal.content.bytes, at: SealedField.draft), now.microseconds,
      ]
    )
    try insertTraces(of: signal.content.bytes, draft: key, in: transaction)
    try registrationOutbox.tell(
      .signalReceived(draft: id, municipality: signal.municipality, senderKind: signal.senderKind),
      in: transaction
    )
    return DraftReceipt(id: id, receiveTime: now)
  }

  /// Drops an open draft within a transaction.
  func drop(_ row: SQLRow, _ reason: DropReason, in transaction: WriteTransaction) throws {
    try close(row, .dropped, reason: reason, in: transaction)
    try registrationOutbox.tell(.draftClosed(draft: row.id("id"), careSituation: nil), in: transaction)
  }

  func close(
    _ row: SQLRow,
    _ state: DraftState,
    reason: DropReason? = nil,
    careSituation: Int64? = nil,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.connection
    try db.execute(
      """
      UPDATE draft SET state = ?, drop_reason = ?, care_situation = ?, content = NULL, data_key = NULL,
        revision = revision + 1, closed = ?
      WHERE key = ?
      """,
      [
        state.rawValue, reason?.rawValue, careSituation, transaction.now.microseconds, row["key"] as Int64,
      ]
    )
    try db.execute("DELETE FROM draft_person WHERE draft = ?", [row["key"] as Int64])
    try dataKeys.destroy(row["data_key"], in: db)
  }
}
