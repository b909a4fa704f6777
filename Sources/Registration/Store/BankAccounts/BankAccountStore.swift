package import CareTypes
import Foundation
package import RegistrationDomain
import ServiceCore
package import ServiceRuntime

/// Bank accounts of people.
package struct BankAccountStore: Sendable {
  let database: ServiceDatabase
  let personRecords: PersonRecords
  let visibility: Visibility

  /// Sets the account of a person from a day on: it ends the former one, and removes those of later days.
  ///
  /// - Returns: That day: a repeat on a later day has the day of the first call.
  /// - Throws: `Refusal` when the person does not exist, is not visible, lives elsewhere, was erased, or is restricted.
  package func set(
    _ iban: IBAN,
    heldBy holder: String?,
    from day: Int,
    of id: OpaqueID,
    for viewer: Viewer,
    command: Command
  ) async throws -> Int {
    try await database.command(command) { transaction in
      let db = transaction.connection
      let person = try ownPerson(id, for: viewer, in: db)
      guard let cipher = try personRecords.cipher(of: person) else { throw Refusal(.internal, "A person has no key") }
      try BankAccountRows.end(of: person.key, on: day, in: db)
      let content = BankAccountRows.Content(iban: iban.compact, holder: holder)
      try db.execute(
        "INSERT INTO bank_account (person, content, first_day, recorded) VALUES (?, ?, ?, ?)",
        [
          person.key, try cipher.seal(json: content, at: SealedField.bankAccount), day, transaction.now.microseconds,
        ]
      )
      return day
    }
  }

  /// Removes the account of a person from a day on.
  ///
  /// - Throws: `Refusal` as `set`, and when there is no account from that day on.
  package func remove(from day: Int, of id: OpaqueID, for viewer: Viewer, command: Command) async throws {
    _ = try await database.command(command) { transaction in
      let db = transaction.connection
      let person = try ownPerson(id, for: viewer, in: db)
      var ended = 0
      for same in try personRecords.sameRecords(as: person, in: db) {
        ended += try BankAccountRows.end(of: same.key, on: day, in: db)
      }
      guard ended > 0 else { throw Self.missing(id) }
      return true
    }
  }

  /// The account of a person on a day.
  ///
  /// - Throws: `Refusal` when the person does not exist, is not visible or lives elsewhere, and when there is no account.
  package func account(of id: OpaqueID, on day: Int, for viewer: Viewer) async throws -> BankAccount {
    try await database.read { db in
      let person = try visibility.visiblePerson(id, for: viewer, in: db)
      try visibility.requireAtHome(person, for: viewer, in: db)
      guard let account = try account(of: person, on: day, in: db) else { throw Self.missing(id) }
      return account
    }
  }

  /// The accounts of those who can be paid on a day. People who were erased, who have no account, whose record is restricted or
  /// not confirmed, or whose sealed record the viewer does not open, are left out. Where someone lives does not matter: who moved away is still paid what was due.
  package func payable(
    _ ids: [OpaqueID],
    on day: Int,
    for viewer: Viewer
  ) async throws -> [PayableAccount] {
    try await database.read { db in
      try ids.compactMap { id in
        guard var person = try personRecords.person(id, in: db) else { return nil }
        while let kept = person.mergedInto { person = try personRecords.person(kept, in: db) }
        if person.isErased || person.isRestricted || person.unconfirmedIn != nil { return nil }
        if person.isSealed, try !visibility.sees(viewer, person, in: db) { return nil }
        guard let account = try account(of: person, on: day, in: db),
          let identity = try personRecords.identity(of: person)
        else { return nil }
        let name = "\(identity.givenNames) \(identity.familyName)"
        return PayableAccount(person: id, holder: account.holder ?? name, iban: account.iban)
      }
    }
  }

  /// A person whose record the viewer keeps, and about whom something may be recorded.
  private func ownPerson(_ id: OpaqueID, for viewer: Viewer, in db: Connection) throws -> PersonRow {
    let person = try visibility.recordablePerson(id, for: viewer, in: db)
    try visibility.requireAtHome(person, for: viewer, in: db)
    return person
  }

  /// The account of a person on a day, or of a record that was merged into theirs.
  private func account(of person: PersonRow, on day: Int, in db: Connection) throws -> BankAccount? {
    for same in try personRecords.sameRecords(as: person, in: db) {
      guard let cipher = try personRecords.cipher(of: same),
        let row = try db.row(BankAccountRows.accountSQL, [same.key, day, day])
      else { continue }
      return try BankAccountRows.account(row, cipher)
    }
    return nil
  }

  private static func missing(_ id: OpaqueID) -> Refusal {
    .notFound("The bank account of \(ResourceCollection.persons.name(id))")
  }
}
