import CareTypes
import Foundation
import GRDB
import ServiceCore
import ServiceRuntime

/// What passed over in a merge, by the keys of the rows, so that it can return.
struct PassedOver: Codable {
  struct Number: Codable {
    let hash: Data
    let held: Bool
  }

  var numbers: [Number] = []
  var asCaregiver: [Int64] = []
  var asRecipient: [Int64] = []
  var assessments: [Int64] = []
  var needs: [String] = []
  /// Hashes of numbers that were told of the one, and that the other has.
  var claims: [Data]?
  /// Those of them that the other has by the merge alone.
  var heldClaims: [Data]?
  /// Hash of the number that held of the one who is kept, and that another replaced.
  var replacedNumber: Data?
  /// Birth date of the one who is kept that the one of that number replaced, in days.
  var replacedBirthDate: Int?
  /// Evidence about the person.
  var evidence: [Int64]?
  /// The fields of the kept record that changed.
  var filled: [String]?
  /// Pairs of probable duplicates with others, which were closed.
  var pairs: [Int64]?

  init() {}

  init(_ row: Row) throws { self = try JSONDecoder().decode(PassedOver.self, from: row["passed"] as Data) }

  /// As it is kept.
  var text: String {
    get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
  }

  /// The care that passed over.
  var care: [Int64] { asCaregiver + asRecipient }
}

/// What passes between two records of a person, in a merge and when it is undone.
extension RegistrationStore {
  /// Lets a care situation be of these two people.
  func setPeople(of care: CareRow, caregiver: Int64, recipient: Int64, in transaction: WriteTransaction) throws {
    let db = transaction.database
    try db.cachedStatement(sql: "UPDATE care_situation SET caregiver = ?, recipient = ? WHERE key = ?")
      .execute(arguments: [caregiver, recipient, care.key])
    if care.joinedInto != nil { return }
    try revise(care, .completed, at: transaction.now, in: db)
    try showCareSituation(care.key, of: [caregiver, recipient], in: db)
  }

  /// Passes one number, sealed anew under the key of its new owner.
  func pass(number hash: Data, from: PersonRow, to: PersonRow, held: Bool, in db: Database) throws {
    guard let opening = try cipher(of: from, in: db), let sealing = try cipher(of: to, in: db),
      let digits = try Data.fetchOne(
        db.cachedStatement(sql: "SELECT digits FROM person_identifier WHERE hash = ? AND person = ?"),
        arguments: [hash, from.key]
      )
    else { return }
    let sealed = try sealing.seal(opening.open(digits, at: Self.numberPlace), at: Self.numberPlace)
    try db.cachedStatement(sql: "UPDATE person_identifier SET person = ?, digits = ?, current = ? WHERE hash = ?")
      .execute(arguments: [to.key, sealed, held, hash])
  }

  /// Passes one assessment, sealed anew under the key of its new owner.
  func pass(assessment key: Int64, from: PersonRow, to: PersonRow, in db: Database) throws {
    guard let opening = try cipher(of: from, in: db), let sealing = try cipher(of: to, in: db),
      let content = try Data.fetchOne(
        db.cachedStatement(sql: "SELECT content FROM assessment WHERE key = ? AND person = ?"),
        arguments: [key, from.key]
      )
    else { return }
    let sealed = try sealing.seal(opening.openBytes(content, at: Self.assessmentPlace), at: Self.assessmentPlace)
    try db.cachedStatement(sql: "UPDATE assessment SET person = ?, content = ? WHERE key = ?")
      .execute(arguments: [to.key, sealed, key])
  }

  /// A record as the rules of merging look at it.
  func mergedRecord(of row: PersonRow, today: CalendarDate, in db: Database) throws -> MergedRecord {
    guard let identity = try identity(of: row, in: db) else { throw Refusal(.internal, "A person has no identity") }
    return MergedRecord(
      identity: identity,
      birthDate: row.birthDate,
      insz: try nationalNumber(of: row, today: today, in: db)?.insz,
      reach: row.reach,
      isSealed: row.isSealed
    )
  }

  /// Writes what the rules of merging made of a record; the numbers have passed already.
  func write(_ record: MergedRecord, of row: PersonRow, in transaction: WriteTransaction) throws {
    guard let cipher = try cipher(of: row, in: transaction.database) else {
      throw Refusal(.internal, "A person has no key")
    }
    try write(record.identity, record.reach, birthDate: record.birthDate, of: row, cipher, in: transaction)
    guard record.isSealed != row.isSealed else { return }
    try transaction.database.cachedStatement(sql: "UPDATE person SET sealed = ? WHERE key = ?")
      .execute(arguments: [record.isSealed, row.key])
    if record.isSealed { try shield(row, in: transaction) }
  }

  /// Tells care situations anew, each once.
  func tellChange(ofAll keys: [Int64], in transaction: WriteTransaction) throws {
    for key in Set(keys).sorted() { try tellChange(of: careSituation(key, in: transaction.database), in: transaction) }
  }
}
