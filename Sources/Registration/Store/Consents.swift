package import CareTypes
import GRDB
import ServiceCore
package import ServiceRuntime

/// What recording a consent answers.
package struct RecordedConsent: Codable, Sendable, Hashable {
  /// Whether a consent for its purpose stands now; false when a withdrawal of a later day counts.
  package let stands: Bool
  /// When it was recorded.
  package let recordTime: Instant
}

/// What a withdrawal answers.
package struct RecordedWithdrawal: Codable, Sendable, Hashable {
  /// Its place in the feed.
  package let sequence: Int64
  /// When it was recorded.
  package let recordTime: Instant
  /// The person, and whoever was merged into them: what was planned for any of them is taken back. Empty when a consent
  /// of a later day stands.
  package let persons: [OpaqueID]
}

/// Consents are kept as a log of declarations that is only added to. What stands is derived from it by `ConsentLog`, over
/// a person and whoever was merged into them together, and kept beside it for look-ups.
extension RegistrationStore {
  /// Records a consent of a person.
  ///
  /// - Throws: `Refusal` when the person is not there or out of sight, or was erased or is restricted.
  package func record(
    _ consent: Consent,
    of person: OpaqueID,
    confirmed: Set<PlausibilityRule> = [],
    for viewer: Viewer,
    command: Command
  ) async throws -> RecordedConsent {
    try await database.command(command) { transaction in
      let db = transaction.database
      let row = try recordablePerson(person, for: viewer, in: db)
      let warnings = try refuseImplausible(consent, of: row, confirmed: confirmed, for: viewer)
      try keep(warnings, of: row, by: command.client, at: transaction.now, in: db)
      try record([consent], from: .statement, of: row, in: transaction)
      let stands = try consents(of: row, in: db).contains { $0.purpose == consent.purpose }
      return RecordedConsent(stands: stands, recordTime: transaction.now)
    }
  }

  /// Withdraws the consent of a person for a purpose. Allowed while the processing is restricted: it takes nothing but
  /// ends something.
  ///
  /// - Throws: `Refusal` when the person is not there or out of sight, or no such consent stood on the day.
  package func withdraw(
    _ withdrawal: ConsentWithdrawal,
    of person: OpaqueID,
    for viewer: Viewer,
    command: Command
  ) async throws -> RecordedWithdrawal {
    try await database.command(command) { transaction in
      let db = transaction.database
      let row = try recordablePerson(person, for: viewer, evenRestricted: true, in: db)
      let same = try sameRecords(as: row, in: db)
      guard try consentLog(of: same, in: db).stands(withdrawal.purpose, on: withdrawal.date) else {
        throw Refusal(.noConsent, "\(row.name) has no consent for this purpose")
      }
      try insert(ConsentDeclaration(withdrawal, recordTime: transaction.now), of: row.key, in: db)
      try settleConsents(of: same, in: transaction)
      let stillStands = try consents(of: row, in: db).contains { $0.purpose == withdrawal.purpose }
      return RecordedWithdrawal(
        sequence: try feedSequence(in: db),
        recordTime: transaction.now,
        persons: stillStands ? [] : same.map(\.id)
      )
    }
  }

  /// Everything that was declared about the consents of a person, and of whoever was merged into them.
  ///
  /// - Parameter known: Before when it was recorded; nothing: what is known now.
  /// - Throws: `Refusal` when the person is not there or out of sight.
  package func consentLog(of person: OpaqueID, known: Instant?, for viewer: Viewer) async throws -> ConsentLog {
    try await database.read { db in
      let row = try visiblePerson(person, for: viewer, in: db)
      try refuseMasked(row, for: viewer, in: db)
      return try consentLog(of: sameRecords(as: row, in: db), known: known, in: db)
    }
  }

  /// How far the feed has come.
  func feedSequence(in db: Database) throws -> Int64 {
    try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(sequence) FROM outbox")) ?? 0
  }

  /// Records consents of a person within a transaction.
  func record(
    _ consents: [Consent],
    from source: ConsentSource,
    of person: PersonRow,
    in transaction: WriteTransaction
  ) throws {
    guard !consents.isEmpty else { return }
    let db = transaction.database
    for consent in consents {
      let declaration = ConsentDeclaration(consent, source: source, recordTime: transaction.now)
      try insert(declaration, of: person.key, in: db)
    }
    try settleConsents(of: sameRecords(as: person, in: db), in: transaction)
  }

  /// Adds to a record what was declared to another while the two were one, as far as it protects.
  ///
  /// - Parameter time: When the two were merged.
  func keepWithdrawals(
    of kept: PersonRow,
    for parted: PersonRow,
    since time: Instant,
    in db: Database
  ) throws {
    let log = try consentLog(of: sameRecords(as: kept, in: db), in: db)
    let theirs = try consentLog(of: sameRecords(as: parted, in: db), in: db)
    for declaration in log.protecting(theirs, since: time) { try insert(declaration, of: parted.key, in: db) }
  }

  /// Derives anew which consents stand, and tells what became of them.
  ///
  /// - Parameter same: The records of one person, all of them.
  func settleConsents(of same: [PersonRow], in transaction: WriteTransaction) throws {
    let db = transaction.database
    let standing = try consentLog(of: same, in: db).standing()
    for person in same {
      let held = try standingConsents(of: person.key, in: db)
      for purpose in ConsentPurpose.allCases {
        let (now, before) = (standing.first { $0.purpose == purpose }, held.first { $0.purpose == purpose })
        guard now != before else { continue }
        if let now {
          try db.cachedStatement(
            sql: """
              INSERT OR REPLACE INTO standing_consent (person, purpose, given_date, given_by, channel)
              VALUES (?, ?, ?, ?, ?)
              """
          ).execute(arguments: [
            person.key, purpose.rawValue, now.givenDate.daysSinceEpoch, now.givenBy.rawValue, now.channel?.rawValue,
          ])
        } else {
          try db.cachedStatement(sql: "DELETE FROM standing_consent WHERE person = ? AND purpose = ?")
            .execute(arguments: [person.key, purpose.rawValue])
        }
        guard (now == nil) != (before == nil) else { continue }
        try tell(.consentChanged(person: person.id, purpose: purpose, given: now != nil), in: transaction)
      }
    }
  }

  /// The consents of a person that stand, by purpose.
  ///
  /// - Parameter known: Before when what counts was recorded; nothing: what is known now.
  func consents(of person: PersonRow, known: Instant? = nil, in db: Database) throws -> [Consent] {
    guard let known else { return try standingConsents(of: person.key, in: db) }
    return try consentLog(of: sameRecords(as: person, in: db), known: known, in: db).standing()
  }

  /// The consents that stand of the person of a key, by purpose.
  func standingConsents(of person: Int64, in db: Database) throws -> [Consent] {
    try Row.fetchAll(db.cachedStatement(sql: Self.standingConsentsSQL), arguments: [person]).map { row in
      Consent(
        purpose: try row.word("purpose"),
        givenDate: try row.date("given_date"),
        givenBy: try row.word("given_by"),
        channel: try row.optionalWord("channel")
      )
    }
  }

  static let standingConsentsSQL =
    "SELECT purpose, given_date, given_by, channel FROM standing_consent WHERE person = ? ORDER BY purpose"

  /// The records of one person: theirs, and those that were merged into it.
  func sameRecords(as person: PersonRow, in db: Database) throws -> [PersonRow] {
    [person] + (try mergedPersons(into: person.key, in: db))
  }

  /// What was declared to records of one person.
  private func consentLog(of same: [PersonRow], known: Instant? = nil, in db: Database) throws -> ConsentLog {
    // Of a record that was merged and that its municipality never confirmed nobody can say that the consents were given.
    let rows = try same.enumerated().flatMap { index, person in
      try Row.fetchAll(db.cachedStatement(sql: Self.consentDeclarationsSQL), arguments: [person.key])
        .filter { index == 0 || !person.isUnconfirmed || $0["given"] == false }
    }
    let inOrderOfRecording = rows.sorted { ($0["key"] as Int64) < ($1["key"] as Int64) }
    let declarations = try inOrderOfRecording.map(ConsentDeclaration.init)
    return ConsentLog(known.map { time in declarations.filter { $0.recordTime < time } } ?? declarations)
  }

  static let consentDeclarationsSQL = "SELECT * FROM consent_declaration WHERE person = ? ORDER BY key"

  private func insert(_ declaration: ConsentDeclaration, of person: Int64, in db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO consent_declaration
          (person, purpose, given, declared_date, declared_by, channel, source, recorded)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      person, declaration.purpose.rawValue, declaration.isGiven, declaration.date.daysSinceEpoch,
      declaration.declaredBy?.rawValue, declaration.channel?.rawValue, declaration.source.rawValue,
      declaration.recordTime.microseconds,
    ])
  }
}

extension ConsentDeclaration {
  fileprivate init(_ row: Row) throws {
    self.init(
      purpose: try row.word("purpose"),
      isGiven: row["given"],
      date: try row.date("declared_date"),
      declaredBy: try row.optionalWord("declared_by"),
      channel: try row.optionalWord("channel"),
      source: try row.word("source"),
      recordTime: Instant(microseconds: row["recorded"])
    )
  }
}
