/// What a mapping file says: how the columns of a list become care situations.
package struct Mapping: Sendable {
  /// The name of the list in the registry.
  package let listID: String
  /// The character between fields; nil if it is to be found out from the header line.
  package let delimiter: UInt8?
  /// The encoding of the list.
  package let encoding: TextEncoding
  /// The way in which dates are written.
  package let dateFormat: DateFormat
  /// Whether hours may have a decimal comma.
  package let takesDecimalComma: Bool
  /// The fields that are filled, in the order in which they are set.
  package let fields: [MappedField]
  /// The SHA-256 of the mapping file, in hexadecimal digits.
  package let digest: String
}
