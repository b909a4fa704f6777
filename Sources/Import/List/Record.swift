/// A place in a list, from which it can be read on.
package struct ListPosition: Sendable, Hashable {
  /// Bytes before it.
  package var offset: Int64
  /// The line that begins there, from 1.
  package var line: Int
  /// Number of the last row before it; the header is row 0.
  package var row: Int

  /// A place.
  package init(offset: Int64, line: Int, row: Int) {
    self.offset = offset
    self.line = line
    self.row = row
  }
}

/// What makes a row unreadable.
package enum RecordFault: Sendable, Hashable {
  /// More than 64 KB; whether a quote was open then.
  case tooLong(inQuote: Bool)
  /// The list ends within a quoted field.
  case quoteNotClosed
  /// Text between a closing quote and the end of its field.
  case textAfterQuote
  /// A quote within a field that does not begin with one.
  case quoteInField
  /// Another number of fields than the header has.
  case fieldCount(Int, expected: Int)

  /// What is wrong, in English, without any value.
  package var description: String {
    switch self {
    case .tooLong(let inQuote):
      inQuote ? "the row is longer than 64 KB; a quote is perhaps not closed" : "the row is longer than 64 KB"
    case .quoteNotClosed: "a quote is not closed"
    case .textAfterQuote: "text follows a closing quote; a quote within a field is written twice"
    case .quoteInField: "a quote stands within a field that does not begin with one"
    case .fieldCount(let count, let expected): "the row has \(count) fields, the header \(expected)"
    }
  }
}

/// One row of a list in bytes.
package struct Record: Sendable {
  /// Place in the list, from 1; the header is 0.
  package internal(set) var row = 0
  /// The line on which it begins, from 1.
  package let line: Int
  /// Why it cannot be read; then it has no fields.
  package internal(set) var fault: RecordFault?
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  init(line: Int, fault: RecordFault? = nil) {
    self.line = line
    self.fault = fault
  }

  /// How many fields it has.
  package var count: Int { ends.count }

  /// Bytes that it takes in memory.
  package var size: Int { bytes.count }

  /// The bytes of a field, without its quotes.
  package subscript(field: Int) -> ArraySlice<UInt8> {
    bytes[(field == 0 ? 0 : ends[field - 1])..<ends[field]]
  }

  /// Whether nothing stands in any field.
  var isBlank: Bool {
    bytes.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  mutating func append(_ byte: UInt8) {
    bytes.append(byte)
  }

  mutating func endField() {
    ends.append(bytes.count)
  }
}
