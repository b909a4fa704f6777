package import ServiceCore
import ServiceRuntime

/// Reads a list record by record by the rules of RFC 4180, in memory that does not depend on the list.
///
/// Lines end with LF, CRLF or CR. Rows in which nothing stands are passed over and have no number. A quote that is not
/// closed takes only its own line with it: when a record turns out wrong after a line break within quotes, reading goes
/// on behind that line break.
package struct RecordReader: Sendable {
  /// Bytes that a row may have, its quotes included.
  package static let limit = 64 * 1024

  private static let quote = UInt8(ascii: "\"")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let lineFeed = UInt8(ascii: "\n")

  private enum State {
    case fieldStart, plain, quoted, quoteEnded
  }

  private let file: ListFile
  private let delimiter: UInt8
  /// How many fields a row must have; nothing before the header was read.
  private var fieldCount: Int?
  private var chunk: [UInt8] = []
  private var chunkStart: Int64
  private var index = 0
  private var line: Int
  private var row: Int

  /// A reader.
  ///
  /// - Parameters:
  ///   - file: The list.
  ///   - delimiter: Stands between fields.
  ///   - position: Where reading begins.
  ///   - fieldCount: How many fields a row must have; nothing: any number.
  package init(file: ListFile, delimiter: UInt8, position: ListPosition, fieldCount: Int? = nil) {
    self.file = file
    self.delimiter = delimiter
    self.fieldCount = fieldCount
    chunkStart = position.offset
    line = position.line
    row = position.row
  }

  /// Where the next record begins.
  package var position: ListPosition {
    ListPosition(offset: chunkStart + Int64(index), line: line, row: row)
  }

  /// The next record, or nothing at the end; one that cannot be read has a fault instead of fields.
  ///
  /// - Throws: `StartupError` when the list itself cannot be read any further.
  package mutating func next() throws(StartupError) -> Record? {
    while try peek() != nil {
      var record = try scan()
      if record.fault == nil, record.isBlank { continue }
      row += 1
      record.row = row
      return record
    }
    return nil
  }

  private mutating func scan() throws(StartupError) -> Record {
    var record = Record(line: line)
    // Behind the first line break within quotes.
    var retreat: ListPosition?
    var state = State.fieldStart
    var length = 0
    while let byte = try peek() {
      if state != .quoted, byte == Self.lineFeed || byte == Self.carriageReturn {
        _ = try takeLineBreak()
        return try finished(record, retreat)
      }
      guard length < Self.limit else {
        return try givenUp(record, .tooLong(inQuote: state == .quoted || retreat != nil), retreat)
      }
      length += 1
      index += 1
      switch state {
      case .fieldStart where byte == Self.quote:
        state = .quoted
      case .fieldStart, .plain:
        if byte == delimiter {
          record.endField()
          state = .fieldStart
        } else if byte == Self.quote {
          return try givenUp(record, .quoteInField, retreat)
        } else {
          record.append(byte)
          state = .plain
        }
      case .quoted where byte == Self.quote:
        state = .quoteEnded
      case .quoted:
        record.append(byte)
        guard byte == Self.lineFeed || byte == Self.carriageReturn else { break }
        index -= 1
        if try takeLineBreak() {
          record.append(Self.lineFeed)
          length += 1
        }
        if retreat == nil { retreat = position }
      case .quoteEnded:
        if byte == Self.quote {
          record.append(byte)
          state = .quoted
        } else if byte == delimiter {
          record.endField()
          state = .fieldStart
        } else {
          return try givenUp(record, .textAfterQuote, retreat)
        }
      }
    }
    return state == .quoted ? try givenUp(record, .quoteNotClosed, retreat) : try finished(record, retreat)
  }

  /// A record at its end.
  private mutating func finished(_ record: Record, _ retreat: ListPosition?) throws(StartupError) -> Record {
    var record = record
    record.endField()
    guard !record.isBlank, let fieldCount, record.count != fieldCount else { return record }
    let fault = RecordFault.fieldCount(record.count, expected: fieldCount)
    // Rows may have been swallowed by a quote: they are read again rather than lost.
    if let retreat { return try givenUp(record, fault, retreat) }
    return Record(line: record.line, fault: fault)
  }

  private mutating func givenUp(
    _ record: Record,
    _ fault: RecordFault,
    _ retreat: ListPosition?
  ) throws(StartupError) -> Record {
    if let retreat {
      go(to: retreat)
    } else {
      try skipLine()
    }
    return Record(line: record.line, fault: fault)
  }

  private mutating func go(to position: ListPosition) {
    line = position.line
    if position.offset >= chunkStart {
      index = Int(position.offset - chunkStart)
    } else {
      chunk = []
      chunkStart = position.offset
      index = 0
    }
  }

  private mutating func skipLine() throws(StartupError) {
    while let byte = try peek() {
      if byte == Self.lineFeed || byte == Self.carriageReturn {
        _ = try takeLineBreak()
        return
      }
      index += 1
    }
  }

  /// Steps over a line break; whether it was a CRLF.
  private mutating func takeLineBreak() throws(StartupError) -> Bool {
    let isReturn = try peek() == Self.carriageReturn
    index += 1
    line += 1
    guard isReturn, try peek() == Self.lineFeed else { return false }
    index += 1
    return true
  }

  private mutating func peek() throws(StartupError) -> UInt8? {
    if index < chunk.count { return chunk[index] }
    let offset = chunkStart + Int64(index)
    let next = try file.chunk(at: offset)
    chunk = next
    chunkStart = offset
    index = 0
    return chunk.first
  }
}
