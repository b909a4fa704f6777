import Foundation
import ServiceCore
import ServiceRuntime
import Testing

@testable import Import

/// What the bytes of a list say is held against what its mapping says.
@Suite struct ListBytesTests {
  private static let accents = "José;Zoë\n"

  private func message(
    _ bytes: [UInt8],
    _ encoding: String,
    delimiter: String? = nil,
    language: ReportLanguage = .english
  ) throws -> String {
    let workshop = try Workshop()
    try workshop.write("list.csv", bytes)
    let setting = "encoding: \(encoding)" + (delimiter.map { "\ndelimiter: \"\($0)\"" } ?? "")
    try workshop.write("mapping.yaml", Lists.mapping(setting))
    do {
      var options = workshop.options()
      options.language = language
      _ = try ImportRun(options)
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
    ("windows-1252", [0x4A, 0x81], "looks like cp850"),
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

  /// A list of names, in the bytes of an encoding.
  private func list(of names: [String], in encoding: TextEncoding) throws -> [UInt8] {
    try names.reduce(into: Array("\(Lists.header)\n".utf8)) { bytes, name in
      bytes += try Array("1;10;01/02/2020;zoon;".utf8) + self.bytes(name, encoding) + [10]
    }
  }

  /// The bytes of a name in an encoding.
  private func bytes(_ name: String, _ encoding: TextEncoding) throws -> [UInt8] {
    try name.unicodeScalars.map { scalar in
      try #require((UInt8.min...UInt8.max).first { encoding.scalar($0) == scalar }, "\(scalar)")
    }
  }

  private func dos(_ name: String) throws -> [UInt8] { try bytes(name, .cp850) }

  @Test(arguments: ["windows-1252", "iso-8859-1", "macroman", "utf-8"])
  func `names that a program for DOS wrote are told, whatever else the mapping says`(encoding: String) throws {
    for name in ["André", "Renée", "François", "Noël", "Hélène", "Müller", "Élise", "Björn", "Frédéric"] {
      // Some letters of DOS are others on a Mac, so that a second name tells.
      let seen = try message(list(of: [name, "André"], in: .cp850), encoding)
      #expect(seen.hasPrefix("Line ") && seen.contains("cp850 (DOS)"), "\(name): \(seen)")
      #expect(seen.contains("write `encoding: cp850` in"), "\(name): \(seen)")
    }
    #expect(try message(list(dos("Hélène")), "cp850") == "")
  }

  @Test(arguments: ["windows-1252", "iso-8859-1", "cp850", "utf-8"])
  func `names that a Mac wrote are told, whatever else the mapping says`(encoding: String) throws {
    for name in ["André", "Noël", "Renée", "Müller", "Zoë", "Sébastien", "Côte"] {
      let seen = try message(list(of: ["Jan", name, "André"], in: .macRoman), encoding)
      #expect(seen.contains("macroman (Mac)"), "\(name): \(seen)")
    }
    #expect(try message(list(of: ["Noël", "d’Hondt", "‘t Hof"], in: .macRoman), "macroman") == "")
  }

  @Test(arguments: ["cp850", "macroman"])
  func `names of Windows are told where the mapping says otherwise`(encoding: String) throws {
    for name in ["José", "Noël", "Hélène", "François"] {
      let seen = try message(list(of: [name, "José"], in: .windows1252), encoding)
      #expect(seen.contains("looks like windows-1252"), "\(name): \(seen)")
    }
  }

  @Test func `what Windows-1252 really has raises no alarm, each alone and all together`() throws {
    let names = [
      "d’Hondt", "‘s Gravenwezel", "’t Hof", "d‘Hondt", "foto‘s", "Peeters–Maes", "Jan — Piet", "€ 50", "50€", "Šimić",
      "Žižek", "Dragiša", "ŠIMIC", "ŽIŽEK", "ƒ 25", "ƒ25", "“Villa Maria”", "‘Villa Maria‘", "„Opera“", "«Huis»",
      "‚Zorg‘",
      "CAFÉ”", "RENéE", "Cœur", "Émilie", "ÉLISE", "Straße", "Ørsted", "Ångström", "Wim…", "12½", "n° 5", "1ª", "m²",
      "Jan †", "Van\u{A0}den Bergh", "Isma’il", "L’Oréal", "Gal·la", "3×daags", "IJzer", "Mc’Donald", "Excel™", "§ 5",
    ].map { $0.replacing("ć", with: "c") }
    for name in names + ["André"] {
      #expect(try message(list(of: [name], in: .windows1252), "windows-1252") == "", "\(name)")
    }
    #expect(try message(list(of: names, in: .windows1252), "windows-1252") == "")
  }

  @Test func `one name of another encoding among many of the right one rejects its row alone`() throws {
    let right = try list(of: ["José", "Zoë", "Renée"], in: .windows1252)
    #expect(try message(right + Array("1;10;01/02/2020;zoon;".utf8) + dos("André") + [10], "windows-1252") == "")
    #expect(EncodingJudge.likelier(try dos("André")[...], than: .windows1252) == .cp850)
    let told = RowProblem(reason: "INVALID_FIELD", field: "x", description: "looks like cp850, not windows-1252")
    #expect(ReportTexts.reason(told, .dutch) == "lijkt op cp850, niet op windows-1252")
  }

  @Test func `what is wrong with the bytes is told in Dutch as well`() throws {
    let seen = try message(list(dos("André")), "windows-1252", language: .dutch)
    #expect(seen.hasPrefix("Regel 2 van de lijst lijkt op cp850 (DOS), de mapping zegt windows-1252; schrijf er"))
    #expect(
      try message([0xFF, 0xFE, 0x61, 0], "utf-8", language: .dutch).hasPrefix("De lijst is in UTF-16 geschreven")
    )
    #expect(try message(list([0x41, 0]), "utf-8", language: .dutch).contains("nulbyte"))
    #expect(try message(list(Array("Zoë;é".utf8) + [0x20, 0xE9]), "utf-8").contains("other lines are UTF-8"))
  }

  @Test func `each byte of an encoding stands for one character of its own`() {
    for encoding in [TextEncoding.cp850, .macRoman] {
      let texts = (UInt8.min...UInt8.max).compactMap { encoding.text([$0]) }
      #expect(texts.count == 256 && Set(texts).count == 256)
    }
    #expect(TextEncoding.cp850.text([0x82, 0x84, 0xE1, 0xFF]) == "éäß\u{A0}")
    #expect(TextEncoding.macRoman.text([0x8E, 0x8A, 0xA7, 0xD5]) == "éäß’")
  }
}
