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
