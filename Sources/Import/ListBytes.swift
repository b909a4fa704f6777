package import ServiceRuntime

/// Holds the bytes of a list against what the mapping says of them, before anything is sent: a list that is read in a
/// wrong encoding brings names into the registry that nobody has.
package enum ListBytes {
  /// Looks at the whole list.
  ///
  /// - Throws: `StartupError` in one line that says where, what it looks like, and what to write in the mapping.
  package static func check(_ file: ListFile, _ encoding: TextEncoding) throws(StartupError) {
    try refuseOtherFiles(file.chunk(at: 0), path: file.path, encoding)
    var scan = Scan(encoding: encoding)
    var offset: Int64 = 0
    while true {
      let chunk = try file.chunk(at: offset)
      if chunk.isEmpty { break }
      for byte in chunk {
        if let problem = scan.take(byte) { throw told(problem, file.path) }
      }
      offset += Int64(chunk.count)
    }
    if let problem = scan.end() { throw told(problem, file.path) }
  }

  private static func told(_ problem: (line: Int, what: String), _ path: String) -> StartupError {
    StartupError("Line \(problem.line) of the list \(problem.what): \(path)")
  }

  /// What the first bytes of a file say that is no list in text.
  static func refuseOtherFiles(
    _ start: [UInt8],
    path: String,
    _ encoding: TextEncoding? = nil
  ) throws(StartupError) {
    let kinds: [([UInt8], String)] = [
      (Array("PK".utf8) + [3, 4], "a workbook (.xlsx, .ods) or another zip file"),
      ([0xD0, 0xCF, 0x11, 0xE0], "a workbook (.xls)"),
      (Array("%PDF".utf8), "a PDF file"), ([0x1F, 0x8B], "a compressed file"),
      (Array("{\\rtf".utf8), "a document (.rtf)"),
      (Array("<?xml".utf8), "an XML file"), (Array("<html".utf8), "a web page"),
      (Array("<!DOCTYPE".utf8), "a web page"),
    ]
    if let kind = kinds.first(where: { start.starts(with: $0.0) }) {
      throw StartupError("The list is \(kind.1); save it as CSV (in Excel: CSV UTF-8): \(path)")
    }
    let isWide = start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF])
    // Plain letters in UTF-16 are every other byte zero.
    let sample = start.prefix(400)
    let zeros = sample.count { $0 == 0 }
    if isWide || (zeros > 0 && zeros * 3 >= sample.count) {
      throw StartupError("The list is written in UTF-16; save it as CSV UTF-8: \(path)")
    }
    if let encoding, encoding != .utf8, start.starts(with: [0xEF, 0xBB, 0xBF]) {
      throw StartupError(
        "The list is written in UTF-8, the mapping says \(encoding.rawValue); write `encoding: utf-8` in it: \(path)"
      )
    }
  }
}

extension ListBytes {
  /// Goes through the bytes run by run: bytes of 0x80 and more that follow each other.
  private struct Scan {
    let encoding: TextEncoding
    private var line = 1
    private var isAfterReturn = false
    private var run: [UInt8] = []
    /// The line of the first run that is UTF-8, how many there are, and whether any is not.
    private var firstUTF8: Int?
    private var countUTF8 = 0
    private var hasOthers = false

    init(encoding: TextEncoding) {
      self.encoding = encoding
    }

    /// - Returns: What is plainly wrong with the bytes until here.
    mutating func take(_ byte: UInt8) -> (line: Int, what: String)? {
      if byte >= 0x80 {
        // A run of names in another script is long, never this long.
        if run.count < 4_096 { run.append(byte) }
        return nil
      }
      if let problem = endRun() { return problem }
      if byte == 0 { return (line, "has a zero byte, so it is no text, or damaged") }
      if byte == UInt8(ascii: "\r") || (byte == UInt8(ascii: "\n") && !isAfterReturn) { line += 1 }
      isAfterReturn = byte == UInt8(ascii: "\r")
      return nil
    }

    /// - Returns: What is plainly wrong with the bytes as a whole.
    mutating func end() -> (line: Int, what: String)? {
      if let problem = endRun() { return problem }
      // Two, and none that is anything else: one alone may be a capital with a curly quote behind it.
      if encoding != .utf8, let firstUTF8, countUTF8 >= 2, !hasOthers { return looksLikeUTF8(firstUTF8) }
      return nil
    }

    private func looksLikeUTF8(_ line: Int) -> (line: Int, what: String) {
      (line, "looks like UTF-8, the mapping says \(encoding.rawValue); write `encoding: utf-8` in it")
    }

    private mutating func endRun() -> (line: Int, what: String)? {
      if run.isEmpty { return nil }
      defer { run.removeAll(keepingCapacity: true) }
      let isUTF8 = String(validating: run, as: UTF8.self) != nil
      if encoding == .utf8 {
        // The mark at the beginning is UTF-8 as well.
        if isUTF8 { return nil }
        return (
          line,
          "has bytes that are not UTF-8; it looks like windows-1252: write `encoding: windows-1252` in the mapping"
        )
      }
      guard isUTF8 else {
        hasOthers = true
        return undefined
      }
      if isPlainlyUTF8 { return looksLikeUTF8(line) }
      if firstUTF8 == nil { firstUTF8 = line }
      countUTF8 += 1
      return undefined
    }

    /// Whether a run is what a letter with an accent, a typographic mark or a euro is in UTF-8: in Windows-1252 that would
    /// be `Ã` or `â` with a sign behind it, which no name has. One is enough.
    private var isPlainlyUTF8: Bool {
      run.first == 0xC3 || run.starts(with: [0xE2, 0x80]) || run.starts(with: [0xE2, 0x82])
    }

    /// Bytes that the encoding has nothing for.
    private var undefined: (line: Int, what: String)? {
      switch encoding {
      case .windows1252 where run.contains { [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains($0) }:
        (line, "has a byte that windows-1252 has no character for; say in the mapping how the list is written")
      case .iso88591 where run.contains { (0x80...0x9F).contains($0) }:
        (line, "looks like windows-1252, the mapping says iso-8859-1; write `encoding: windows-1252` in it")
      default: nil
      }
    }
  }
}
