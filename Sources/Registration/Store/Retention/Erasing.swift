package import CareTypes
import Foundation
import GRDB
package import ServiceRuntime

/// What an erasure answers.
package struct ErasedPerson: Codable, Sendable, Hashable {
  /// When the keys were destroyed.
  package let eraseTime: Instant
  /// Open drafts in the viewer's sight that may tell of the person still.
  package let possibleDrafts: [PossibleDraft]

  /// An answer.
  init(eraseTime: Instant, possibleDrafts: [PossibleDraft]) {
    self.eraseTime = eraseTime
    self.possibleDrafts = possibleDrafts
  }

  /// Reads an answer, also one that was kept when the time alone was answered.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    eraseTime = try values.decodeIfPresent(Instant.self, forKey: .eraseTime) ?? Instant(from: decoder)
    possibleDrafts = try values.decodeIfPresent([PossibleDraft].self, forKey: .possibleDrafts) ?? []
  }
}

extension RegistrationStore {
  /// Erases a person, and whoever was merged into them, by destroying their keys. Their care ends on this day; what was
  /// counted of earlier days stays as it was. Drafts that are about them beyond doubt are dropped; those that may be are
  /// answered.
  ///
  /// - Throws: `Refusal` when the person is not there, out of sight, merged or erased, or for a stale etag.
  package func erase(
    _ id: OpaqueID,
    etag: String,
    for viewer: Viewer,
    command: Command
  ) async throws -> ErasedPerson {
    let erased = try await database.command(command) { transaction in
      let db = transaction.database
      let person = try changeablePerson(id, for: viewer, evenRestricted: true, in: db)
      try requireAtHome(person, for: viewer, in: db)
      try ETag.check(etag, person.revision, of: person.name)
      // Nothing tells any more who they were once they are erased.
      let records = try [person] + mergedPersons(into: person.key, in: db)
      let drafts = try possibleDrafts(about: records, for: viewer, in: db)
      for record in records {
        for draft in try self.drafts(about: record, today: viewer.today, in: db) {
          try drop(draft.row, .doesNotWant, in: transaction)
        }
      }
      try erase(person, today: viewer.today, in: transaction)
      return ErasedPerson(eraseTime: transaction.now, possibleDrafts: drafts)
    }
    // Also when the answer was given before: the process may have stopped between the two.
    try await database.emptyLog()
    return erased
  }

  /// Erases the records of a person within a transaction; the log is emptied after it. Open drafts stay: who is forgotten
  /// because their care ended long ago may be in care again.
  func erase(_ person: PersonRow, today: CalendarDate, in transaction: WriteTransaction) throws {
    let db = transaction.database
    let situations = try careSituations(ofPerson: person.key, withJoined: true, in: db)
    try db.cachedStatement(sql: "DELETE FROM evidence WHERE person = ?").execute(arguments: [person.key])
    // Before any key is destroyed: one may seal evidence of another care situation with which it was taken together.
    for care in situations {
      try db.cachedStatement(sql: "DELETE FROM evidence WHERE care_situation = ?").execute(arguments: [care.key])
    }
    for care in situations { try erase(care, today: today, in: transaction) }
    let merged = try mergedPersons(into: person.key, in: db)
    for same in merged { try eraseRecord(of: same, in: transaction) }
    try eraseRecord(of: person, in: transaction)
    for care in situations { try tellChange(of: careSituation(care.key, in: db), in: transaction) }
    for same in [person] + merged { try tell(.personErased(person: same.id), in: transaction) }
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
    try db.cachedStatement(sql: "UPDATE care_situation SET contact_point = NULL, data_key = NULL WHERE key = ?")
      .execute(arguments: [care.key])
    if let key = care.dataKey { try destroy(dataKey: key, in: db) }
    try takeBackFacts(of: care.key, in: db)
    try forgetImportedRows(of: care.key, in: db)
    try forgetConfirmedWarnings(of: care.key, in: db)
    guard !care.span.ends(before: today) else { return }
    // Care that was still to begin ends on this day too: nothing may be active of someone who is no longer known.
    let span = try DateSpan(start: min(care.span.start, today), end: today)
    var terms = try terms(of: care.key, db)
    terms.begin(on: span.start)
    try revise(
      care,
      .ended,
      span: span,
      endReason: .erased,
      terms: care.span.start > today ? terms : nil,
      at: transaction.now,
      in: db
    )
  }

  private func eraseRecord(of person: PersonRow, in transaction: WriteTransaction) throws {
    let db = transaction.database
    for row in try duplicates(ofPerson: person.key, in: db) {
      try db.cachedStatement(sql: "DELETE FROM duplicate_municipality WHERE duplicate = ?")
        .execute(arguments: [row["key"] as Int64])
      try db.cachedStatement(sql: "DELETE FROM duplicate WHERE key = ?").execute(arguments: [row["key"] as Int64])
    }
    for table in [
      "person_identifier", "number_claim", "standing_consent", "consent_declaration", "assessment", "need",
      "likeness_key", "confirmed_warning",
    ] {
      try db.cachedStatement(sql: "DELETE FROM \(table) WHERE person = ?").execute(arguments: [person.key])
    }
    try db.cachedStatement(sql: "UPDATE residence SET address = NULL WHERE person = ?").execute(arguments: [person.key])
    try db.cachedStatement(sql: "UPDATE merge SET passed = '{}' WHERE merged = ?").execute(arguments: [person.key])
    let birthDate = try birthDateToCount(person, in: db)
    try db.cachedStatement(
      sql: """
        UPDATE person SET identity = NULL, data_key = NULL, name_hash = NULL, birth_date = ?, channel = 'none',
          digital_skill = NULL, has_trusted_adult = 0, unconfirmed_in = NULL, erased = ?, revision = revision + 1
        WHERE key = ?
        """
    ).execute(arguments: [birthDate?.daysSinceEpoch, transaction.now.microseconds, person.key])
    if let key = person.dataKey { try destroy(dataKey: key, in: db) }
  }

  /// What stays of a birth date, for the counts by age of earlier days: the month, and the day only where someone cared
  /// in a month in which they came into another age band.
  private func birthDateToCount(_ person: PersonRow, in db: Database) throws -> CalendarDate? {
    guard let birthDate = person.birthDate else { return nil }
    let month = try CalendarDate(year: birthDate.year, month: birthDate.month, day: 1)
    let spans = try careSituations(ofPerson: person.key, in: db).filter { $0.caregiver == person.key }.map(\.span)
    // Caregivers alone are counted.
    if spans.isEmpty { return nil }
    let rests = spans.contains { span in
      (span.start.year...max(span.start.year, span.end?.year ?? CalendarDate.years.upperBound)).contains { year in
        guard let first = try? CalendarDate(year: year, month: month.month, day: 1),
          let eve = try? first.adding(days: birthDate.day - 2), first <= eve,
          let days = try? DateSpan(start: first, end: eve), days.overlaps(span)
        else { return false }
        return AgeBand(age: birthDate.fullYears(until: first)) != AgeBand(age: month.fullYears(until: first))
      }
    }
    return rests ? birthDate : month
  }
}
