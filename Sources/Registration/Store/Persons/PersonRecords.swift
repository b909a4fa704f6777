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

  /// The cipher of a person; nil once they were erased.
  func cipher(of person: PersonRow, in db: Connection) throws -> FieldCipher? {
    try person.dataKey.map { try dataKeys.cipher($0, in: db) }
  }

  /// The identity of a person; nil once they were erased.
  func identity(of person: PersonRow, in db: Connection) throws -> Identity? {
    guard let sealed = person.sealedIdentity, let cipher = try cipher(of: person, in: db) else { return nil }
    return try cipher.open(sealed, as: Identity.self, at: SealedField.identity)
  }

  /// The ciphers of several persons, by the keys of their rows; none of those who were erased.
  func ciphers(of persons: some Collection<PersonRow>, in db: Connection) throws -> [Int64: FieldCipher] {
    let ciphers = try dataKeys.ciphers(persons.compactMap(\.dataKey), in: db)
    return persons.reduce(into: [:]) { found, person in found[person.key] = person.dataKey.flatMap { ciphers[$0] } }
  }

  /// The identities of several persons, by the keys of their rows; none of those who were erased.
  func identities(of persons: some Collection<PersonRow>, in db: Connection) throws -> [Int64: Identity] {
    try identities(of: persons, ciphers(of: persons, in: db))
  }

  /// The identities of several persons whose ciphers are known.
  func identities(
    of persons: some Collection<PersonRow>,
    _ ciphers: [Int64: FieldCipher]
  ) throws -> [Int64: Identity] {
    try persons.reduce(into: [:]) { found, person in
      guard let sealed = person.sealedIdentity, let cipher = ciphers[person.key] else { return }
      found[person.key] = try cipher.open(sealed, as: Identity.self, at: SealedField.identity)
    }
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
