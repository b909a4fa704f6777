package import CareTypes
import Foundation
import GRDB
import ServiceCore
package import ServiceRuntime

extension RegistrationStore {
  /// Puts a signal on the work list of a municipality.
  package func receive(_ signal: ReceivedSignal, command: Command) async throws -> DraftReceipt {
    try await database.command(command) { transaction in
      try receive(signal, from: command.client, in: transaction)
    }
  }

  /// Puts a signal of a client on the work list of a municipality within a transaction.
  func receive(
    _ signal: ReceivedSignal,
    from client: String,
    in transaction: WriteTransaction
  ) throws -> DraftReceipt {
    let (db, now) = (transaction.database, transaction.now)
    let id = OpaqueID.random()
    let (dataKey, cipher) = try dataKeys.make(in: db)
    try db.cachedStatement(
      sql: """
        INSERT INTO draft (id, municipality, sender, sender_kind, data_key, content, state, received, is_findable)
        VALUES (?, ?, ?, ?, ?, ?, 'open', ?, 1)
        """
    ).execute(arguments: [
      id.text, signal.municipality.digits, client, signal.senderKind?.rawValue, dataKey,
      try cipher.seal(signal.content.bytes, at: Self.draftPlace), now.microseconds,
    ])
    try insertTraces(of: signal.content.bytes, draft: db.lastInsertedRowID, in: transaction)
    try tell(
      .signalReceived(draft: id, municipality: signal.municipality, senderKind: signal.senderKind),
      in: transaction
    )
    return DraftReceipt(id: id, receiveTime: now)
  }

  /// Under which id a signal is known.
  package struct DraftReceipt: Codable, Sendable, Hashable {
    /// Opaque id.
    package let id: OpaqueID
    /// When it was received.
    package let receiveTime: Instant
  }

  static let draftPlace = "draft"

  /// Where a signal of a sender stands.
  ///
  /// - Throws: `Refusal` when it is not there, or another sent it.
  package func signalState(_ id: OpaqueID, sender: String) async throws -> DraftState {
    try await database.read { db in
      guard let row = try draftRow(id, in: db), row["sender"] as String == sender else {
        throw Refusal.notFound(ResourceCollection.drafts.name(id))
      }
      return try row.word("state")
    }
  }

  /// A page of the open drafts of a municipality, oldest first, and the key after which the next page begins.
  ///
  /// - Throws: `Refusal` for a municipality outside the scope.
  package func drafts(
    of municipality: NISCode,
    after key: Int64,
    limit: Int,
    for viewer: Viewer
  ) async throws -> Page<Draft, Int64> {
    try await database.read { db in
      try page(of: area(of: municipality, for: viewer), after: key, limit: limit) { code, key, limit in
        try Row.fetchAll(db.cachedStatement(sql: Self.draftsSQL), arguments: [code.digits, key, limit])
      } making: { row in
        try draft(row, on: viewer.today, in: db)
      }
    }
  }

  static let draftsSQL =
    "SELECT * FROM draft WHERE municipality = ? AND state = 'open' AND key > ? ORDER BY key LIMIT ?"

  /// A draft that a viewer sees.
  ///
  /// - Throws: `Refusal` when it is not there or out of sight.
  package func draft(_ id: OpaqueID, for viewer: Viewer) async throws -> Draft {
    try await database.read { db in try draft(visibleDraft(id, for: viewer, in: db), on: viewer.today, in: db) }
  }

  /// The people of the registry who have the numbers that a draft tells, as far as a viewer may read of them, in the order
  /// in which it tells of people; nothing for one of whom it tells no such number.
  package func knownPeople(of draft: Draft, for viewer: Viewer) async throws -> [KnownPerson?] {
    guard let content = draft.content else { return [] }
    let told = try read(content, viewer.today)
    return try await database.read { db in
      try told.people.map { told -> KnownPerson? in
        guard let number = told.number, let row = try person(with: number, for: viewer, in: db),
          try sees(viewer, row, in: db), let identity = try identity(of: row, in: db)
        else { return nil }
        return KnownPerson(
          person: try shown(row, for: viewer, in: db),
          fits: IdentityCheck.fits(
            familyName: told.familyName,
            givenNames: told.givenNames,
            birthDate: told.birthDate,
            identity,
            heldBirthDate: row.birthDate
          )
        )
      }
    }
  }

  /// Who has the number that a draft tells of someone.
  package struct KnownPerson: Sendable, Hashable {
    /// The person.
    package let person: Person
    /// Whether what the draft tells can be told of them.
    package let fits: Bool
  }

  /// Replaces what a draft tells.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` when it is not there, out of sight or closed, or for a stale etag.
  package func update(
    draft id: OpaqueID,
    _ content: DraftContent,
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int64 {
    try await database.command(command) { transaction in
      let db = transaction.database
      let row = try openDraft(id, etag: etag, for: viewer, in: db)
      let key: Int64 = row["key"]
      let sealed = try dataKeys.cipher(row["data_key"], in: db).seal(content.bytes, at: Self.draftPlace)
      try db.cachedStatement(
        sql: "UPDATE draft SET content = ?, revision = revision + 1, is_findable = 1 WHERE key = ?"
      )
      .execute(arguments: [sealed, key])
      try insertTraces(of: content.bytes, draft: key, in: transaction)
      return row["revision"] as Int64 + 1
    }
  }

  /// Makes a care situation of a draft.
  ///
  /// - Parameter new: What the draft came to, as read under the same etag.
  /// - Throws: `Refusal` when the draft is not there, out of sight or closed, or for a stale etag; as `register` does.
  package func confirm(
    draft id: OpaqueID,
    as new: NewCareSituation,
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Registered {
    try await database.command(command) { transaction in
      let db = transaction.database
      let row = try openDraft(id, etag: etag, for: viewer, in: db)
      let registered = try register(new, from: .draft, for: viewer, by: command.client, in: transaction)
      let care = try careSituation(registered.careSituation, in: db)
      try close(row, .confirmed, careSituation: care?.key, in: transaction)
      try tell(.draftClosed(draft: id, careSituation: registered.careSituation), in: transaction)
      return registered
    }
  }

  /// Answers a confirmation that was given before; nothing when this request id is new.
  package func confirmation(of command: Command) async throws -> Registered? {
    try await database.answer(to: command)
  }

  /// Drops a draft; what it told of people is destroyed.
  ///
  /// - Throws: `Refusal` when it is not there, out of sight or closed, or for a stale etag.
  package func drop(
    draft id: OpaqueID,
    _ reason: DropReason,
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Instant {
    try await database.command(command) { transaction in
      let row = try openDraft(id, etag: etag, for: viewer, in: transaction.database)
      try drop(row, reason, in: transaction)
      return transaction.now
    }
  }

  /// Drops an open draft within a transaction.
  func drop(_ row: Row, _ reason: DropReason, in transaction: WriteTransaction) throws {
    try close(row, .dropped, reason: reason, in: transaction)
    try tell(.draftClosed(draft: row.id("id"), careSituation: nil), in: transaction)
  }

  private func close(
    _ row: Row,
    _ state: DraftState,
    reason: DropReason? = nil,
    careSituation: Int64? = nil,
    in transaction: WriteTransaction
  ) throws {
    let db = transaction.database
    try db.cachedStatement(
      sql: """
        UPDATE draft SET state = ?, drop_reason = ?, care_situation = ?, content = NULL, data_key = NULL,
          revision = revision + 1, closed = ?
        WHERE key = ?
        """
    ).execute(arguments: [
      state.rawValue, reason?.rawValue, careSituation, transaction.now.microseconds, row["key"] as Int64,
    ])
    try db.cachedStatement(sql: "DELETE FROM draft_person WHERE draft = ?").execute(arguments: [row["key"] as Int64])
    try dataKeys.destroy(row["data_key"], in: db)
  }

  private func draftRow(_ id: OpaqueID, in db: Database) throws -> Row? {
    try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM draft WHERE id = ?"), arguments: [id.text])
  }

  private func visibleDraft(_ id: OpaqueID, for viewer: Viewer, in db: Database) throws -> Row {
    let missing = Refusal.notFound(ResourceCollection.drafts.name(id))
    guard let row = try draftRow(id, in: db), try sees(viewer, draft: row) else { throw missing }
    return row
  }

  /// Whether a draft is on the work list of a municipality of the viewer.
  func sees(_ viewer: Viewer, draft row: Row) throws -> Bool {
    guard let scope = viewer.scope else { return true }
    return scope.municipalities.contains(code(of: try NISCode(row["municipality"] as String), on: viewer.today))
  }

  private func openDraft(_ id: OpaqueID, etag: String, for viewer: Viewer, in db: Database) throws -> Row {
    let row = try visibleDraft(id, for: viewer, in: db)
    let name = ResourceCollection.drafts.name(id)
    guard row["state"] as String == DraftState.open.rawValue else {
      throw Refusal(.draftClosed, "\(name) was confirmed or dropped")
    }
    try ETag.check(etag, row["revision"], of: name)
    return row
  }

  private func draft(_ row: Row, on today: CalendarDate, in db: Database) throws -> Draft {
    let dataKey: Int64? = row["data_key"]
    let content: Data? = row["content"]
    return Draft(
      id: try row.id("id"),
      revision: row["revision"],
      municipality: code(of: try NISCode(row["municipality"] as String), on: today),
      content: try content.flatMap { content in
        try dataKey.map { try dataKeys.cipher($0, in: db).openBytes(content, at: Self.draftPlace) }
      },
      sender: row["sender"],
      senderKind: try row.optionalWord("sender_kind"),
      receiveTime: Instant(microseconds: row["received"]),
      state: try row.word("state")
    )
  }
}
