package import ServiceCore
import ServiceRuntime

/// Holds the bytes of a list against what the mapping says of them, before anything is sent: a list that is read in a
/// wrong encoding brings names into the registry that nobody has.
package enum ListBytes {
  /// Looks at the whole list.
  ///
  /// - Throws: `StartupError` in one line that says where, what it looks like, and what to write in the mapping.
  package static func check(
    _ file: ListFile,
    _ encoding: TextEncoding,
    _ language: ReportLanguage
  ) throws(StartupError) {
    if let complaint = try complaint(of: file, encoding) {
      throw StartupError("\(complaint.text(language)): \(file.path)")
    }
  }

  /// What is plainly wrong with the bytes of a list.
  ///
  /// - Throws: `StartupError` when it cannot be read.
  static func complaint(of file: ListFile, _ encoding: TextEncoding) throws(StartupError) -> ListComplaint? {
    if let other = otherFile(try file.chunk(at: 0), encoding) { return other }
    var scan = Scan(encoding: encoding)
    var offset: Int64 = 0
    while true {
      let chunk = try file.chunk(at: offset)
      if chunk.isEmpty { return scan.end() }
      for byte in chunk {
        if let complaint = scan.take(byte) { return complaint }
      }
      offset += Int64(chunk.count)
    }
  }

  /// What the first bytes of a file say that is no list in text.
  static func otherFile(_ start: [UInt8], _ encoding: TextEncoding) -> ListComplaint? {
    let workbook = (
      dutch: "een werkmap (.xlsx, .ods) of een ander zip-bestand",
      english: "a workbook (.xlsx, .ods) or another zip file"
    )
    let kinds: [([UInt8], (dutch: String, english: String))] = [
      (Array("PK".utf8) + [3, 4], workbook),
      ([0xD0, 0xCF, 0x11, 0xE0], ("een werkmap (.xls)", "a workbook (.xls)")),
      (Array("%PDF".utf8), ("een PDF-bestand", "a PDF file")),
      ([0x1F, 0x8B], ("een gecomprimeerd bestand", "a compressed file")),
      (Array("{\\rtf".utf8), ("een document (.rtf)", "a document (.rtf)")),
      (Array("<?xml".utf8), ("een XML-bestand", "an XML file")),
      (Array("<html".utf8), ("een webpagina", "a web page")),
      (Array("<!DOCTYPE".utf8), ("een webpagina", "a web page")),
    ]
    if let kind = kinds.first(where: { start.starts(with: $0.0) })?.1 {
      return .otherFile(dutch: kind.dutch, english: kind.english)
    }
    let isWide = start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF])
    // Plain letters in UTF-16 are every other byte zero.
    let sample = start.prefix(400)
    let zeros = sample.count { $0 == 0 }
    if isWide || (zeros > 0 && zeros * 3 >= sample.count) { return .utf16 }
    if encoding != .utf8, start.starts(with: [0xEF, 0xBB, 0xBF]) { return .looksLikeUTF8(line: nil, said: encoding) }
    return nil
  }
}

extension ListBytes {
  /// Goes through the bytes run by run - bytes of 0x80 and more that follow each other - and field by field.
  private struct Scan {
    let encoding: TextEncoding
    private var line = 1
    private var isAfterReturn = false
    private var run: [UInt8] = []
    /// The field under way, and whether it has other bytes than ASCII.
    private var field: [UInt8] = []
    private var isPlain = true
    /// How the words of the list read, and the line of the first that is written otherwise than is said.
    private var votes = EncodingJudge.Votes()
    private var firstMisread: [TextEncoding: Int] = [:]
    /// The line of the first run that is UTF-8, how many there are, and the line of the first that is not.
    private var firstUTF8: Int?
    private var countUTF8 = 0
    private var firstOther: Int?
    /// The line of the first byte that the encoding has nothing for.
    private var firstWithoutCharacter: Int?

    init(encoding: TextEncoding) {
      self.encoding = encoding
    }

    /// - Returns: What is plainly wrong with the bytes until here.
    mutating func take(_ byte: UInt8) -> ListComplaint? {
      if byte >= 0x80 {
        // A run of names in another script is long, never this long.
        if run.count < 4_096 { run.append(byte) }
        isPlain = false
      } else {
        if let complaint = endRun() { return complaint }
        if byte == 0 { return .zeroByte(line: line) }
      }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || Delimiter.allowed.contains(byte) {
        endField()
      } else if field.count < 4_096 {
        field.append(byte)
      }
      if byte == UInt8(ascii: "\r") || (byte == UInt8(ascii: "\n") && !isAfterReturn) { line += 1 }
      isAfterReturn = byte == UInt8(ascii: "\r")
      return nil
    }

    /// - Returns: What is plainly wrong with the bytes as a whole.
    mutating func end() -> ListComplaint? {
      if let complaint = endRun() { return complaint }
      endField()
      if encoding == .utf8 {
        guard let firstOther else { return nil }
        if countUTF8 > 1 { return .damagedUTF8(line: firstOther) }
        let other = votes.best(except: .utf8) ?? .windows1252
        return .noCharacter(line: firstOther, said: .utf8, looksLike: other)
      }
      // Two, and none that is anything else: one alone may be a capital with a curly quote behind it.
      if let firstUTF8, countUTF8 >= 2, firstOther == nil { return .looksLikeUTF8(line: firstUTF8, said: encoding) }
      if let other = votes.likelier, let line = firstMisread[other] {
        return .looksLike(other, line: line, said: encoding)
      }
      guard let line = firstWithoutCharacter else { return nil }
      if encoding == .iso88591 { return .looksLike(.windows1252, line: line, said: encoding) }
      return .noCharacter(line: line, said: encoding, looksLike: votes.best(except: encoding))
    }

    private mutating func endRun() -> ListComplaint? {
      if run.isEmpty { return nil }
      defer { run.removeAll(keepingCapacity: true) }
      if String(validating: run, as: UTF8.self) != nil {
        if encoding != .utf8, isPlainlyUTF8 { return .looksLikeUTF8(line: line, said: encoding) }
        if firstUTF8 == nil { firstUTF8 = line }
        countUTF8 += 1
      } else if firstOther == nil {
        firstOther = line
      }
      if encoding != .utf8, firstWithoutCharacter == nil, run.contains(where: hasNoCharacter) {
        firstWithoutCharacter = line
      }
      return nil
    }

    private mutating func endField() {
      defer {
        field.removeAll(keepingCapacity: true)
        isPlain = true
      }
      if isPlain { return }
      // What is UTF-8, in a list that is to be, tells nothing of how the rest is written.
      if encoding == .utf8, String(validating: field, as: UTF8.self) != nil { return }
      let before = votes.misread
      EncodingJudge.count(field[...], encoding, in: &votes)
      for (other, count) in votes.misread where count > before[other, default: 0] && firstMisread[other] == nil {
        firstMisread[other] = line
      }
    }

    /// Whether a run is what a letter with an accent, a typographic mark or a euro is in UTF-8: elsewhere that would be
    /// `Ã` or `â` with a sign behind it, which no name has. One is enough.
    private var isPlainlyUTF8: Bool {
      run.first == 0xC3 || run.starts(with: [0xE2, 0x80]) || run.starts(with: [0xE2, 0x82])
    }

    /// In ISO 8859-1 the bytes from 0x80 to 0x9F are control characters, which stand in no list.
    private func hasNoCharacter(_ byte: UInt8) -> Bool {
      encoding == .iso88591 ? (0x80...0x9F).contains(byte) : encoding.scalar(byte) == nil
    }
  }
}
