import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Erases persons within a transaction.
struct PersonErasure: Sendable {
  let personRecords: PersonRecords
  let careRecords: CareRecords
  let evidenceRecords: EvidenceRecords
  let duplicateRecords: DuplicateRecords
  let registrationOutbox: RegistrationOutbox

  /// Forgets the rows that became a care situation.
  func forgetImportedRows(of care: Int64, in db: Connection) throws {
    let rows = try db.rows("SELECT key, traces FROM imported_row WHERE care_situation = ?", [care])
    for row in rows {
      let key: Int64 = row["key"]
      for hash in PackedHashes(bytes: row["traces"]).hashes {
        try db.execute("DELETE FROM imported_row_trace WHERE hash = ? AND imported_row = ?", [hash, key])
      }
      try db.execute("DELETE FROM imported_row WHERE key = ?", [key])
    }
  }

  /// Erases the records of a person within a transaction; the caller empties the write-ahead log after it. Open drafts
  /// stay: someone who is erased because their care ended long ago may be in care again.
  func erase(_ person: PersonRow, today: CalendarDate, in transaction: WriteTransaction) throws {
    let db = transaction.connection
    let situations = try careRecords.careSituations(ofPerson: person.key, withJoined: true, in: db)
    try db.execute("DELETE FROM evidence WHERE person = ?", [person.key])
    // Before any key is destroyed: one may seal evidence of another care situation with which it was taken together.
    for care in situations {
      try db.execute("DELETE FROM evidence WHERE care_situation = ?", [care.key])
    }
    for care in situations { try erase(care, today: today, in: transaction) }
    let merged = try personRecords.mergedPersons(into: person.key, in: db)
    for same in merged { try eraseRecord(of: same, in: transaction) }
    try eraseRecord(of: person, in: transaction)
    for care in situations {
      try registrationOutbox.publishFacts(of: careRecords.careSituation(care.key, in: db), in: transaction)
    }
    for same in [person] + merged { try registrationOutbox.publish(.personErased(person: same.id), in: transaction) }
  }

  /// Ends a care situation, and erases everything but its terms.
  private func erase(_ care: CareRow, today: CalendarDate, in transaction: WriteTransaction) throws {
    let db = transaction.connection
    try db.execute("UPDATE care_situation SET contact_point = NULL, data_key = NULL WHERE key = ?", [care.key])
    if let key = care.dataKey { try evidenceRecords.destroy(dataKey: key, in: db) }
    try registrationOutbox.removeFacts(of: care.key, in: db)
    try forgetImportedRows(of: care.key, in: db)
    try db.execute("DELETE FROM confirmed_warning WHERE care_situation = ?", [care.key])
    guard let span = try Retention.endOfErasedCare(care.span, today: today) else { return }
    var terms = try careRecords.terms(of: care.key, db)
    terms.begin(on: span.start)
    try careRecords.revise(
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
    let db = transaction.connection
    for row in try duplicateRecords.duplicates(ofPerson: person.key, in: db) {
      try db.execute("DELETE FROM duplicate_municipality WHERE duplicate = ?", [row["key"] as Int64])
      try db.execute("DELETE FROM duplicate WHERE key = ?", [row["key"] as Int64])
    }
    for table in [
      "person_identifier", "number_claim", "standing_consent", "consent_declaration", "assessment", "need",
      "confirmed_warning", "bank_account",
    ] {
      try db.execute("DELETE FROM \(table) WHERE person = ?", [person.key])
    }
    try duplicateRecords.forgetLikenessKeys(of: person.key, in: db)
    try db.execute("UPDATE residence SET address = NULL WHERE person = ?", [person.key])
    try db.execute("UPDATE merge SET passed = '{}' WHERE merged = ?", [person.key])
    let birthDate = try birthDateToCount(person, in: db)
    try db.execute(
      """
      UPDATE person SET identity = NULL, data_key = NULL, birth_date = ?, channel = 'none',
        digital_skill = NULL, has_trusted_adult = 0, unconfirmed_in = NULL, erased = ?, revision = revision + 1
      WHERE key = ?
      """,
      [birthDate?.daysSinceEpoch, transaction.now.microseconds, person.key]
    )
    if let key = person.dataKey?.key { try evidenceRecords.destroy(dataKey: key, in: db) }
  }

  /// What is kept of the birth date of someone who is erased.
  private func birthDateToCount(_ person: PersonRow, in db: Connection) throws -> CalendarDate? {
    guard let birthDate = person.birthDate else { return nil }
    let care = try careRecords.careSituations(ofPerson: person.key, in: db).filter { $0.caregiver == person.key }
    return try Retention.birthDateToKeep(birthDate, of: care.map(\.span))
  }
}
