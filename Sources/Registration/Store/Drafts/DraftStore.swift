package import CareTypes
import Foundation
package import RegistrationDomain
import ServiceCore
package import ServiceRuntime

/// Signals of partners, as drafts on the work lists of municipalities.
package struct DraftStore: Sendable {
  let database: ServiceDatabase
  let dataKeys: DataKeys
  let personRecords: PersonRecords
  let careRecords: CareRecords
  let visibility: Visibility
  let personViews: PersonViews
  let draftRecords: DraftRecords
  let careRegistration: CareRegistration
  let registrationOutbox: RegistrationOutbox

  /// Receives a signal, as a draft on the work list of a municipality.
  package func receive(_ signal: ReceivedSignal, command: Command) async throws -> DraftReceipt {
    try await database.command(command) { transaction in
      try draftRecords.receive(signal, from: command.client, in: transaction)
    }
  }

  /// The state of a signal of a sender.
  ///
  /// - Throws: `Refusal` when it does not exist, or another sent it.
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
      try Paging.page(of: visibility.area(of: municipality, for: viewer), after: key, limit: limit) {
        code,
        key,
        limit in
        try db.rows(Self.draftsSQL, [code.digits, key, limit])
      } making: { rows in
        let ciphers = try dataKeys.ciphers(rows.compactMap { $0["data_key"] as Int64? }, in: db)
        return try rows.map { try draft($0, (($0["data_key"] as Int64?).flatMap { ciphers[$0] }), on: viewer.today) }
      }
    }
  }

  static let draftsSQL =
    "SELECT * FROM draft WHERE municipality = ? AND state = 'open' AND key > ? ORDER BY key LIMIT ?"

  /// A draft that a viewer sees.
  ///
  /// - Throws: `Refusal` when it does not exist or is not visible.
  package func draft(_ id: OpaqueID, for viewer: Viewer) async throws -> Draft {
    try await database.read { db in try draft(visibleDraft(id, for: viewer, in: db), on: viewer.today, in: db) }
  }

  /// For each person that a draft mentions, the registered person who has the number that is given, if the viewer may
  /// read their record; nil for a person without such a number.
  package func knownPeople(among mentions: DraftMentions, for viewer: Viewer) async throws -> [NumberHolder?] {
    try await database.read { db in
      try mentions.people.map { mentioned -> NumberHolder? in
        guard let number = mentioned.number, let row = try visibility.visiblePerson(with: number, for: viewer, in: db),
          try visibility.sees(viewer, row, in: db), let identity = try personRecords.identity(of: row)
        else { return nil }
        return NumberHolder(
          person: try personViews.shown(row, for: viewer, in: db),
          fits: IdentityCheck.fits(
            familyName: mentioned.familyName,
            givenNames: mentioned.givenNames,
            birthDate: mentioned.birthDate,
            identity,
            heldBirthDate: row.birthDate
          )
        )
      }
    }
  }

  /// Replaces the content of a draft.
  ///
  /// - Returns: The new revision.
  /// - Throws: `Refusal` when it does not exist, is not visible, or is closed, or for a stale etag.
  package func update(
    draft id: OpaqueID,
    _ content: DraftContent,
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int64 {
    try await database.command(command) { transaction in
      let db = transaction.connection
      let row = try openDraft(id, etag: etag, for: viewer, in: db)
      let key: Int64 = row["key"]
      let sealed = try dataKeys.cipher(row["data_key"], in: db).seal(content.bytes, at: SealedField.draft)
      try db.execute(
        "UPDATE draft SET content = ?, revision = revision + 1, is_findable = 1 WHERE key = ?",
        [sealed, key]
      )
      try draftRecords.insertTraces(of: content.mentions, draft: key, in: db)
      return row["revision"] as Int64 + 1
    }
  }

  /// Makes a care situation of a draft.
  ///
  /// - Parameter new: The care situation as the draft describes it, read under the same etag.
  /// - Throws: `Refusal` when the draft does not exist, is not visible, or is closed, or for a stale etag; as
  ///   `register` does.
  package func confirm(
    draft id: OpaqueID,
    as new: NewCareSituation,
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> RegistrationReceipt {
    try await database.command(command) { transaction in
      let row = try openDraft(id, etag: etag, for: viewer, in: transaction.connection)
      let (registered, key) = try careRegistration.register(
        new,
        from: .draft,
        for: viewer,
        by: command.client,
        in: transaction
      )
      try draftRecords.close(row, .confirmed, careSituation: key, in: transaction)
      try registrationOutbox.publish(.draftClosed(draft: id, careSituation: registered.careSituation), in: transaction)
      return registered
    }
  }

  /// The answer that was given to an earlier confirmation; nil when this request id is new.
  package func confirmation(of command: Command) async throws -> RegistrationReceipt? {
    try await database.answer(to: command)
  }

  /// Drops a draft, and destroys its content.
  ///
  /// - Throws: `Refusal` when it does not exist, is not visible, or is closed, or for a stale etag.
  package func drop(
    draft id: OpaqueID,
    _ reason: DropReason,
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Instant {
    try await database.command(command) { transaction in
      let row = try openDraft(id, etag: etag, for: viewer, in: transaction.connection)
      try draftRecords.drop(row, reason, in: transaction)
      return transaction.now
    }
  }

  private func draftRow(_ id: OpaqueID, in db: Connection) throws -> SQLRow? {
    try db.row("SELECT * FROM draft WHERE id = ?", [id.text])
  }

  private func visibleDraft(_ id: OpaqueID, for viewer: Viewer, in db: Connection) throws -> SQLRow {
    let missing = Refusal.notFound(ResourceCollection.drafts.name(id))
    guard let row = try draftRow(id, in: db), try visibility.sees(viewer, draft: row) else { throw missing }
    return row
  }

  private func openDraft(_ id: OpaqueID, etag: String, for viewer: Viewer, in db: Connection) throws -> SQLRow {
    let row = try visibleDraft(id, for: viewer, in: db)
    let name = ResourceCollection.drafts.name(id)
    let state: DraftState = try row.word("state")
    try state.requireOpen(name)
    try ETag.check(etag, row["revision"], of: name)
    return row
  }

  private func draft(_ row: SQLRow, on today: CalendarDate, in db: Connection) throws -> Draft {
    try draft(row, (row["data_key"] as Int64?).map { try dataKeys.cipher($0, in: db) }, on: today)
  }

  private func draft(_ row: SQLRow, _ cipher: FieldCipher?, on today: CalendarDate) throws -> Draft {
    Draft(
      id: try row.id("id"),
      revision: row["revision"],
      municipality: visibility.code(of: try NISCode(row["municipality"] as String), on: today),
      content: try (row["content"] as Data?).flatMap { try cipher?.openBytes($0, at: SealedField.draft) },
      sender: row["sender"],
      senderKind: try row.optionalWord("sender_kind"),
      receiveTime: Instant(microseconds: row["received"]),
      state: try row.word("state")
    )
  }
}
