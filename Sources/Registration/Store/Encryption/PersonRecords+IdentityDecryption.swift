import RegistrationDomain
import ServiceRuntime

/// Decrypts who people are: their names and contact data. Nothing else opens a sealed identity. Who may see what is opened is
/// decided by `VisibilityRules`.
extension PersonRecords {
  /// The cipher of a person; nil once they were erased.
  func cipher(of person: PersonRow) throws -> FieldCipher? { try person.dataKey.map(dataKeys.cipher) }

  /// The identity of a person; nil once they were erased.
  func identity(of person: PersonRow) throws -> Identity? {
    guard let sealed = person.sealedIdentity, let cipher = try cipher(of: person) else { return nil }
    return try cipher.open(sealed, as: Identity.self, at: SealedField.identity)
  }

  /// The ciphers of several persons, by the keys of their rows; none of those who were erased.
  func ciphers(of persons: some Collection<PersonRow>) throws -> [Int64: FieldCipher] {
    try persons.reduce(into: [:]) { found, person in found[person.key] = try cipher(of: person) }
  }

  /// The same ciphers, by the data keys of the persons: for what is encrypted under one beside the person.
  func byDataKey(_ ciphers: [Int64: FieldCipher], of persons: [PersonRow]) -> [Int64: FieldCipher] {
    persons.reduce(into: [:]) { found, person in
      if let key = person.dataKey?.key { found[key] = ciphers[person.key] }
    }
  }

  /// The identities of several persons, by the keys of their rows; none of those who were erased.
  func identities(of persons: some Collection<PersonRow>) throws -> [Int64: Identity] {
    try identities(of: persons, ciphers(of: persons))
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
