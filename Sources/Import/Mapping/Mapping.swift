/// How the columns of a list become care situations.
package struct Mapping: Sendable {
  /// Name of the list in the registry.
  package let listID: String
  /// Stands between fields; nothing: it is found out from the header line.
  package let delimiter: UInt8?
  /// How the characters are written.
  package let encoding: TextEncoding
  /// How dates are written.
  package let dateFormat: DateFormat
  /// Whether hours may be written with a comma.
  package let takesDecimalComma: Bool
  /// The fields that are filled, in the order in which they are put in place.
  package let fields: [MappedField]
  /// SHA-256 of the file, in hexadecimal digits.
  package let digest: String
}

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
