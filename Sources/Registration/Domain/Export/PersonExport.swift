/// Everything that is stored about a person (inzage), as a document for that person. Dates are in ISO 8601.
package struct PersonExport: Encodable, Sendable {
  /// The record of the person.
  package let person: ExportedRecord
  /// The records that were merged into this person, with the data that stayed with them.
  package let merged: [ExportedRecord]
  /// The merges that the person was part of.
  package let merges: [ExportedMerge]

  /// An export.
  package init(person: ExportedRecord, merged: [ExportedRecord], merges: [ExportedMerge]) {
    self.person = person
    self.merged = merged
    self.merges = merges
  }

  private enum CodingKeys: String, CodingKey {
    case mergedPersons, merges
  }

  /// Writes the record of the person, and beside it the merged records.
  package func encode(to encoder: any Encoder) throws {
    try person.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(merged, forKey: .mergedPersons)
    try container.encode(merges, forKey: .merges)
  }
}
