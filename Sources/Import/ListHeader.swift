package import ServiceRuntime

/// What the beginning of a list tells: its columns, and how it is written.
package struct ListHeader: Sendable {
  /// Names of the columns, in order, without spaces around them.
  package let columns: [String]
  /// Stands between fields.
  package let delimiter: UInt8
  /// Where the first row may begin.
  package let end: ListPosition

  /// Reads the header line.
  ///
  /// - Parameters:
  ///   - file: The list.
  ///   - delimiter: Stands between fields; nothing: it is found out from the header line.
  ///   - encoding: How the characters are written.
  /// - Throws: `StartupError` for a list without a header line, one whose delimiter is not clear, or that is not written
  ///   as said.
  package init(file: ListFile, delimiter: UInt8?, encoding: TextEncoding) throws(StartupError) {
    let first = try file.chunk(at: 0)
    guard !first.starts(with: [0xFF, 0xFE]), !first.starts(with: [0xFE, 0xFF]) else {
      throw StartupError("The list is written in UTF-16; save it as UTF-8: \(file.path)")
    }
    let hasMark = first.starts(with: [0xEF, 0xBB, 0xBF])
    guard !hasMark || encoding == .utf8 else {
      throw StartupError("The list is written in UTF-8, the mapping says \(encoding.rawValue): \(file.path)")
    }
    let start = hasMark ? 3 : 0
    if let delimiter {
      self.delimiter = delimiter
    } else {
      self.delimiter = try Self.delimiter(of: first[start...])
    }
    var reader = RecordReader(
      file: file,
      delimiter: self.delimiter,
      position: ListPosition(offset: Int64(start), line: 1, row: -1)
    )
    guard let record = try reader.next() else { throw StartupError("The list is empty: \(file.path)") }
    if let fault = record.fault { throw StartupError("The header line of the list is wrong: \(fault.description)") }
    var columns: [String] = []
    for field in 0..<record.count {
      guard let name = encoding.text(record[field]) else {
        throw StartupError("The header line of the list is not \(encoding.rawValue); say `encoding` in the mapping")
      }
      columns.append(name.trimmed)
    }
    self.columns = columns
    end = reader.position
  }

  /// The reader of the rows from a position on.
  package func reader(of file: ListFile, from position: ListPosition) -> RecordReader {
    RecordReader(file: file, delimiter: delimiter, position: position, fieldCount: columns.count)
  }

  /// The delimiter that stands most often in the first line with text, outside quotes.
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
    // A list of one column has no delimiter to find.
    guard most > 0 else { return UInt8(ascii: ";") }
    guard candidates.count == 1, let found = candidates.first else {
      throw StartupError("The delimiter is not clear from the header line; say `delimiter` in the mapping")
    }
    return found
  }
}

/// What may stand between fields.
package enum Delimiter {
  /// Semicolon, comma, tab and vertical bar.
  package static let allowed: [UInt8] = [
    UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: "|"),
  ]
}

extension StringProtocol {
  /// The text without white space around it.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }
}
