import Foundation
import Import
import ServiceRuntime
import Testing

/// What the bytes of a list say is held against what its mapping says.
@Suite struct ListBytesTests {
  private static let accents = "José;Zoë\n"

  private func message(_ bytes: [UInt8], _ encoding: String, delimiter: String? = nil) throws -> String {
    let workshop = try Workshop()
    try workshop.write("list.csv", bytes)
    let setting = "encoding: \(encoding)" + (delimiter.map { "\ndelimiter: \"\($0)\"" } ?? "")
    try workshop.write("mapping.yaml", Lists.mapping(setting))
    do {
      _ = try ImportRun(workshop.options())
      return ""
    } catch {
      return error.message
    }
  }

  private func list(_ row: [UInt8]) -> [UInt8] { Array("\(Lists.header)\n1;10;01/02/2020;zoon;".utf8) + row + [10] }

  @Test(arguments: [
    ("windows-1252", Array("José".utf8), "Line 2 of the list looks like UTF-8"),
    ("iso-8859-1", Array("Zoë".utf8), "write `encoding: utf-8`"),
    ("windows-1252", Array("’t Hof".utf8), "looks like UTF-8"),
    ("utf-8", [0x4A, 0xE9], "write `encoding: windows-1252`"),
    ("windows-1252", [0x4A, 0x81], "windows-1252 has no character for"),
    ("iso-8859-1", [0x92, 0x74], "looks like windows-1252"),
    ("utf-8", [0x41, 0x00], "zero byte"),
    ("windows-1252", [0x41, 0x00], "zero byte"),
  ])
  func `bytes that are plainly not of the encoding stop the list with a line that says what to write`(
    encoding: String,
    row: [UInt8],
    expected: String
  ) throws {
    let seen = try message(list(row), encoding)
    #expect(seen.contains(expected), "\(seen)")
    #expect(!seen.contains("\n"))
    #expect(seen.hasPrefix("Line 2 of the list"))
  }

  @Test(arguments: [
    ("windows-1252", [0x4A, 0x6F, 0x73, 0xE9]), ("windows-1252", [0x43, 0x41, 0x46, 0xC9, 0x94]),
    ("windows-1252", [0x80]),
    ("iso-8859-1", [0xE9, 0x20, 0xA0]), ("utf-8", Array("Łukasz José ’t €".utf8)), ("utf-8", Array("Jan".utf8)),
  ])
  func `what the encoding has is taken`(encoding: String, row: [UInt8]) throws {
    #expect(try message(list(row), encoding) == "")
  }

  @Test func `a wrong byte far behind is found before anything is sent`() throws {
    let rows = String(repeating: "1;10;01/02/2020;zoon;Peeters\r\n", count: 5_000)
    let seen = try message(Array("\(Lists.header)\r\n\(rows)1;10;01/02/2020;zoon;".utf8) + [0xE9, 13, 10], "utf-8")
    #expect(seen.hasPrefix("Line 5002 of the list has bytes that are not UTF-8"))
  }

  @Test(arguments: [
    (Array("PK".utf8) + [3, 4, 20, 0], "workbook (.xlsx, .ods)"), ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "workbook (.xls)"),
    (Array("%PDF-1.7\n".utf8), "a PDF file"), ([0x1F, 0x8B, 8], "compressed"), ([0xFF, 0xFE, 0x61, 0], "UTF-16"),
    ([0xFE, 0xFF, 0, 0x61], "UTF-16"), ([0x61, 0, 0x3B, 0, 0x62, 0, 0x0A, 0], "UTF-16"),
    ([0, 0x61, 0, 0x3B, 0, 0x62, 0, 0x0A], "UTF-16"),
  ])
  func `a file of another kind is named`(bytes: [UInt8], expected: String) throws {
    for encoding in ["utf-8", "windows-1252", "iso-8859-1"] {
      #expect(try message(bytes, encoding).contains(expected))
    }
  }

  @Test func `a mark of UTF-8, a wrong delimiter, and a delimiter said twice are told`() throws {
    let marked = [0xEF, 0xBB, 0xBF] + list(Array("Jan".utf8))
    #expect(try message(marked, "windows-1252").contains("write `encoding: utf-8`"))
    #expect(try message(marked, "utf-8") == "")
    #expect(try message(list([65]), "utf-8", delimiter: ",").contains("write `delimiter: \";\"` in the mapping"))
    #expect(try message(Array("sep=;\n".utf8) + list([65]), "utf-8", delimiter: ",").contains("another `delimiter`"))
  }

  @Test(arguments: [
    (";", "sep=;\r\n"), (",", "SEP=,\n"), ("\t", "sep=\t\r\n"), (";", "\u{FEFF}sep=;\r\n"), (",", "\"sep=,\"\n"),
  ])
  func `the line that tells Excel the delimiter is understood`(delimiter: String, line: String) throws {
    let workshop = try Workshop()
    let path = try workshop.write(
      "list.csv",
      line + "a\(delimiter)b|c;,\n".replacing(";,", with: "") + "1\(delimiter)2\n"
    )
    let file = try ListFile(path: path)
    let header = try ListHeader(file: file, delimiter: nil, encoding: .utf8)
    #expect(header.columns == ["a", "b|c"])
    var reader = header.reader(of: file, from: header.end)
    let record = try #require(try reader.next())
    #expect(record.row == 1 && record.line == 3 && record.count == 2)
  }
}
