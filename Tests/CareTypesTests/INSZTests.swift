import CareTypes
import Testing

@Suite struct INSZTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let row: String
    let digits: String
    let kind: INSZ.Kind
    let birthDate: String?
    let century: Int
    let sex: INSZ.RegisteredSex
    var testDescription: String { row }
  }

  static let examples = [
    Example(
      row: "RR, man, 1948-03-17",
      digits: "48031795153",
      kind: .nationalRegister,
      birthDate: "1948-03-17",
      century: 1900,
      sex: .male
    ),
    Example(
      row: "RR, woman, 1951-11-05",
      digits: "51110594850",
      kind: .nationalRegister,
      birthDate: "1951-11-05",
      century: 1900,
      sex: .female
    ),
    Example(
      row: "RR, woman, 1976-07-22",
      digits: "76072296223",
      kind: .nationalRegister,
      birthDate: "1976-07-22",
      century: 1900,
      sex: .female
    ),
    Example(
      row: "RR, man, 2004-02-29",
      digits: "04022995350",
      kind: .nationalRegister,
      birthDate: "2004-02-29",
      century: 2000,
      sex: .male
    ),
    Example(
      row: "RR, woman (girl), 2011-09-30",
      digits: "11093097696",
      kind: .nationalRegister,
      birthDate: "2011-09-30",
      century: 2000,
      sex: .female
    ),
    Example(
      row: "RR, day unknown, June 1940",
      digits: "40060095524",
      kind: .nationalRegister,
      birthDate: nil,
      century: 1900,
      sex: .male
    ),
    Example(
      row: "RR, month and day unknown, 1938",
      digits: "38000095735",
      kind: .nationalRegister,
      birthDate: nil,
      century: 1900,
      sex: .male
    ),
    Example(
      row: "the same, day counter 01",
      digits: "38000195705",
      kind: .nationalRegister,
      birthDate: nil,
      century: 1900,
      sex: .male
    ),
    Example(
      row: "BIS, sex unknown, 1983-05-14 (month 25)",
      digits: "83251495855",
      kind: .bis,
      birthDate: "1983-05-14",
      century: 1900,
      sex: .unknown
    ),
    Example(
      row: "BIS, woman, 1983-05-14 (month 45)",
      digits: "83451495801",
      kind: .bis,
      birthDate: "1983-05-14",
      century: 1900,
      sex: .female
    ),
    Example(
      row: "BIS, woman, 2001-12-08 (month 52)",
      digits: "01520897473",
      kind: .bis,
      birthDate: "2001-12-08",
      century: 2000,
      sex: .female
    ),
    Example(
      row: "BIS, birth date unknown, 1979 (month 40, day 00)",
      digits: "79400096108",
      kind: .bis,
      birthDate: nil,
      century: 1900,
      sex: .male
    ),
  ]

  @Test("Reads each worked example as its row says", arguments: examples)
  func reads(example: Example) throws {
    let insz = try read(example.digits)
    #expect(insz.digits == example.digits)
    #expect(insz.kind == example.kind)
    #expect(insz.birthDate?.isoText == example.birthDate)
    #expect(insz.birthCentury == example.century)
    #expect(insz.registeredSex == example.sex)
  }

  @Test("Refuses the row \"invalid: wrong check\"")
  func wrongCheck() {
    #expect(refusal(of: "48031795154", read) == .wrongCheckDigits)
  }

  @Test(
    "Row \"display\": takes out spaces, dots and hyphens, and writes the number as YY.MM.DD-SSS.CC",
    arguments: [
      "48.03.17-951.53", "48 03 17 951 53", "480317-951-53", " 48031795153 ",
      "48.03.17\u{2011}951.53", "48\u{A0}03\u{202F}17\u{2009}951\u{2013}53", "\u{FEFF}48031795153\u{200B}",
    ]
  )
  func separators(text: String) throws {
    let insz = try read(text)
    #expect(insz.digits == "48031795153")
    #expect(insz.formatted == "48.03.17-951.53")
  }

  @Test(
    "Row \"length\": refuses other characters and other lengths",
    arguments: [
      ("4803179515", ValueError.Kind.wrongLength), ("480317951530", .wrongLength), ("", .wrongLength),
      ("48/03/17/951.53", .wrongFormat), ("4803179515A", .wrongFormat), ("48_031795153", .wrongFormat),
      ("\u{0664}8031795153", .wrongFormat), ("48031795153\n", .wrongFormat),
    ]
  )
  func malformed(text: String, kind: ValueError.Kind) {
    #expect(refusal(of: text, read) == kind)
  }

  @Test(
    "Rows \"BIS\" and \"parts\": refuses months that no register uses",
    arguments: [13, 19, 33, 39, 53, 60, 99]
  )
  func wrongMonth(month: Int) {
    #expect(refusal(of: number(year: 70, month: month, day: 10, serial: 951), read) == .noSuchDate)
  }

  @Test(
    "Row \"parts\": the calendar date must exist once the month of a BIS number is normalised",
    arguments: [(2, 29), (2, 30), (4, 31), (22, 29), (42, 29), (52, 32), (6, 99)]
  )
  func wrongDay(month: Int, day: Int) {
    #expect(refusal(of: number(year: 71, month: month, day: day, serial: 951), read) == .noSuchDate)
  }

  @Test(
    "Row \"month/day unknown\": with month 00, 20 or 40 the day is only a counter, 00 to 99",
    arguments: [0, 20, 40],
    [0, 1, 31, 32, 99]
  )
  func dayCounter(month: Int, day: Int) throws {
    let insz = try read(number(year: 38, month: month, day: day, serial: 957))
    #expect(insz.birthDate == nil)
    #expect(insz.kind == (month == 0 ? .nationalRegister : .bis))
  }

  @Test(
    "Row \"parts\": serials run from 001 to 998",
    arguments: [(0, false), (1, true), (998, true), (999, false)]
  )
  func serial(serial: Int, isValid: Bool) {
    let text = number(year: 48, month: 3, day: 17, serial: serial)
    #expect(refusal(of: text, read) == (isValid ? nil : .outOfRange))
  }

  @Test("Refuses a birth after today, and takes one of today")
  func future() throws {
    let born = try CalendarDate(iso: "2025-06-15")
    let text = try INSZ.fictional(born: born, serial: 950).digits
    let dayBefore = try born.adding(days: -1)
    #expect(try INSZ(text, today: born).birthDate == born)
    #expect(thrown { () throws(ValueError) in try INSZ(text, today: dayBefore) }?.kind == .inFuture)
  }

  @Test("Refuses a year in the future even where the day of birth is unknown", arguments: [(0, 0), (6, 0)])
  func futureWithoutDate(month: Int, day: Int) {
    let text = number(year: 40, month: month, day: day, serial: 951, century: 2000)
    #expect(refusal(of: text, read) == .inFuture)
  }

  @Test("Row \"check\": with the example of 2004, the century of the other formula is never read")
  func centuries() throws {
    var random = SplitMix64(seed: 3)
    var wrong: [String] = []
    for _ in 0..<2000 {
      let born = try CalendarDate(daysSinceEpoch: .random(in: -25_400...20_000, using: &random))
      guard (born.month, born.day) != (1, 1) else { continue }
      let made = try INSZ.fictional(born: born, serial: .random(in: INSZ.fictionalSerials, using: &random))
      if try read(made.digits) != made { wrong.append(made.digits) }
    }
    #expect(wrong.isEmpty)
  }

  @Test(
    "\"Limits of the check\": an error of one digit or a swap passes only if it flips the century, and rarely"
  )
  func errors() throws {
    var random = SplitMix64(seed: 4)
    var tried = 0
    var passed: [INSZ] = []
    var unexplained: [String] = []
    for _ in 0..<400 {
      let born = try CalendarDate(daysSinceEpoch: .random(in: -25_400...20_000, using: &random))
      guard (born.month, born.day) != (1, 1) else { continue }
      let insz = try INSZ.fictional(born: born, serial: .random(in: INSZ.fictionalSerials, using: &random))
      for error in Self.singleDigitErrors(of: insz.digits) + Self.swaps(in: insz.digits) {
        tried += 1
        guard let accepted = try? read(error) else { continue }
        passed.append(accepted)
        if accepted.birthCentury == insz.birthCentury { unexplained.append(error) }
      }
    }
    #expect(unexplained.isEmpty)
    #expect(tried > 40_000)
    #expect(!passed.isEmpty)
    #expect(Double(passed.count) / Double(tried) < 0.002)
  }

  @Test("Shows nothing of the number in text, in a debugger or in a dump")
  func redacted() throws {
    let insz = try read("48031795153")
    let shown = accidentalText(of: insz)
    for secret in ["48031795153", "480317", "1948", "951"] { #expect(!shown.contains(secret)) }
    #expect("\(insz)" == "INSZ(redacted)")
  }

  @Test("Makes a fictional number by the convention, which reads back as what it was made of")
  func fictional() throws {
    let made = try INSZ.fictional(born: CalendarDate(iso: "1948-03-17"), serial: 951)
    #expect(made.digits == "48031795153")
    #expect(try read(made.digits) == made)
  }

  @Test(
    "Makes no fictional number on 1 January, outside 1900 to 2099, or with a serial of real persons",
    arguments: [
      ("1980-01-01", 951), ("1899-12-31", 951), ("2100-06-01", 951), ("1980-06-01", 947), ("1980-06-01", 999),
    ]
  )
  func fictionalRefused(born: String, serial: Int) throws {
    let born = try CalendarDate(iso: born)
    #expect(
      thrown { () throws(ValueError) in try INSZ.fictional(born: born, serial: serial) }?.kind == .outOfRange
    )
  }
}

extension INSZTests {
  private func read(_ text: String) throws(ValueError) -> INSZ {
    try INSZ(text, today: CalendarDate(iso: "2026-01-15"))
  }

  /// A number with right check digits, whatever its parts.
  private func number(year: Int, month: Int, day: Int, serial: Int, century: Int = 1900) -> String {
    let first = ((year * 100 + month) * 100 + day) * 1000 + serial
    let check = 97 - (century == 2000 ? 2_000_000_000 + first : first) % 97
    let text = String(first * 100 + check)
    return String(repeating: "0", count: 11 - text.count) + text
  }

  private static func singleDigitErrors(of digits: String) -> [String] {
    let bytes = Array(digits.utf8)
    return bytes.indices.flatMap { position in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).filter { $0 != bytes[position] }.map { digit in
        var changed = bytes
        changed[position] = digit
        return String(decoding: changed, as: UTF8.self)
      }
    }
  }

  private static func swaps(in digits: String) -> [String] {
    let bytes = Array(digits.utf8)
    return bytes.indices.dropLast().filter { bytes[$0] != bytes[$0 + 1] }.map { position in
      var changed = bytes
      changed.swapAt(position, position + 1)
      return String(decoding: changed, as: UTF8.self)
    }
  }
}
