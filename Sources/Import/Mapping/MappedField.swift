/// What a field of a care situation is filled from.
package struct MappedField: Sendable {
  /// Where a value comes from.
  package enum Source: Sendable, Hashable {
    /// A column of the list.
    case column(String)
    /// The same for every row.
    case constant(FieldValue)
  }

  /// The field.
  package let target: TargetField
  /// Where its value comes from.
  package let source: Source
  /// What texts of the list stand for, by their lower-case form; nothing: they stand for an empty field.
  package let values: [String: FieldValue?]
  /// What an empty field of the list stands for.
  package let fallback: FieldValue?
  /// Stands between the parts of a field that holds several words.
  package let separator: String
  /// The line of the mapping file.
  package let line: Int
}
