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
