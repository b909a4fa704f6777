import CareTypes
import Testing

@Suite struct EnterpriseNumberTests {
  @Test(
    "Accepts the worked and public numbers, with dots, spaces, BE or in the old nine digits",
    arguments: [
      ("0999000129", "0999000129"), ("0999.000.129", "0999000129"), ("999000129", "0999000129"),
      ("BE 0999.000.129", "0999000129"), ("be0999000129", "0999000129"), ("BE999000129", "0999000129"),
      ("0419.052.173", "0419052173"), ("BE 0419.052.173", "0419052173"), ("0314595348", "0314595348"),
      ("0870757023", "0870757023"),
    ]
  )
  func accepts(text: String, digits: String) throws {
    #expect(try EnterpriseNumber(text).digits == digits)
  }

  @Test("Row \"display\": writes 0999.000.129")
  func formatted() throws {
    #expect(try EnterpriseNumber("999000129").formatted == "0999.000.129")
  }

  @Test(
    "Rows \"length\" and \"check\": refuses the rest",
    arguments: [
      ("0999000128", ValueError.Kind.wrongCheckDigits), ("0999000219", .wrongCheckDigits),
      ("2099999916", .wrongFormat), ("NL0999000129", .wrongFormat), ("0999-000-129", .wrongFormat),
      ("99000129", .wrongLength), ("00999000129", .wrongLength), ("", .wrongLength), ("BE", .wrongLength),
    ]
  )
  func refuses(text: String, kind: ValueError.Kind) {
    #expect(refusal(of: text) { text throws(ValueError) in try EnterpriseNumber(text) } == kind)
  }
}

@Suite struct EstablishmentNumberTests {
  @Test("Row \"establishment unit\": accepts the worked number", arguments: ["2099999916", "2.099.999.916"])
  func accepts(text: String) throws {
    let number = try EstablishmentNumber(text)
    #expect(number.digits == "2099999916")
    #expect(number.formatted == "2.099.999.916")
  }

  @Test(
    "Row \"establishment unit\": refuses another first digit, check or length",
    arguments: [
      ("2099999917", ValueError.Kind.wrongCheckDigits), ("0999000129", .wrongFormat),
      ("9099999916", .wrongFormat),
      ("209999991", .wrongLength), ("BE2099999916", .wrongFormat),
    ]
  )
  func refuses(text: String, kind: ValueError.Kind) {
    #expect(refusal(of: text) { text throws(ValueError) in try EstablishmentNumber(text) } == kind)
  }
}

@Suite struct NIHDINumberTests {
  @Test("Worked: a professional of eleven digits with qualification 004")
  func professional() throws {
    let number = try NIHDINumber("1-99999-15-004")
    #expect(number.digits == "19999915004")
    #expect(number.kind == .professional)
    #expect(number.checkDigitsMatch)
    #expect(number.qualificationCode == "004")
  }

  @Test("An organisation has eight digits", arguments: ["71032209", "71067049", "71030031", "71099812"])
  func organisation(text: String) throws {
    let number = try NIHDINumber(text)
    #expect(number.kind == .organisation)
    #expect(number.checkDigitsMatch)
    #expect(number.qualificationCode == nil)
  }

  @Test(
    "Row \"exceptions\": check digits that do not match are a warning",
    arguments: ["71099813", "19999916004"]
  )
  func warning(text: String) throws {
    #expect(try !NIHDINumber(text).checkDigitsMatch)
  }

  @Test(
    "Row \"FHIR\": refuses another length or character",
    arguments: [
      ("7109981", ValueError.Kind.wrongLength), ("710998120", .wrongLength), ("", .wrongLength),
      ("7109981X", .wrongFormat),
    ]
  )
  func refuses(text: String, kind: ValueError.Kind) {
    #expect(refusal(of: text) { text throws(ValueError) in try NIHDINumber(text) } == kind)
  }
}

@Suite struct HospitalRecognitionNumberTests {
  @Test(
    "The NIHDI number of a hospital is 710, its recognition number and a check, and leads back to it",
    arguments: [("322", "71032209"), ("670", "71067049"), ("300", "71030031"), ("998", "71099812")]
  )
  func nihdiNumber(recognition: String, nihdi: String) throws {
    let number = try HospitalRecognitionNumber(recognition)
    #expect(number.digits == recognition)
    #expect(try number.nihdiNumber == NIHDINumber(nihdi))
    #expect(try HospitalRecognitionNumber(nihdiNumber: NIHDINumber(nihdi)) == number)
  }

  @Test("All thousand numbers survive the way to the NIHDI number and back")
  func roundTrip() throws {
    for number in 0...999 {
      let text = String(String(1000 + number).dropFirst())
      let recognition = try HospitalRecognitionNumber(text)
      try #require(HospitalRecognitionNumber(nihdiNumber: recognition.nihdiNumber) == recognition)
    }
  }

  @Test(
    "Recovers nothing from a psychiatric prefix, a wrong check or a professional",
    arguments: ["72099876", "71099813", "71099812004"]
  )
  func recoversNothing(nihdi: String) throws {
    #expect(try HospitalRecognitionNumber(nihdiNumber: NIHDINumber(nihdi)) == nil)
  }

  @Test(
    "Refuses what is not three digits",
    arguments: [("99", ValueError.Kind.wrongLength), ("9980", .wrongLength), ("9 8", .wrongFormat)]
  )
  func refuses(text: String, kind: ValueError.Kind) {
    #expect(refusal(of: text) { text throws(ValueError) in try HospitalRecognitionNumber(text) } == kind)
  }
}
