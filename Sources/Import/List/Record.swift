/// One row of a list, as bytes.
package struct Record: Sendable {
  /// The place in the list, from 1; the header is 0.
  package internal(set) var row = 0
  /// The line on which it begins, from 1.
  package let line: Int
  /// The reason why it cannot be read, in which case it has no fields; nil if it can.
  package internal(set) var fault: RecordFault?
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  init(line: Int, fault: RecordFault? = nil) {
    self.line = line
    self.fault = fault
  }

  /// The number of fields.
  package var count: Int { ends.count }

  /// The number of bytes of all fields.
  package var size: Int { bytes.count }

  /// The bytes of a field, without its quotes.
  package subscript(field: Int) -> ArraySlice<UInt8> {
    bytes[(field == 0 ? 0 : ends[field - 1])..<ends[field]]
  }

  /// Whether all fields are empty.
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
