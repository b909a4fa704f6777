import CareTypes
import Testing

@Suite struct PhoneNumberTests {
  @Test(
    "Section \"Telephone numbers\": stores each written form as E.164",
    arguments: [
      ("016 24 49 49", "+3216244949", PhoneNumber.Kind.fixed), ("078 77 77 97", "+3278777797", .fixed),
      ("02 515 02 63", "+3225150263", .fixed), ("+32 2 515 02 63", "+3225150263", .fixed),
      ("0468 00 00 00", "+32468000000", .mobile), ("0032 468 00 00 00", "+32468000000", .mobile),
      ("+32468000000", "+32468000000", .mobile), ("0468/00.00.00", "+32468000000", .mobile),
      ("(09) 000-00-00", "+3290000000", .fixed), ("0800 00 000", "+3280000000", .fixed),
      ("+31 20 000 00 00", "+31200000000", .foreign), ("0033 1 00 00 00 00", "+33100000000", .foreign),
      ("+32 (0)9 123 45 67", "+3291234567", .fixed), ("0032 (0) 9 123 45 67", "+3291234567", .fixed),
      ("+32\u{A0}468\u{202F}00\u{2009}00\u{2013}00", "+32468000000", .mobile),
      ("0468 \u{2011}00\u{2012}00\u{2014}00\u{2212}", "+32468000000", .mobile),
      ("\u{FEFF}(0)9 123 45 67\u{200B}", "+3291234567", .fixed), ("+39 (0)6 0000 0000", "+390600000000", .foreign),
    ]
  )
  func accepts(text: String, e164: String, kind: PhoneNumber.Kind) throws {
    let number = try PhoneNumber(text)
    #expect(number.e164 == e164)
    #expect(number.kind == kind)
  }

  @Test("Length decides between the zone of Liège and a mobile number")
  func liege() throws {
    #expect(try PhoneNumber("04 600 00 00").kind == .fixed)
    #expect(try PhoneNumber("0460 00 00 00").kind == .mobile)
  }

  @Test(
    "Refuses what no row describes",
    arguments: [
      ("468 00 00 00", ValueError.Kind.wrongFormat), ("0441 00 00 00", .wrongFormat),
      ("+3204680000", .wrongFormat),
      ("016 24 49 4", .wrongLength), ("0468 00 00 000", .wrongLength), ("+32", .wrongFormat),
      ("", .wrongFormat),
      ("+", .wrongFormat), ("+0123456789", .wrongFormat), ("00 0123456789", .wrongFormat),
      ("+31 2000", .wrongLength), ("+31 2000000000000000", .wrongLength), ("0468 00 00 oo", .wrongFormat),
      ("0468+000000", .wrongFormat), ("++32468000000", .wrongFormat), ("016 24 49 49 ext 3", .wrongFormat),
    ]
  )
  func refuses(text: String, kind: ValueError.Kind) {
    #expect(refusal(of: text) { text throws(ValueError) in try PhoneNumber(text) } == kind)
  }

  @Test("Shows nothing of the number by accident")
  func redacted() throws {
    #expect(try !accidentalText(of: PhoneNumber("0468 00 00 00")).contains("468"))
  }
}

@Suite struct IBANTests {
  @Test(
    "Accepts both examples, written with spaces or not, in capitals or not",
    arguments: [
      ("BE68 5390 0754 7034", "BE68539007547034"), ("BE68539007547034", "BE68539007547034"),
      ("be64 9799 9990 0152", "BE64979999900152"), ("NL91 ABNA 0417 1643 00", "NL91ABNA0417164300"),
      ("DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
      ("mt84malt011000012345mtlcast001s", "MT84MALT011000012345MTLCAST001S"),
    ]
  )
  func accepts(text: String, compact: String) throws {
    #expect(try IBAN(text).compact == compact)
  }

  @Test("Writes groups of four")
  func formatted() throws {
    #expect(try IBAN("BE68539007547034").formatted == "BE68 5390 0754 7034")
  }

  @Test("Writes a remainder of 0 as 97 in the national check")
  func remainderZero() throws {
    // 0000000097 mod 97 = 0, so the account ends with 97; 98 − (97 97 111400 mod 97) = 98 − (111400 mod 97) =
    // 54.
    #expect(try IBAN("BE54 0000 0000 9797").compact == "BE54000000009797")
    #expect(
      refusal(of: "BE54 0000 0000 9700") { text throws(ValueError) in try IBAN(text) } == .wrongCheckDigits
    )
  }

  @Test(
    "Refuses a wrong national check, a wrong IBAN check and countries outside SEPA",
    arguments: [
      // The first has a right IBAN check over a wrong national one, the second the reverse.
      ("BE41 5390 0754 7035", ValueError.Kind.wrongCheckDigits), ("BE69 5390 0754 7034", .wrongCheckDigits),
      ("NL91 ABNA 0417 1643 01", .wrongCheckDigits), ("BR15 0000 0000 0000 1093 2840 814P 2", .wrongFormat),
      ("BE68 5390 0754 7O34", .wrongCheckDigits), ("BE68-5390-0754-7034", .wrongFormat), ("", .wrongFormat),
      ("BE68 5390 0754 703", .wrongLength), ("BE68 5390 0754 70340", .wrongLength),
    ]
  )
  func refuses(text: String, kind: ValueError.Kind) {
    #expect(refusal(of: text) { text throws(ValueError) in try IBAN(text) } == kind)
  }

  @Test("Catches every error of one digit")
  func singleDigitErrors() throws {
    let bytes = Array("BE64979999900152".utf8)
    var accepted: [String] = []
    for position in 2..<16 {
      for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != bytes[position] {
        var changed = bytes
        changed[position] = digit
        let text = String(decoding: changed, as: UTF8.self)
        if (try? IBAN(text)) != nil { accepted.append(text) }
      }
    }
    #expect(accepted.isEmpty)
  }

  @Test("Shows nothing of the account by accident")
  func redacted() throws {
    #expect(try !accidentalText(of: IBAN("BE68 5390 0754 7034")).contains("5390"))
  }
}

@Suite struct EmailAddressTests {
  @Test(
    "Accepts usual addresses and puts the domain in lower case",
    arguments: [
      ("an.peeters@example.org", "an.peeters@example.org"), ("An+zorg@Example.ORG", "An+zorg@example.org"),
      ("o'neill_1@mail-2.example.be", "o'neill_1@mail-2.example.be"),
    ]
  )
  func accepts(text: String, address: String) throws {
    #expect(try EmailAddress(text).address == address)
  }

  @Test(
    "Refuses what cannot be mailed",
    arguments: [
      "", "an.peeters", "@example.org", "an@", "an@example", "an@@example.org", "an@b@example.org",
      "an peeters@example.org", "an..peeters@example.org", ".an@example.org", "an.@example.org",
      "an@-example.org",
      "an@example-.org", "an@example..org", "an@.org", "an@192.168.0.1", "an@exa_mple.org", "Án@example.org",
      "An <an@example.org>", "an@example.org\n", "an@example.org\r\nBcc: b@example.org",
    ]
  )
  func refuses(text: String) {
    #expect(refusal(of: text) { text throws(ValueError) in try EmailAddress(text) } == .wrongFormat)
  }

  @Test("Accepts 254 characters and 64 before the @, and no more")
  func lengths() throws {
    let local = String(repeating: "a", count: 64)
    let label = String(repeating: "b", count: 63)
    let longest = "\(local)@\(label).\(label).\(String(repeating: "b", count: 57)).be"
    #expect(longest.utf8.count == 254 - 1)
    #expect(throws: Never.self) { try EmailAddress(longest) }
    #expect(throws: Never.self) {
      try EmailAddress("\(local)@\(label).\(label).\(String(repeating: "b", count: 58)).be")
    }
    let tooLong = "\(local)@\(label).\(label).\(String(repeating: "b", count: 59)).be"
    #expect(refusal(of: tooLong) { text throws(ValueError) in try EmailAddress(text) } == .wrongLength)
    let longLocal = "a\(local)@example.org"
    #expect(refusal(of: longLocal) { text throws(ValueError) in try EmailAddress(text) } == .wrongLength)
    let longLabel = "a@b\(label).org"
    #expect(refusal(of: longLabel) { text throws(ValueError) in try EmailAddress(text) } == .wrongFormat)
  }

  @Test("Shows nothing of the address by accident")
  func redacted() throws {
    #expect(try !accidentalText(of: EmailAddress("an.peeters@example.org")).contains("peeters"))
  }
}

@Suite struct PostalCodeTests {
  @Test("Row \"postal code\": accepts 1000 to 9999", arguments: ["1000", "9900", "9999"])
  func accepts(text: String) throws {
    #expect(try PostalCode(text).digits == text)
    #expect(try PostalCode("\u{A0}\(text)\u{200E}\u{2009}").digits == text)
  }

  @Test(
    "Row \"postal code\": refuses the rest",
    arguments: [
      ("0999", ValueError.Kind.outOfRange), ("999", .wrongLength), ("10000", .wrongLength),
      ("B-9900", .wrongFormat),
      ("", .wrongLength),
    ]
  )
  func refuses(text: String, kind: ValueError.Kind) {
    #expect(refusal(of: text) { text throws(ValueError) in try PostalCode(text) } == kind)
  }
}
