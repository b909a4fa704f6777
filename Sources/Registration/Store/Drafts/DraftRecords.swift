package import CareTypes
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
  /// Reads whom the content of a stored draft mentions.
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
        id.text, signal.municipality.digits, client, signal.senderKind?.rawValue, dataKey.key,
        try cipher.seal(signal.content.bytes, at: SealedField.draft), now.microseconds,
      ]
    )
    try insertTraces(of: signal.content.mentions, draft: key, in: db)
    try registrationOutbox.publish(
      .signalReceived(draft: id, municipality: signal.municipality, senderKind: signal.senderKind),
      in: transaction
    )
    return DraftReceipt(id: id, receiveTime: now)
  }

  /// Drops an open draft within a transaction.
  func drop(_ row: SQLRow, _ reason: DropReason, in transaction: WriteTransaction) throws {
    try close(row, .dropped, reason: reason, in: transaction)
    try registrationOutbox.publish(.draftClosed(draft: row.id("id"), careSituation: nil), in: transaction)
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

extension DraftRecords {
  /// The open drafts that certainly mention a person, with the registered person that they were compared with.
  func drafts(
    about person: PersonRow,
    today: CalendarDate,
    in db: Connection
  ) throws -> [(row: SQLRow, person: RegisteredPerson)] {
    guard let registered = try self.registered(person, today: today, in: db) else { return [] }
    return try drafts(thatMayMention: registered, in: db).compactMap { row in
      guard let content = try content(of: row, in: db),
        try read(content, today).people.contains(where: registered.isCertainly)
      else {
        return nil
      }
      return (row, registered)
    }
  }

  /// The open drafts, visible to a viewer, that may mention a person but not certainly.
  ///
  /// - Parameter records: All records of the person.
  func possibleDrafts(about records: [PersonRow], for viewer: Viewer, in db: Connection) throws -> [PossibleDraft] {
    let known = try records.compactMap { try self.registered($0, today: viewer.today, in: db) }
    var rows: [Int64: SQLRow] = [:]
    for record in known {
      for row in try drafts(thatMayMention: record, in: db) where try visibility.sees(viewer, draft: row) {
        rows[row["key"]] = row
      }
    }
    var found: [PossibleDraft] = []
    for (_, row) in rows.sorted(by: { $0.key < $1.key }) where found.count < PossibleDraft.most {
      guard let content = try content(of: row, in: db) else { continue }
      if let draft = try PossibleDraft(row.id("id"), read(content, viewer.today), of: known) { found.append(draft) }
    }
    return found
  }

  /// The open drafts that share a key with a person, oldest first.
  private func drafts(thatMayMention registered: RegisteredPerson, in db: Connection) throws -> [SQLRow] {
    var rows: [Int64: SQLRow] = [:]
    for trace in registered.numbers.map({ lookupHashes.hash(of: $0) })
      + DraftKeys.keys(of: registered).map(lookupHashes.trace)
    {
      for row in try db.rows(Self.draftsByTraceSQL, [trace]) {
        rows[row["key"]] = row
      }
    }
    for row in try db.rows(Self.draftsToTraceSQL, [Int64.max]) {
      rows[row["key"]] = row
    }
    return rows.sorted { $0.key < $1.key }.map(\.value)
  }

  static let draftsByTraceSQL = """
    SELECT draft.* FROM draft_person JOIN draft ON draft.key = draft_person.draft
    WHERE draft_person.hash = ? AND draft.state = 'open'
    """

  static let draftsToTraceSQL =
    "SELECT * FROM draft WHERE is_findable = 0 AND state = 'open' ORDER BY key LIMIT ?"

  /// The content of a draft; nil once it is closed.
  func content(of draft: SQLRow, in db: Connection) throws -> Data? {
    guard let content: Data = draft["content"], let key: Int64 = draft["data_key"] else { return nil }
    return try dataKeys.cipher(key, in: db).openBytes(content, at: SealedField.draft)
  }

  /// Stores the keys under which a draft is found for the people whom it mentions, and replaces the earlier ones.
  func insertTraces(of mentions: DraftMentions, draft key: Int64, in db: Connection) throws {
    try db.execute("DELETE FROM draft_person WHERE draft = ?", [key])
    let numbers = mentions.people.compactMap(\.number).map { lookupHashes.hash(of: $0) }
    for trace in Set(numbers + DraftKeys.keys(of: mentions).map(lookupHashes.trace)) {
      try db.execute("INSERT INTO draft_person (hash, draft) VALUES (?, ?)", [trace, key])
    }
  }

  private func registered(_ person: PersonRow, today: CalendarDate, in db: Connection) throws -> RegisteredPerson? {
    guard let identity = try personRecords.identity(of: person),
      let cipher = try personRecords.cipher(of: person),
      let subject = try duplicateRecords.subjects(of: [person], today: today, in: db)[person.key]
    else { return nil }
    let numbers = Set(try personRecords.knownNumbers(of: person.key, cipher, today: today, in: db).map(\.number))
    return RegisteredPerson(numbers: numbers, identity: identity, subject: subject)
  }
}

/// Under which id a signal is known.
package struct DraftReceipt: Codable, Sendable, Hashable {
  /// Opaque id.
  package let id: OpaqueID
  /// When it was received.
  package let receiveTime: Instant
}
