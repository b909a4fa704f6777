import CareTypes
import Testing

@Suite struct DelimitedTextTests {
  @Test(
    "Reads rows that end with LF or CRLF, the last with or without",
    arguments: ["a,b\n1,2\n3,\n", "a,b\r\n1,2\r\n3,\r\n", "a,b\n1,2\n3,", "\u{FEFF}a,b\r\n1,2\r\n3,"]
  )
  func lineEnds(csv: String) throws {
    let rows = try DelimitedText(csv: csv, columns: ["a", "b"]).rows
    try #require(rows.count == 2)
    #expect(try rows[0].text("a") == "1" && rows[0].text("b") == "2")
    #expect(try rows[1].text("a") == "3" && rows[1].text("b") == nil)
    #expect(rows.map(\.number) == [2, 3])
  }

  @Test("Reads quoted fields with commas, doubled quotes and line ends in them")
  func quotes() throws {
    let csv = "a,b\r\n\"een, twee\",\"zei \"\"drie\"\"\"\r\n\"vier\r\nvijf\",\"\"\r\nzes,zéven\r\n"
    let rows = try DelimitedText(csv: csv, columns: ["b"]).rows
    try #require(rows.count == 3)
    #expect(try rows[0].text("a") == "een, twee")
    #expect(try rows[0].text("b") == "zei \"drie\"")
    #expect(try rows[1].text("a") == "vier\r\nvijf")
    #expect(try rows[1].text("b") == nil)
    #expect(try rows[2].text("b") == "zéven")
    #expect(rows[2].number == 4)
  }

  @Test(
    "Refuses what is not a table, and names the row",
    arguments: [
      ("a,b\n1\n", "Row 2: "), ("a,b\n1,2\n1,2,3\n", "Row 3: "), ("a,b\n1,\"2\n", "Row 2: "),
      ("a,b\n1,2\"\n", "Row 2: "), ("a,b\n\"1\"x,2\n", "Row 2: "), ("a,b\n1,2\n\n", "Row 3: "),
      ("a,b\n1\r,2\n", "Row 2: "), ("a,c\n1,2\n", "Row 1: "), ("a,b,a\n1,2,3\n", "Row 1: "),
      ("", "The table"),
    ]
  )
  func refuses(csv: String, start: String) {
    let error = thrown { () throws(ValueError) in try DelimitedText(csv: csv, columns: ["a", "b"]) }
    #expect(error?.kind == .wrongFormat)
    #expect(error?.reason.hasPrefix(start) == true)
  }

  @Test("Gives text that must be there, lists and dates, and refuses a column that is not there")
  func fields() throws {
    let csv = "text,list,date\nja,x|y,2025-01-01\n,,\n"
    let rows = try DelimitedText(csv: csv, columns: ["text", "list", "date"]).rows
    try #require(rows.count == 2)
    #expect(try rows[0].required("text") == "ja")
    #expect(try rows[0].list("list") == ["x", "y"])
    #expect(try rows[0].date("date") == CalendarDate(iso: "2025-01-01"))
    #expect(try rows[1].list("list").isEmpty)
    #expect(try rows[1].date("date") == nil)
    #expect(thrown { () throws(ValueError) in try rows[1].required("text") }?.kind == .wrongFormat)
    #expect(thrown { () throws(ValueError) in try rows[0].text("elders") }?.kind == .wrongFormat)
  }

  @Test("Reads back whatever is written by the rules of quoting")
  func roundTrip() throws {
    var random = SplitMix64(seed: 5)
    let pieces = ["a", "é", ",", "\"", "\n", "\r\n", "|", " "]
    for _ in 0..<300 {
      let fields = (0..<3).map { _ in
        (0..<Int.random(in: 1...6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "a" }
          .joined()
      }
      let quoted = fields.map {
        "\"\($0.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
      }
      let rows = try DelimitedText(csv: "a,b,c\r\n\(quoted.joined(separator: ","))\r\n", columns: ["a"]).rows
      try #require(rows.count == 1)
      #expect(try [rows[0].text("a"), rows[0].text("b"), rows[0].text("c")] == fields)
    }
  }
}
