package import Foundation

/// What a row of a list says, as keyed hashes by field: one hash for each form in which the same can be written.
package struct FieldDigests: Sendable, Hashable {
  /// Hashes a text with a secret key.
  package typealias Hash = (_ text: String) -> Data

  /// Bytes that are kept of a hash: enough that two texts do not share one by chance.
  package static let length = 7

  /// The bytes that are kept of the hashes, as numbers.
  private let digests: [ImportedField: Set<UInt64>]

  /// Hashes the values of a row.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - salt: Makes the hashes of rows about other people differ.
  ///   - isWanted: Which fields are hashed.
  ///   - hash: Hashes a text with a secret key.
  ///   - forms: The forms of a value that are hashed.
  package init(
    _ row: ImportedRow,
    salt: Data,
    of isWanted: (ImportedField) -> Bool = { _ in true },
    hash: Hash,
    forms: (ImportedValue) -> [String]
  ) {
    let salt = salt.base64EncodedString()
    digests = row.values.reduce(into: [:]) { digests, value in
      guard isWanted(value.key) else { return }
      digests[value.key] = Set(
        forms(value.value).map { Self.number(hash("imported/\(salt)/\(value.key.code)/\($0)").prefix(Self.length)) }
      )
    }
  }

  private static func number(_ digest: Data) -> UInt64 { digest.reduce(0) { $0 << 8 | UInt64($1) } }

  private init(_ digests: [ImportedField: Set<UInt64>]) {
    self.digests = digests
  }

  /// Reads digests that were stored.
  package init(bytes: Data) {
    var digests: [ImportedField: Set<UInt64>] = [:]
    var rest = bytes
    while rest.count > Self.length, let code = rest.first {
      let digest = rest.dropFirst().prefix(Self.length)
      if let field = ImportedField(code: code) { digests[field, default: []].insert(Self.number(digest)) }
      rest = rest.dropFirst(1 + Self.length)
    }
    self.digests = digests
  }

  /// The digests as they are stored: for each, the number of its field and the bytes of the hash.
  package var bytes: Data {
    digests.sorted { $0.key.code < $1.key.code }.reduce(into: Data()) { bytes, field in
      for digest in field.value.sorted() {
        bytes.append(field.key.code)
        for place in (0..<Self.length).reversed() {
          bytes.append(UInt8(truncatingIfNeeded: digest >> (8 * UInt64(place))))
        }
      }
    }
  }

  /// The digests to store for a row: of every form with the same or less detail, and for fields that identify a person also
  /// of the form that ignores spelling.
  package static func stored(_ row: ImportedRow, salt: Data, hash: Hash) -> FieldDigests {
    let identifying = FieldDigests(row, salt: salt, of: \.isIdentifying, hash: hash) { $0.covered + [$0.alike] }
    let others = FieldDigests(row, salt: salt, of: { !$0.isIdentifying }, hash: hash) { $0.covered }
    return FieldDigests(identifying.digests.merging(others.digests) { $0.union($1) })
  }

  /// The fields in which another row with the same salt says something new, in the order of their numbers.
  package func fields(inWhichIsNew asked: FieldDigests) -> [ImportedField] {
    Set(digests.keys).union(asked.digests.keys).filter { !isSame($0, asked) }.sorted { $0.code < $1.code }
  }

  /// How well a person of this row fits the same person of another row.
  ///
  /// - Parameter person: Gives the field of the person: that of the caregiver, or that of the recipient.
  package func fit(
    _ other: FieldDigests,
    _ person: (ImportedField.PersonField) -> ImportedField
  ) -> RowLikeness.Fit {
    let same = ImportedField.PersonField.allCases.filter { isSame(person($0), other) }
    let number = person(.number)
    return RowLikeness.Fit(
      same: Set(same),
      hasTwoNumbers: digests[number] != nil && other.digests[number] != nil
    )
  }

  private func isSame(_ field: ImportedField, _ asked: FieldDigests) -> Bool {
    guard let one = digests[field], let other = asked.digests[field] else { return false }
    return !one.isDisjoint(with: other)
  }
}
