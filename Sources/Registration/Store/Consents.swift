package import CareTypes
import GRDB
package import ServiceRuntime

extension RegistrationStore {
  /// Records a consent of a person; one that stands for the same purpose is replaced and stays as history.
  ///
  /// - Throws: `Refusal` when the person is not there or out of sight, or was merged, erased or restricted.
  package func record(
    _ consent: Consent,
    of person: OpaqueID,
    confirmed: Set<PlausibilityRule> = [],
    for viewer: Viewer,
    command: Command
  ) async throws -> Instant {
    try await database.command(command) { transaction in
      let row = try changeablePerson(person, for: viewer, in: transaction.database)
      let warnings = try refuseImplausible(consent, of: row, confirmed: confirmed, for: viewer)
      try keep(warnings, of: row, by: command.client, at: transaction.now, in: transaction.database)
      try record(consent, of: row, in: transaction)
      return transaction.now
    }
  }

  /// What a withdrawal answers.
  package struct Withdrawal: Codable, Sendable, Hashable {
    /// Its place in the feed.
    package let sequence: Int64
    /// When it was recorded.
    package let recordTime: Instant
    /// The person, and whoever was merged into them: what was planned for any of them is taken back.
    package let persons: [OpaqueID]
  }

  /// Withdraws the consent of a person for a purpose. Allowed while the processing is restricted: it takes nothing but
  /// ends something.
  ///
  /// - Throws: `Refusal` when the person is not there or out of sight, or no such consent stands.
  package func withdraw(
    _ purpose: ConsentPurpose,
    of person: OpaqueID,
    for viewer: Viewer,
    command: Command
  ) async throws -> Withdrawal {
    try await database.command(command) { transaction in
      let db = transaction.database
      let row = try changeablePerson(person, for: viewer, evenRestricted: true, in: db)
      guard try endConsent(purpose, of: row.key, at: transaction.now, in: db) else {
        throw Refusal(.noConsent, "\(row.name) has no consent for this purpose")
      }
      try tell(.consentChanged(person: person, purpose: purpose, given: false), in: transaction)
      return Withdrawal(
        sequence: try feedSequence(in: db),
        recordTime: transaction.now,
        persons: [person] + (try mergedPersons(into: row.key, in: db).map(\.id))
      )
    }
  }

  /// How far the feed has come.
  func feedSequence(in db: Database) throws -> Int64 {
    try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(sequence) FROM outbox")) ?? 0
  }

  /// Records a consent within a transaction.
  func record(_ consent: Consent, of person: PersonRow, in transaction: WriteTransaction) throws {
    let db = transaction.database
    _ = try endConsent(consent.purpose, of: person.key, at: transaction.now, in: db)
    try db.cachedStatement(
      sql: "INSERT INTO consent (person, purpose, given_date, given_by, channel, recorded) VALUES (?, ?, ?, ?, ?, ?)"
    ).execute(arguments: [
      person.key, consent.purpose.rawValue, consent.givenDate.daysSinceEpoch, consent.givenBy.rawValue,
      consent.channel?.rawValue, transaction.now.microseconds,
    ])
    try tell(.consentChanged(person: person.id, purpose: consent.purpose, given: true), in: transaction)
  }

  /// Ends the consent that stands for a purpose.
  ///
  /// - Returns: Whether one stood.
  func endConsent(_ purpose: ConsentPurpose, of person: Int64, at now: Instant, in db: Database) throws -> Bool {
    try db.cachedStatement(
      sql: "UPDATE consent SET withdrawn = ? WHERE person = ? AND purpose = ? AND withdrawn IS NULL"
    ).execute(arguments: [now.microseconds, person, purpose.rawValue])
    return db.changesCount > 0
  }
}
