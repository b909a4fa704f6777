import CareTypes
import Foundation
import RegistrationDomain
import ServiceCore
import ServiceRuntime

extension MergeStore {
  /// Assigns a care situation to these two people.
  func setPeople(of care: CareRow, caregiver: Int64, recipient: Int64, in transaction: WriteTransaction) throws {
    let db = transaction.connection
    try db.execute(
      "UPDATE care_situation SET caregiver = ?, recipient = ? WHERE key = ?",
      [caregiver, recipient, care.key]
    )
    if care.joinedInto != nil { return }
    try careRecords.revise(care, .completed, at: transaction.now, in: db)
    try visibility.showCareSituation(care.key, of: [caregiver, recipient], in: db)
  }

  /// Transfers a number, encrypted again under the key of its new owner.
  func transfer(number hash: Data, from: PersonRow, to: PersonRow, isInForce: Bool, in db: Connection) throws {
    guard let opening = try personRecords.cipher(of: from),
      let sealing = try personRecords.cipher(of: to),
      let digits = try db.value(
        Data.self,
        "SELECT digits FROM person_identifier WHERE hash = ? AND person = ?",
        [hash, from.key]
      )
    else { return }
    let sealed = try sealing.seal(opening.open(digits, at: SealedField.number), at: SealedField.number)
    try db.execute(
      "UPDATE person_identifier SET person = ?, digits = ?, current = ? WHERE hash = ?",
      [to.key, sealed, isInForce, hash]
    )
  }

  /// Transfers an assessment, encrypted again under the key of its new owner.
  func transfer(assessment key: Int64, from: PersonRow, to: PersonRow, in db: Connection) throws {
    guard let opening = try personRecords.cipher(of: from),
      let sealing = try personRecords.cipher(of: to),
      let content = try db.value(
        Data.self,
        "SELECT content FROM assessment WHERE key = ? AND person = ?",
        [key, from.key]
      )
    else { return }
    let sealed = try sealing.seal(opening.openBytes(content, at: SealedField.assessment), at: SealedField.assessment)
    try db.execute("UPDATE assessment SET person = ?, content = ? WHERE key = ?", [to.key, sealed, key])
  }

  /// A record as the rules of merging compare it.
  func mergedRecord(of row: PersonRow, today: CalendarDate, in db: Connection) throws -> MergedRecord {
    guard let identity = try personRecords.identity(of: row) else {
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
    guard let cipher = try personRecords.cipher(of: row) else {
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
    try transaction.connection.execute("UPDATE person SET sealed = ? WHERE key = ?", [record.isSealed, row.key])
    if record.isSealed { try registrationOutbox.publishShield(of: row, in: transaction) }
  }
}
