package import ServiceCore
import ServiceRuntime

/// The header line of a list: its columns, and the character between fields.
package struct ListHeader: Sendable {
  /// The names of the columns, in order, without spaces around them.
  package let columns: [String]
  /// The character between fields.
  package let delimiter: UInt8
  /// The position after the header line.
  package let end: ListPosition

  /// Reads the header line.
  ///
  /// - Parameters:
  ///   - file: The list.
  ///   - delimiter: The character between fields; nil if it is to be found out from the header line.
  ///   - encoding: The encoding that the mapping states.
  /// - Throws: `StartupError` for a list without a header line, one whose delimiter is not clear, or one of another
  ///   encoding.
  package init(file: ListFile, delimiter: UInt8?, encoding: TextEncoding) throws(StartupError) {
    let first = try file.chunk(at: 0)
    if let fault = ListEncodingCheck.otherFile(first, encoding) {
      throw StartupError("\(fault.text(.english)): \(file.path)")
    }
    var start = first.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let separator = SeparatorLine(first[start...])
    if let separator {
      guard delimiter == nil || delimiter == separator.delimiter else {
        throw StartupError("The first line of the list (sep=) and the mapping say another `delimiter`: \(file.path)")
      }
      start += separator.length
    }
    if let known = delimiter ?? separator?.delimiter {
      self.delimiter = known
    } else {
      self.delimiter = try Self.delimiter(of: first[start...])
    }
    var reader = RecordReader(
      file: file,
      delimiter: self.delimiter,
      position: ListPosition(offset: Int64(start), line: separator == nil ? 1 : 2, row: -1)
    )
    guard let record = try reader.next() else { throw StartupError("The list is empty: \(file.path)") }
    if let fault = record.fault { throw StartupError("The header line of the list is wrong: \(fault.description)") }
    var columns: [String] = []
    for field in 0..<record.count {
      guard let name = encoding.text(record[field]) else {
        throw StartupError("The header line of the list is not \(encoding.rawValue); say `encoding` in the mapping")
      }
      columns.append(name.visibleText)
    }
    if let delimiter, columns.count == 1, let other = Delimiter.allowed.first(where: { record[0].contains($0) }) {
      let (said, found) = (Delimiter.name(delimiter), Delimiter.name(other))
      throw StartupError(
        "The header line of the list is one column when it is split at \(said), as the mapping says; it has \(found): "
          + "write `delimiter: \(found)` in the mapping"
      )
    }
    self.columns = columns
    end = reader.position
  }

  /// A reader of the rows from a position on.
  package func reader(of file: ListFile, from position: ListPosition) -> RecordReader {
    RecordReader(file: file, delimiter: delimiter, position: position, fieldCount: columns.count)
  }

  /// The delimiter that occurs most often outside quotes in the first line that has text.
  ///
  /// - Throws: `StartupError` if two delimiters occur equally often.
  private static func delimiter(of bytes: ArraySlice<UInt8>) throws(StartupError) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    var hasText = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r"), !isQuoted {
        if hasText { break }
        continue
      }
      if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t") { hasText = true }
      if !isQuoted, Delimiter.allowed.contains(byte) { counts[byte, default: 0] += 1 }
    }
    let most = counts.values.max() ?? 0
    let candidates = counts.filter { $0.value == most }.keys
    // A list of one column has no delimiter.
    guard most > 0 else { return UInt8(ascii: ";") }
    guard candidates.count == 1, let found = candidates.first else {
      throw StartupError("The delimiter is not clear from the header line; say `delimiter` in the mapping")
    }
    return found
  }
}
