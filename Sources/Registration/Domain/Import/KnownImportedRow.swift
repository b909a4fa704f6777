package import Foundation

/// A row of a list that was imported before, as far as another row is compared with it.
package struct KnownImportedRow: Sendable, Hashable {
  /// Internal key of the care situation that came of it.
  package let careSituation: Int64
  /// The authority that was stored with it.
  package let authority: String
  /// Keyed hash of whom it is about.
  package let identity: Data
  /// What it said.
  package let digests: FieldDigests

  /// A known row.
  package init(careSituation: Int64, authority: String, identity: Data, digests: FieldDigests) {
    self.careSituation = careSituation
    self.authority = authority
    self.identity = identity
    self.digests = digests
  }

  /// A known row, and the fields in which a new row says something else.
  package typealias Difference = (row: KnownImportedRow, fields: [ImportedField])

  /// The fields in which a new row says something else.
  package func difference(from row: ImportedRow, hash: FieldDigests.HashAfter) -> Difference {
    (self, digests.fields(inWhichIsNew: FieldDigests(row, salt: identity, hash: hash) { $1.asked }))
  }

  /// Whether a new row is probably about the same two people.
  package func isLikely(_ row: ImportedRow, hash: FieldDigests.HashAfter) -> Bool {
    let people = FieldDigests(row, salt: identity, hash: hash) { $0.isIdentifying ? $1.asked + $1.loose : [] }
    return RowLikeness.isLikely(
      digests.fit(people, ImportedField.caregiver),
      digests.fit(people, ImportedField.recipient)
    )
  }

  /// The row from which a new row about the same two people differs least; nil when there is none.
  package static func closest(
    of known: [KnownImportedRow],
    to row: ImportedRow,
    hash: FieldDigests.HashAfter
  ) -> Difference? {
    known.map { $0.difference(from: row, hash: hash) }.min { $0.fields.count < $1.fields.count }
  }

  /// Of the rows that are probably about the same two people, the one from which a new row differs least; nil when there is
  /// none.
  package static func likeliest(
    of known: [KnownImportedRow],
    to row: ImportedRow,
    hash: FieldDigests.HashAfter
  ) -> Difference? {
    closest(of: known.filter { $0.isLikely(row, hash: hash) }, to: row, hash: hash)
  }
}
