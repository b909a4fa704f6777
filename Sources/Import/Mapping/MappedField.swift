/// A field of a care situation, and where its value comes from.
package struct MappedField: Sendable {
  /// A source of values.
  package enum Source: Sendable, Hashable {
    /// The column of this name.
    case column(String)
    /// The same value for every row.
    case constant(FieldValue)
  }

  /// The field.
  package let target: TargetField
  /// The source of its value.
  package let source: Source
  /// The values for texts of the list, by the texts in lower case; nil for a text that means an empty field.
  package let values: [String: FieldValue?]
  /// The value for an empty field of the list; nil leaves it empty.
  package let fallback: FieldValue?
  /// The separator in a field that holds several words.
  package let separator: String
  /// The line of the mapping file, for messages.
  package let line: Int
}
