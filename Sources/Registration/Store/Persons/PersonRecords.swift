import CareTypes
import Foundation
import GRDB
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Reads and writes the rows of persons, their numbers and their residences.
struct PersonRecords: Sendable {
  let dataKeys: DataKeys
  let lookupHashes: LookupHashes

  /// The records of one person: theirs, and those that were merged into it.
  func sameRecords(as person: PersonRow, in db: Database) throws -> [PersonRow] {
    [person] + (try mergedPersons(into: person.key, in: db))
  }

  func needs(of person: Int64, in db: Database) throws -> [SupportArea] {
    try String.fetchAll(
      db.cachedStatement(sql: "SELECT area FROM need WHERE person = ? ORDER BY area"),
      arguments: [person]
    ).compactMap(SupportArea.init(rawValue:))
  }

  /// The row of a key.
  func person(_ key: Int64, in db: Database) throws -> PersonRow {
    guard
      let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM person WHERE key = ?"), arguments: [key])
    else { throw Refusal(.internal, "A person is not there") }
    return try PersonRow(row)
  }

  /// The rows of several keys.
  func persons(_ keys: some Sequence<Int64>, in db: Database) throws -> [Int64: PersonRow] {
    let rows = try Row.fetchAll(db.cachedStatement(sql: Self.personsSQL), arguments: [KeyList(Set(keys)).json])
    return try Dictionary(uniqueKeysWithValues: rows.map { ($0["key"], try PersonRow($0)) })
  }

  static let personsSQL = "SELECT * FROM person WHERE key IN (SELECT value FROM json_each(?))"

  /// The row of an id.
  func person(_ id: OpaqueID, in db: Database) throws -> PersonRow? {
    try Row.fetchOne(db.cachedStatement(sql: "SELECT * FROM person WHERE id = ?"), arguments: [id.text])
      .map(PersonRow.init)
  }

  /// The key of the person whom a number finds, also an earlier one.
  func personKey(of number: PersonNumber, in db: Database) throws -> Int64? {
    try personKey(ofHash: lookupHashes.hash(of: number), in: db)
  }

  /// The key of the person whom a number finds, by the hash of the number.
  func personKey(ofHash hash: Data, in db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT person FROM person_identifier WHERE hash = ?"),
      arguments: [hash]
    )
  }

  /// Increases the revision of a person.
  ///
  /// - Returns: The new revision.
  @discardableResult
  func bumpRevision(of person: PersonRow, in db: Database) throws -> Int64 {
    try db.cachedStatement(sql: "UPDATE person SET revision = revision + 1 WHERE key = ?")
      .execute(arguments: [person.key])
    return person.revision + 1
  }

  /// Sets the municipality whose confirmation a record awaits.
  func setUnconfirmed(in municipality: NISCode?, _ person: PersonRow, in db: Database) throws {
    try db.cachedStatement(sql: "UPDATE person SET unconfirmed_in = ? WHERE key = ?")
      .execute(arguments: [municipality?.digits, person.key])
  }

  /// Everyone who was merged into a person, directly or through others.
  func mergedPersons(into key: Int64, in db: Database) throws -> [PersonRow] {
    let direct = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT * FROM person WHERE merged_into = ?"),
      arguments: [key]
    ).map(PersonRow.init)
    return try direct.flatMap { [$0] + (try mergedPersons(into: $0.key, in: db)) }
  }
}
