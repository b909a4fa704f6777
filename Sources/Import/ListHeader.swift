package import ServiceCore
import ServiceRuntime

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
    if let complaint = ListBytes.otherFile(first, encoding) {
      throw StartupError("\(complaint.text(.english)): \(file.path)")
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
      columns.append(name.trimmed)
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

  /// As a mapping says it.
  static func name(_ delimiter: UInt8) -> String {
    delimiter == UInt8(ascii: "\t") ? "tab" : "\"\(Character(UnicodeScalar(delimiter)))\""
  }
}

/// The line `sep=;` that stands before the header line for Excel.
struct SeparatorLine {
  /// What it says.
  let delimiter: UInt8
  /// Its bytes, its line break included.
  let length: Int

  /// Reads it; nothing when a list begins with something else.
  init?(_ bytes: ArraySlice<UInt8>) {
    let line = bytes.prefix(16).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let text = line.filter { $0 != UInt8(ascii: "\"") }
    guard text.count == 5, String(decoding: text.prefix(4), as: UTF8.self).lowercased() == "sep=",
      let delimiter = text.last, Delimiter.allowed.contains(delimiter)
    else { return nil }
    self.delimiter = delimiter
    let rest = bytes.dropFirst(line.count)
    let lineBreak = rest.starts(with: [13, 10]) ? 2 : rest.isEmpty ? 0 : 1
    length = line.count + lineBreak
  }
}

extension StringProtocol {
  /// The text without white space and marks that nobody sees around it.
  var trimmed: String {
    func stands(_ character: Character) -> Bool {
      !character.isWhitespace && !character.unicodeScalars.allSatisfy { $0.properties.generalCategory == .format }
    }
    guard let first = firstIndex(where: stands), let last = lastIndex(where: stands) else { return "" }
    return String(self[first...last])
  }
}
