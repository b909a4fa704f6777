package import Foundation

/// What a row of a list says, as keyed hashes by field: one hash for each form in which the same can be written.
package struct FieldDigests: Sendable, Hashable {
  /// Hashes a text with a secret key: the first eight bytes of the hash, as a number.
  package typealias Hash = (_ text: String) -> UInt64
  /// Hashes texts that all begin with the same, by what follows after it.
  package typealias HashAfter = (_ beginning: String) -> Hash

  /// For each digest the number of its field in the highest byte, and seven bytes of the hash: enough that two texts do not
  /// share one by chance.
  private let digests: Set<UInt64>

  /// Hashes the values of a row.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - salt: Makes the hashes of rows about other people differ.
  ///   - hash: Hashes texts with a secret key.
  ///   - forms: The forms of the value of a field that are hashed; none for a field that is left out.
  package init(
    _ row: ImportedRow,
    salt: Data,
    hash: HashAfter,
    forms: (ImportedField, ImportedValue) -> [String]
  ) {
    let hash = hash("imported/\(salt.base64EncodedString())/")
    var digests: Set<UInt64> = []
    for (field, value) in row.values {
      let code = field.code
      for form in forms(field, value) { digests.insert(UInt64(code) << 56 | hash("\(code)/\(form)") >> 8) }
    }
    self.digests = digests
  }

  /// Reads digests that were stored.
  package init(bytes: Data) {
    let bytes = Array(bytes)
    digests = Set(
      stride(from: 0, to: bytes.count - bytes.count % 8, by: 8).map { start in
        bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
      }
    )
  }

  /// The digests as they are stored: for each, the number of its field and the bytes of the hash.
  package var bytes: Data {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 * digests.count)
    for digest in digests.sorted() { withUnsafeBytes(of: digest.bigEndian) { bytes.append(contentsOf: $0) } }
    return Data(bytes)
  }

  /// The digests to store for a row: of every form with the same or less detail, and for names that identify a person also
  /// of the form that ignores spelling.
  package static func stored(_ row: ImportedRow, salt: Data, hash: HashAfter) -> FieldDigests {
    FieldDigests(row, salt: salt, hash: hash) { $0.isIdentifying ? $1.covered + $1.loose : $1.covered }
  }

  /// The fields in which another row with the same salt says something new, in the order of their numbers.
  package func fields(inWhichIsNew asked: FieldDigests) -> [ImportedField] {
    let same = fields(ofSame: asked)
    return Set(digests.union(asked.digests).compactMap(Self.field)).subtracting(same).sorted { $0.code < $1.code }
  }

  /// How well a person of this row fits the same person of another row.
  ///
  /// - Parameter person: Gives the field of the person: that of the caregiver, or that of the recipient.
  package func fit(
    _ other: FieldDigests,
    _ person: (ImportedField.PersonField) -> ImportedField
  ) -> RowLikeness.Fit {
    let same = fields(ofSame: other)
    let number = person(.number)
    return RowLikeness.Fit(
      same: Set(ImportedField.PersonField.allCases.filter { same.contains(person($0)) }),
      hasTwoNumbers: [self, other].allSatisfy { $0.digests.contains { Self.field(of: $0) == number } }
    )
  }

  /// The fields of which both have a form in common.
  private func fields(ofSame other: FieldDigests) -> Set<ImportedField> {
    Set(digests.intersection(other.digests).compactMap(Self.field))
  }

  /// The field of a digest; nil for one that is not used any more.
  private static func field(of digest: UInt64) -> ImportedField? { ImportedField(code: UInt8(digest >> 56)) }
}
