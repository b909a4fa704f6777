package import ServiceCore
import ServiceRuntime

/// Checks before anything is sent that a list is written as its mapping says. A list that is decoded with a wrong encoding
/// would bring wrong names into the registry.
package enum ListEncodingCheck {
  /// Checks the whole list.
  ///
  /// - Throws: `StartupError` of one line, which says where the list is wrong, which encoding it seems to have, and what to
  ///   write into the mapping.
  package static func check(
    _ file: ListFile,
    _ encoding: TextEncoding,
    _ language: ReportLanguage
  ) throws(StartupError) {
    if let fault = try fault(of: file, encoding) {
      throw StartupError("\(fault.text(language)): \(file.path)")
    }
  }

  /// The first fault of a list that leaves no doubt; nil if there is none.
  ///
  /// - Throws: `StartupError` if the list cannot be read.
  static func fault(of file: ListFile, _ encoding: TextEncoding) throws(StartupError) -> ListFault? {
    if let other = otherFile(try file.chunk(at: 0), encoding) { return other }
    var scan = Scan(encoding: encoding)
    var offset: Int64 = 0
    while true {
      let chunk = try file.chunk(at: offset)
      if chunk.isEmpty { return scan.end() }
      for byte in chunk {
        if let fault = scan.take(byte) { return fault }
      }
      offset += Int64(chunk.count)
    }
  }

  /// The fault of a file that is no text of this encoding by its first bytes, such as a workbook; nil for any other file.
  static func otherFile(_ start: [UInt8], _ encoding: TextEncoding) -> ListFault? {
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
    // In UTF-16 every other byte of Latin letters is zero.
    let sample = start.prefix(400)
    let zeros = sample.count { $0 == 0 }
    if isWide || (zeros > 0 && zeros * 3 >= sample.count) { return .utf16 }
    if encoding != .utf8, start.starts(with: [0xEF, 0xBB, 0xBF]) { return .looksLikeUTF8(line: nil, said: encoding) }
    return nil
  }
}

extension ListEncodingCheck {
  /// Reads the bytes of a list one by one. A *run* is a row of bytes of 0x80 and more; runs show whether the list is UTF-8,
  /// fields which other encoding it has.
  private struct Scan {
    let encoding: TextEncoding
    private var line = 1
    private var isAfterReturn = false
    private var run: [UInt8] = []
    /// The field that is being read, and whether it is all ASCII so far.
    private var field: [UInt8] = []
    private var isPlain = true
    /// The evidence of the words so far, and for each encoding the line of the first word that speaks for it.
    private var votes = EncodingDetector.Votes()
    private var firstMisread: [TextEncoding: Int] = [:]
    /// The line of the first run that is UTF-8, the number of such runs, and the line of the first run that is not.
    private var firstUTF8: Int?
    private var countUTF8 = 0
    private var firstOther: Int?
    /// The line of the first byte that has no character in the stated encoding.
    private var firstWithoutCharacter: Int?

    init(encoding: TextEncoding) {
      self.encoding = encoding
    }

    /// Reads a byte.
    ///
    /// - Returns: A fault that the bytes so far leave no doubt about; nil if there is none.
    mutating func take(_ byte: UInt8) -> ListFault? {
      if byte >= 0x80 {
        // Even a name in another script is shorter than this.
        if run.count < 4_096 { run.append(byte) }
        isPlain = false
      } else {
        if let fault = endRun() { return fault }
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

    /// Ends the list.
    ///
    /// - Returns: A fault of the list as a whole; nil if there is none.
    mutating func end() -> ListFault? {
      if let fault = endRun() { return fault }
      endField()
      if encoding == .utf8 {
        guard let firstOther else { return nil }
        if countUTF8 > 1 { return .damagedUTF8(line: firstOther) }
        let other = votes.best(except: .utf8) ?? .windows1252
        return .noCharacter(line: firstOther, said: .utf8, looksLike: other)
      }
      // One run alone may be a capital with a curly quote after it.
      if let firstUTF8, countUTF8 >= 2, firstOther == nil { return .looksLikeUTF8(line: firstUTF8, said: encoding) }
      if let other = votes.likelier, let line = firstMisread[other] {
        return .looksLike(other, line: line, said: encoding)
      }
      guard let line = firstWithoutCharacter else { return nil }
      if encoding == .iso88591 { return .looksLike(.windows1252, line: line, said: encoding) }
      return .noCharacter(line: line, said: encoding, looksLike: votes.best(except: encoding))
    }

    private mutating func endRun() -> ListFault? {
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
      // A field that is UTF-8, as it should be, is no evidence for another encoding.
      if encoding == .utf8, String(validating: field, as: UTF8.self) != nil { return }
      let before = votes.misread
      EncodingDetector.count(field[...], encoding, in: &votes)
      for (other, count) in votes.misread where count > before[other, default: 0] && firstMisread[other] == nil {
        firstMisread[other] = line
      }
    }

    /// Whether a run can only be an accented letter, a typographic mark or a euro sign in UTF-8. In other encodings these
    /// bytes are `Ã` or `â` with a sign after it, which occur in no name.
    private var isPlainlyUTF8: Bool {
      run.first == 0xC3 || run.starts(with: [0xE2, 0x80]) || run.starts(with: [0xE2, 0x82])
    }

    /// Whether a byte has no character in the stated encoding. In ISO 8859-1 the bytes from 0x80 to 0x9F are control
    /// characters, which occur in no list.
    private func hasNoCharacter(_ byte: UInt8) -> Bool {
      encoding == .iso88591 ? (0x80...0x9F).contains(byte) : encoding.scalar(byte) == nil
    }
  }
}
