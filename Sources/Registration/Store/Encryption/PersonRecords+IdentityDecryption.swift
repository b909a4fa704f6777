import RegistrationDomain
import ServiceRuntime

/// Decrypts who people are: their names and contact data. Nothing else opens a sealed identity. Who may see what is opened is
/// decided by `VisibilityRules`.
extension PersonRecords {
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
}
