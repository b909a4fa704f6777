import CareTypes
import Foundation
import GRDB
import RegistrationDomain
import ServiceCore
import ServiceRuntime

extension MergeStore {
  /// Assigns a care situation to these two people.
  func setPeople(of care: CareRow, caregiver: Int64, recipient: Int64, in transaction: WriteTransaction) throws {
    let db = transaction.database
    try db.cachedStatement(sql: "UPDATE care_situation SET caregiver = ?, recipient = ? WHERE key = ?")
      .execute(arguments: [caregiver, recipient, care.key])
    if care.joinedInto != nil { return }
    try careRecords.revise(care, .completed, at: transaction.now, in: db)
    try visibility.showCareSituation(care.key, of: [caregiver, recipient], in: db)
  }

  /// Transfers a number, encrypted again under the key of its new owner.
  func pass(number hash: Data, from: PersonRow, to: PersonRow, held: Bool, in db: Database) throws {
    guard let opening = try personRecords.cipher(of: from, in: db),
      let sealing = try personRecords.cipher(of: to, in: db),
      let digits = try Data.fetchOne(
        db.cachedStatement(sql: "SELECT digits FROM person_identifier WHERE hash = ? AND person = ?"),
        arguments: [hash, from.key]
      )
    else { return }
    let sealed = try sealing.seal(opening.open(digits, at: SealedField.number), at: SealedField.number)
    try db.cachedStatement(sql: "UPDATE person_identifier SET person = ?, digits = ?, current = ? WHERE hash = ?")
      .execute(arguments: [to.key, sealed, held, hash])
  }

  /// Transfers an assessment, encrypted again under the key of its new owner.
  func pass(assessment key: Int64, from: PersonRow, to: PersonRow, in db: Database) throws {
    guard let opening = try personRecords.cipher(of: from, in: db),
      let sealing = try personRecords.cipher(of: to, in: db),
      let content = try Data.fetchOne(
        db.cachedStatement(sql: "SELECT content FROM assessment WHERE key = ? AND person = ?"),
        arguments: [key, from.key]
      )
    else { return }
    let sealed = try sealing.seal(opening.openBytes(content, at: SealedField.assessment), at: SealedField.assessment)
    try db.cachedStatement(sql: "UPDATE assessment SET person = ?, content = ? WHERE key = ?")
      .execute(arguments: [to.key, sealed, key])
  }

  /// A record as the rules of merging compare it.
  func mergedRecord(of row: PersonRow, today: CalendarDate, in db: Database) throws -> MergedRecord {
    guard let identity = try personRecords.identity(of: row, in: db) else {
      throw Refusal(.internal, "A person has no identity")
    }
    return MergedRecord(
      identity: identity,
      birthDate: row.birthDate,
      insz: try nationalNumber(of: row, today: today, in: db)?.insz,
      contactPreferences: row.contactPreferences,
      isSealed: row.isSealed
    )
  }

  /// Writes a record as the rules of merging changed it; the numbers were transferred before.
  func writeMerged(_ record: MergedRecord, of row: PersonRow, in transaction: WriteTransaction) throws {
    guard let cipher = try personRecords.cipher(of: row, in: transaction.database) else {
      throw Refusal(.internal, "A person has no key")
    }
    try personChanges.writeIdentity(
      record.identity,
      record.contactPreferences,
      birthDate: record.birthDate,
      of: row,
      cipher,
      in: transaction
    )
    guard record.isSealed != row.isSealed else { return }
    try transaction.database.cachedStatement(sql: "UPDATE person SET sealed = ? WHERE key = ?")
      .execute(arguments: [record.isSealed, row.key])
    if record.isSealed { try careEvents.shield(row, in: transaction) }
  }
}
