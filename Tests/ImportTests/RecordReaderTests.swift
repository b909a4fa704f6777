import Import
import ServiceCore
import ServiceRuntime
import Testing

@Suite struct RecordReaderTests {
  /// The header and all rows of a list: fields with `·` between them, or the fault.
  private func read(_ bytes: [UInt8], delimiter: UInt8? = nil, encoding: TextEncoding = .utf8) throws -> [String] {
    let workshop = try Workshop()
    let file = try ListFile(path: workshop.write("list.csv", bytes))
    let header = try ListHeader(file: file, delimiter: delimiter, encoding: encoding)
    var reader = header.reader(of: file, from: header.end)
    var seen = [header.columns.joined(separator: "·")]
    while let record = try reader.next() {
      let fields = (0..<record.count).map { encoding.text(record[$0]) ?? "?" }.joined(separator: "·")
      seen.append("\(record.row)@\(record.line) \(record.fault?.description ?? fields)")
    }
    #expect(reader.position.offset == file.size)
    return seen
  }

  private func read(_ text: String, delimiter: UInt8? = nil) throws -> [String] {
    try read(Array(text.utf8), delimiter: delimiter)
  }

  @Test func `quotes hold delimiters, quotes and line breaks`() throws {
    let seen = try read("a;b\n\"x;y\";\"say \"\"hi\"\"\"\n\"two\r\nlines\";z\n\"\";\"\"\"\"\n")
    #expect(seen == ["a·b", "1@2 x;y·say \"hi\"", "2@3 two\r\nlines·z", "3@5 ·\""])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `each kind of line break ends a row`(lineBreak: String) throws {
    let text = ["a,b", "1,2", "", "3,4", ""].joined(separator: lineBreak)
    #expect(try read(text) == ["a·b", "1@2 1·2", "2@4 3·4"])
  }

  @Test func `line breaks may be mixed, and the last one may be missing`() throws {
    #expect(try read("a|b\r1|2\r\n3|4\n5|6") == ["a·b", "1@2 1·2", "2@3 3·4", "3@4 5·6"])
  }

  @Test(arguments: [",", ";", "\t", "|"])
  func `the delimiter is found out from the header line`(delimiter: String) throws {
    let seen = try read("\"a,;|b\"\(delimiter)c\n1\(delimiter)2\n")
    #expect(seen == ["a,;|b·c", "1@2 1·2"])
  }

  @Test func `a delimiter that is not clear is not guessed`() throws {
    #expect(throws: StartupError("The delimiter is not clear from the header line; say `delimiter` in the mapping")) {
      try read("a,b;c\n1,2;3\n")
    }
    #expect(try read("a,b;c\n1,2;3\n", delimiter: UInt8(ascii: ",")) == ["a·b;c", "1@2 1·2;3"])
  }

  @Test func `a byte order mark is passed over`() throws {
    #expect(try read([0xEF, 0xBB, 0xBF] + Array("a;b\n1;é\n".utf8)) == ["a·b", "1@2 1·é"])
  }

  @Test func `a mark that contradicts the mapping, and UTF-16, are refused`() throws {
    #expect(throws: StartupError.self) { try read([0xEF, 0xBB, 0xBF] + Array("a\n".utf8), encoding: .windows1252) }
    #expect(throws: StartupError.self) { try read([0xFF, 0xFE, 0x61, 0x00]) }
  }

  @Test func `Windows-1252 and ISO 8859-1 are read`() throws {
    let bytes = Array("a;b\n".utf8) + [0xE9, 0x3B, 0x80, 0x0A, 0x81, 0x3B, 0x78]
    #expect(try read(bytes, encoding: .windows1252) == ["a·b", "1@2 é·€", "2@3 ?·x"])
    #expect(try read(bytes, encoding: .iso88591) == ["a·b", "1@2 é·\u{80}", "2@3 \u{81}·x"])
  }

  @Test func `invalid UTF-8 spoils its own row alone`() throws {
    let bytes = Array("a;b\n1;".utf8) + [0xE9, 0x0A] + Array("2;é\n".utf8)
    #expect(try read(bytes) == ["a·b", "1@2 1·?", "2@3 2·é"])
  }

  @Test func `rows in which nothing stands are passed over`() throws {
    #expect(try read("\n\na;b\n\n  \n;\n \t;;;\n1;2\n\n\n") == ["a·b", "1@8 1·2"])
  }

  @Test func `a row with another number of fields is a fault`() throws {
    let seen = try read("a;b\n1\n1;2;3\n1;2\n")
    #expect(
      seen == ["a·b", "1@2 the row has 1 fields, the header 2", "2@3 the row has 3 fields, the header 2", "3@4 1·2"]
    )
  }

  @Test func `text after a closing quote, and a quote within a plain field, are faults`() throws {
    let seen = try read("a;b\n\"x\"y;2\n1;5\" wide\n1;2\n")
    #expect(
      seen == [
        "a·b", "1@2 \(RecordFault.textAfterQuote.description)", "2@3 \(RecordFault.quoteInField.description)",
        "3@4 1·2",
      ]
    )
  }

  @Test func `a row of 64 KB is read, one byte more is not`() throws {
    let text = String(repeating: "x", count: 65_534)
    let seen = try read("a;b\n1;\(text)\n1;\(text)x\n1;2\n")
    #expect(seen[1].count == text.count + 6)
    #expect(seen.dropFirst(2) == ["2@3 the row is longer than 64 KB", "3@4 1·2"])
  }

  @Test func `a row of 1 MB is passed over to its end`() throws {
    let text = String(repeating: "x", count: 1 << 20)
    let seen = try read("a;b\n1;\(text)\n1;2\n\"\(text)\";2\n3;4\n")
    #expect(seen[1] == "1@2 the row is longer than 64 KB")
    #expect(seen[2] == "2@3 1·2")
    #expect(seen[3].hasPrefix("3@4 the row is longer than 64 KB"))
    #expect(seen[4] == "4@5 3·4")
  }

  @Test func `a long row without an end is passed over`() throws {
    let text = String(repeating: "x", count: 1 << 20)
    #expect(try read("a;b\n1;2\n\(text)") == ["a·b", "1@2 1·2", "2@3 the row is longer than 64 KB"])
    #expect(throws: StartupError("The header line of the list is wrong: the row is longer than 64 KB")) {
      try read(text)
    }
  }

  @Test func `an unclosed quote takes its own line alone with it`() throws {
    // One that meets no other quote within the limit, one that meets the end, and one that meets an opening quote.
    let rows = (3...20_000).map { "\($0);y\n" }.joined()
    var seen = try read("a;b\n1;\"Jan\n2;y\n\(rows)")
    #expect(seen.count == 20_001)
    #expect(seen[1].hasPrefix("1@2 the row is longer than 64 KB"))
    #expect(seen[2] == "2@3 2·y")
    #expect(seen.last == "20000@20001 20000·y")

    seen = try read("a;b\n1;\"Jan\n2;y\n3;y\n")
    #expect(seen == ["a·b", "1@2 a quote is not closed", "2@3 2·y", "3@4 3·y"])

    seen = try read("a;b\n\"1\";\"Jan\n\"2\";\"y\"\n\"3\";\"y\"\n")
    #expect(seen == ["a·b", "1@2 \(RecordFault.textAfterQuote.description)", "2@3 2·y", "3@4 3·y"])

    seen = try read("a;b;c\n1;\"Jan;x\r\n2;y;z\r\n3;y;\"z\"\r\n4;y;z\r\n")
    #expect(
      seen.dropFirst() == ["1@2 \(RecordFault.textAfterQuote.description)", "2@3 2·y·z", "3@4 3·y·z", "4@5 4·y·z"]
    )
  }

  @Test func `rows that a quote swallowed are read again when the fields do not add up`() throws {
    let lost = try read("a;b;c\n1;x;\"Jan;x\n2;y;z\n3;\";;y\n4;y;z\n")
    #expect(lost[1] == "1@2 the row has 5 fields, the header 3")
    #expect(lost[2] == "2@3 2·y·z")
    #expect(lost.last == "4@5 4·y·z")
  }

  @Test func `many unclosed quotes do not stop the reading`() throws {
    let rows = (1...2_000).map { $0.isMultiple(of: 2) ? "\($0);\"open\n" : "\($0);y\n" }.joined()
    let seen = try read("a;b\n" + rows)
    #expect(seen.count == 2_001)
    #expect(seen.filter { $0.hasSuffix("·y") }.count == 1_000)
  }

  @Test func `an empty list is refused, a list of a header alone is empty`() throws {
    #expect(throws: StartupError.self) { try read("") }
    #expect(throws: StartupError.self) { try read("\n\n") }
    #expect(try read("a;b") == ["a·b"])
    #expect(try read("a;b\r\n") == ["a·b"])
  }

  @Test func `quotes and line breaks at the edges of chunks are read as elsewhere`() throws {
    // The padding moves the row over the edge of the first chunk byte by byte.
    for padding in 65_500...65_540 {
      let seen = try read(
        "a;b\n;\(String(repeating: "x", count: padding - 200))\n;\(String(repeating: "y", count: 185))\n"
          + "\"q\"\"\r\n\";é\r\n1;2\r\n"
      )
      #expect(seen.dropFirst(3) == ["3@4 q\"\r\n·é", "4@6 1·2"])
    }
  }
}
