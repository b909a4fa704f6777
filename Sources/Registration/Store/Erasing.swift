package import CareTypes
import Foundation
import GRDB
package import ServiceRuntime

extension RegistrationStore {
  /// Erases a person, and whoever was merged into them, by destroying their keys. Their care ends on this day; what was
  /// counted of earlier days stays as it was.
  ///
  /// - Throws: `Refusal` when the person is not there, out of sight, merged or erased, or for a stale etag.
  package func erase(
    _ id: OpaqueID,
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> Instant {
    let time = try await database.command(command) { transaction in
      let db = transaction.database
      let person = try changeablePerson(id, for: viewer, evenRestricted: true, in: db)
      try ETag.check(etag, person.revision, of: person.name)
      try erase(person, today: viewer.today, in: transaction)
      return transaction.now
    }
    // Also when the answer was given before: the process may have stopped between the two.
    try await database.emptyLog()
    return time
  }

  /// Erases a person within a transaction; the log is emptied after it.
  func erase(_ person: PersonRow, today: CalendarDate, in transaction: WriteTransaction) throws {
    let db = transaction.database
    for care in try careSituations(ofPerson: person.key, in: db) { try erase(care, today: today, in: transaction) }
    for merged in try mergedPersons(into: person.key, in: db) { try eraseRecord(of: merged, in: transaction) }
    try eraseRecord(of: person, in: transaction)
    try tell(.personErased(person: person.id), in: transaction)
  }

  /// Everyone who was merged into a person, and into those.
  func mergedPersons(into key: Int64, in db: Database) throws -> [PersonRow] {
    let direct = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT * FROM person WHERE merged_into = ?"),
      arguments: [key]
    ).map(PersonRow.init)
    return try direct.flatMap { [$0] + (try mergedPersons(into: $0.key, in: db)) }
  }

  /// Ends a care situation, and erases what it holds beside its terms.
  private func erase(_ care: CareRow, today: CalendarDate, in transaction: WriteTransaction) throws {
    let db = transaction.database
    try db.cachedStatement(sql: "DELETE FROM evidence WHERE care_situation = ?").execute(arguments: [care.key])
    try db.cachedStatement(sql: "UPDATE care_situation SET contact_point = NULL, data_key = NULL WHERE key = ?")
      .execute(arguments: [care.key])
    if let key = care.dataKey { try dataKeys.destroy(key, in: db) }
    guard !care.span.ends(before: today) else { return }
    let span = try DateSpan(start: care.span.start, end: max(care.span.start, today))
    let ended = try revise(care, .ended, span: span, endReason: .erased, at: transaction.now, in: db)
    try tellChange(of: ended, in: transaction)
  }

  private func eraseRecord(of person: PersonRow, in transaction: WriteTransaction) throws {
    let db = transaction.database
    let numbers = try Data.fetchAll(
      db.cachedStatement(sql: "SELECT hash FROM person_identifier WHERE person = ?"),
      arguments: [person.key]
    )
    for number in numbers {
      let drafts = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT draft.* FROM draft_person JOIN draft ON draft.key = draft_person.draft
            WHERE draft_person.hash = ? AND draft.state = 'open'
            """
        ),
        arguments: [number]
      )
      for draft in drafts { try drop(draft, .doesNotWant, in: transaction) }
    }
    for row in try duplicates(ofPerson: person.key, in: db) {
      try db.cachedStatement(sql: "DELETE FROM duplicate_municipality WHERE duplicate = ?")
        .execute(arguments: [row["key"] as Int64])
      try db.cachedStatement(sql: "DELETE FROM duplicate WHERE key = ?").execute(arguments: [row["key"] as Int64])
    }
    for table in ["person_identifier", "consent", "assessment", "need"] {
      try db.cachedStatement(sql: "DELETE FROM \(table) WHERE person = ?").execute(arguments: [person.key])
    }
    try db.cachedStatement(sql: "UPDATE residence SET address = NULL WHERE person = ?").execute(arguments: [person.key])
    try db.cachedStatement(sql: "UPDATE merge SET passed = '{}' WHERE merged = ?").execute(arguments: [person.key])
    // The month of birth stays, for the counts by age of earlier days.
    let month = try person.birthDate.map { try CalendarDate(year: $0.year, month: $0.month, day: 1) }
    try db.cachedStatement(
      sql: """
        UPDATE person SET identity = NULL, data_key = NULL, name_hash = NULL, birth_date = ?, channel = 'none',
          digital_skill = NULL, has_trusted_adult = 0, erased = ?, revision = revision + 1
        WHERE key = ?
        """
    ).execute(arguments: [month?.daysSinceEpoch, transaction.now.microseconds, person.key])
    if let key = person.dataKey { try dataKeys.destroy(key, in: db) }
  }
}
