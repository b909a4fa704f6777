import CareTypes
import Foundation
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Reads and writes the rows of persons, their numbers and their residences.
struct PersonRecords: Sendable {
  let dataKeys: DataKeys
  let lookupHashes: LookupHashes

  /// The records of one person: theirs, and those that were merged into it.
  func sameRecords(as person: PersonRow, in db: Connection) throws -> [PersonRow] {
    [person] + (try mergedPersons(into: person.key, in: db))
  }

  func needs(of person: Int64, in db: Connection) throws -> [SupportArea] {
    try db.values(String.self, "SELECT area FROM need WHERE person = ? ORDER BY area", [person]).compactMap(
      SupportArea.init(rawValue:)
    )
  }

  /// The row of a key.
  func person(_ key: Int64, in db: Connection) throws -> PersonRow {
    guard
      let row = try db.row("SELECT * FROM person WHERE key = ?", [key])
    else { throw Refusal(.internal, "A person is not there") }
    return try PersonRow(row)
  }

  /// The rows of several keys.
  func persons(_ keys: some Sequence<Int64>, in db: Connection) throws -> [Int64: PersonRow] {
    let rows = try db.rows(Self.personsSQL, [ValueList(Set(keys))])
    return try Dictionary(uniqueKeysWithValues: rows.map { ($0["key"], try PersonRow($0)) })
  }

  static let personsSQL = "SELECT * FROM person WHERE key IN \(ValueList.members("?"))"

  /// The row of an id.
  func person(_ id: OpaqueID, in db: Connection) throws -> PersonRow? {
    try db.row("SELECT * FROM person WHERE id = ?", [id.text])
      .map(PersonRow.init)
  }

  /// The key of the person whom a number finds, also an earlier one.
  func personKey(of number: PersonNumber, in db: Connection) throws -> Int64? {
    try personKey(ofHash: lookupHashes.hash(of: number), in: db)
  }

  /// The key of the person whom a number finds, by the hash of the number.
  func personKey(ofHash hash: Data, in db: Connection) throws -> Int64? {
    try db.value(Int64.self, "SELECT person FROM person_identifier WHERE hash = ?", [hash])
  }

  /// Increases the revision of a person.
  ///
  /// - Returns: The new revision.
  @discardableResult
  func bumpRevision(of person: PersonRow, in db: Connection) throws -> Int64 {
    try db.execute("UPDATE person SET revision = revision + 1 WHERE key = ?", [person.key])
    return person.revision + 1
  }

  /// Sets the municipality whose confirmation a record awaits.
  func setUnconfirmed(in municipality: NISCode?, _ person: PersonRow, in db: Connection) throws {
    try db.execute("UPDATE person SET unconfirmed_in = ? WHERE key = ?", [municipality?.digits, person.key])
  }

  /// Everyone who was merged into a person, directly or through others.
  func mergedPersons(into key: Int64, in db: Connection) throws -> [PersonRow] {
    let direct = try db.rows("SELECT * FROM person WHERE merged_into = ?", [key]).map(PersonRow.init)
    return try direct.flatMap { [$0] + (try mergedPersons(into: $0.key, in: db)) }
  }
}
