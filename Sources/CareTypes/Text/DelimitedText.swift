/// A table in comma-separated values, read by the rules of RFC 4180.
///
/// The first row names the columns. Fields may be quoted; lines end with LF or CRLF; a byte order mark is
/// passed over.
package struct DelimitedText: Sendable, Hashable {
  /// One row below the header.
  package struct Row: Sendable, Hashable {
    /// The place of the row in the table; the header is row 1.
    package let number: Int
    private let fields: [String: String]

    fileprivate init(number: Int, header: [String], fields: [String]) {
      self.number = number
      self.fields = Dictionary(zip(header, fields)) { first, _ in first }
    }

    /// The text in a column, or nil when it is empty.
    ///
    /// - Throws: `ValueError` of kind `.wrongFormat` when there is no such column.
    package func text(_ column: String) throws(ValueError) -> String? {
      guard let text = fields[column] else {
        throw ValueError(.wrongFormat, "There is no column \(column).")
      }
      return text.isEmpty ? nil : text
    }

    /// The text in a column that must not be empty.
    ///
    /// - Throws: `ValueError` of kind `.wrongFormat`.
    package func required(_ column: String) throws(ValueError) -> String {
      guard let text = try text(column) else {
        throw ValueError(.wrongFormat, "The column \(column) is empty.")
      }
      return text
    }

    /// The parts of a text with `|` between them; none when the column is empty.
    ///
    /// - Throws: `ValueError` of kind `.wrongFormat` when there is no such column.
    package func list(_ column: String) throws(ValueError) -> [Substring] {
      try text(column)?.split(separator: "|", omittingEmptySubsequences: false) ?? []
    }

    /// The date in a column, or nil when it is empty.
    ///
    /// - Throws: `ValueError` as `CalendarDate.init(iso:)` does.
    package func date(_ column: String) throws(ValueError) -> CalendarDate? {
      guard let text = try text(column) else { return nil }
      return try CalendarDate(iso: text)
    }
  }

  /// The rows below the header, in order.
  package let rows: [Row]

  /// Reads a table that has at least the named columns, in any order.
  ///
  /// - Throws: `ValueError` of kind `.wrongFormat` whose reason names the row: a column that is missing or
  ///   comes twice, a row of another length than the header, or a quote where none may be.
  package init(csv: String, columns: [String]) throws(ValueError) {
    var reader = Reader(csv)
    guard let header = try reader.nextRecord() else {
      throw ValueError(.wrongFormat, "The table has no header.")
    }
    for column in columns where !header.contains(column) {
      throw ValueError(.wrongFormat, "The column \(column) is missing.").inRow(1)
    }
    guard Set(header).count == header.count else {
      throw ValueError(.wrongFormat, "A column comes twice.").inRow(1)
    }
    var rows: [Row] = []
    while let fields = try reader.nextRecord() {
      guard fields.count == header.count else {
        throw ValueError(.wrongFormat, "The row has not as many fields as the header.").inRow(reader.row)
      }
      rows.append(Row(number: reader.row, header: header, fields: fields))
    }
    self.rows = rows
  }
}

extension DelimitedText {
  /// Goes through the bytes of a table, for a CRLF is one character to Swift.
  private struct Reader {
    private(set) var row = 0
    private let bytes: [UInt8]
    private var position: Int

    init(_ text: String) {
      bytes = Array(text.utf8)
      position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The fields of the next row, or nil at the end.
    mutating func nextRecord() throws(ValueError) -> [String]? {
      guard position < bytes.count else { return nil }
      row += 1
      var fields: [String] = []
      repeat {
        fields.append(try nextField())
      } while take(UInt8(ascii: ","))
      _ = take(UInt8(ascii: "\r"))
      guard take(UInt8(ascii: "\n")) || position == bytes.count else {
        throw ValueError(.wrongFormat, "Text follows the end of a field or a line.").inRow(row)
      }
      return fields
    }

    private mutating func nextField() throws(ValueError) -> String {
      if take(UInt8(ascii: "\"")) { return try restOfQuotedField() }
      let start = position
      while position < bytes.count, !",\r\n".utf8.contains(bytes[position]) {
        guard bytes[position] != UInt8(ascii: "\"") else {
          throw ValueError(.wrongFormat, "A quote stands within a field that is not quoted.").inRow(row)
        }
        position += 1
      }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func restOfQuotedField() throws(ValueError) -> String {
      var field: [UInt8] = []
      while position < bytes.count {
        let byte = bytes[position]
        position += 1
        // A quote ends the field, unless a second one follows: then both stand for one.
        if byte == UInt8(ascii: "\""), !take(byte) {
          return String(decoding: field, as: UTF8.self)
        }
        field.append(byte)
      }
      throw ValueError(.wrongFormat, "A quoted field is not closed.").inRow(row)
    }

    /// Steps over the byte if it is next.
    private mutating func take(_ byte: UInt8) -> Bool {
      guard position < bytes.count, bytes[position] == byte else { return false }
      position += 1
      return true
    }
  }
}
