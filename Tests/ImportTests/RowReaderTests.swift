import CareTypes
import Import
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import Testing
import TypeAPI

@Suite struct RowReaderTests {
  /// What becomes of one row below a header.
  private func read(_ row: [UInt8], header: String = Lists.header, mapping: String) throws -> RowReader.Outcome {
    let folder = try TemporaryFolder()
    let mapping = try MappingFile.read(yaml: mapping)
    let file = try ListFile(path: folder.write("list.csv", Array("\(header)\n".utf8) + row))
    let list = try ListHeader(file: file, delimiter: mapping.delimiter, encoding: mapping.encoding)
    let reader = try RowReader(mapping: mapping, columns: list.columns)
    var records = list.reader(of: file, from: list.end)
    let record = try #require(try records.next())
    return reader.read(record)
  }

  @Test(
    "The country of a row decides whether its municipality or its place counts",
    arguments: [
      ("Aalter;België", "44084", "", ""), ("Aalter;", "44084", "", ""), ("Brussel;België", "21004", "", ""),
      ("Terneuzen;Nederland", "", "NL", "Terneuzen"), ("Aalter;Nederland", "", "NL", "Aalter"),
    ]
  )
  func countries(row: String, municipality: String, country: String, locality: String) throws {
    let person = try situation(
      row,
      header: "Gemeente;Land",
      mapping: """
        list_id: elders
        delimiter: ";"
        encoding: utf-8
        date_format: yyyy-MM-dd
        columns:
          caregiver.family_name: {constant: Fictieve}
          caregiver.given_names: {constant: Mieke}
          caregiver.postal_code: {constant: "9880"}
          caregiver.locality: Gemeente
          caregiver.country: {column: Land, values: {België: BE, Nederland: NL}, default: BE}
          caregiver.municipality: {column: Gemeente, values: {Aalter: "44084", Brussel: "21004"}}
          recipient.family_name: {constant: Bedacht}
          recipient.given_names: {constant: Jozef}
          recipient.postal_code: {constant: "9880"}
          recipient.municipality: {constant: "44084"}
          relation: {constant: child}
          hours_per_week: {constant: 8}
          start_date: {constant: 2024-03-01}
          dwelling: {constant: own_home}
        """
    ).caregiver
    #expect(person.municipality == municipality && person.country == country && person.locality == locality)
  }

  private func situation(
    _ row: String,
    header: String = Lists.header,
    mapping: String = Lists.mapping()
  ) throws -> Mantel_Registration_V1_NewCareSituation {
    let outcome = try read(Array(row.utf8), header: header, mapping: mapping)
    guard case .ready(let new) = outcome else {
      Issue.record("\(outcome)")
      return .init()
    }
    return new
  }

  private func problems(
    _ row: String,
    header: String = Lists.header,
    mapping: String = Lists.mapping()
  ) throws -> [String] {
    guard case .rejected(let problems) = try read(Array(row.utf8), header: header, mapping: mapping) else { return [] }
    return problems.map { "\($0.reason) \($0.field) \($0.description)" }
  }

  @Test func `a row becomes a care situation`() throws {
    let new = try situation(" 85.07.30-033.28 ;12,5;01/02/2020;ZOON; \u{A0}De Smet ")
    #expect(new.caregiver.insz == "85.07.30-033.28")
    #expect(new.caregiver.familyName == "De Smet")
    #expect(new.recipient.municipality == "44084")
    #expect(new.hoursPerWeek == 12.5)
    #expect(new.startDate == Mantel_Type_V1_Date(try CalendarDate(iso: "2020-02-01")))
    #expect(new.relation == .child)
    #expect(new.dwelling == .ownHome)
    #expect(!new.hasEndDate)
    #expect(!new.hasCaregiverDeclaration)
  }

  @Test func `an empty field has its default, and the words of the registry need no table`() throws {
    let new = try situation("1;10;01/02/2020;Other_Family;")
    #expect(new.caregiver.familyName == "Peeters")
    #expect(new.relation == .otherFamily)
  }

  @Test(arguments: [
    "31/02/2020", "29/02/2021", "1/2/2020", "2020-02-01", "01/02/20", "01/13/2020", "morgen", "00/01/2020",
  ])
  func `a date that is none is rejected without being repeated`(date: String) throws {
    let seen = try problems("1;10;\(date);zoon;x")
    #expect(seen.count == 1)
    #expect(seen.first?.hasPrefix("INVALID_FIELD start_date ") == true)
    #expect(seen.first?.contains(date) == false)
  }

  @Test func `spaces, dashes and marks that come with copied text do no harm`() throws {
    let mapping = Lists.mapping().replacing("dd/MM/yyyy", with: "dd-MM-yyyy")
    let new = try situation("\u{FEFF}1;\u{A0}12,5\u{202F};05\u{2011}03\u{2013}2020\u{200B};zoon;x", mapping: mapping)
    #expect(new.startDate == Mantel_Type_V1_Date(try CalendarDate(iso: "2020-03-05")))
    #expect(new.hoursPerWeek == 12.5)
    #expect(new.caregiver.insz == "1")
  }

  @Test(arguments: [
    ("dd/MM/yyyy", "05/03/2020"), ("d/M/yyyy", "5/3/2020"), ("d/M/yyyy", "05/03/2020"), ("yyyy-MM-dd", "2020-03-05"),
    ("yyyyMMdd", "20200305"), ("dd.MM.yyyy", "05.03.2020"),
  ])
  func `dates are read in the format of the mapping`(format: String, text: String) throws {
    let mapping = Lists.mapping().replacing("dd/MM/yyyy", with: format)
    let new = try situation("1;10;\(text);zoon;x", mapping: mapping)
    #expect(new.startDate == Mantel_Type_V1_Date(try CalendarDate(iso: "2020-03-05")))
  }

  @Test(arguments: ["tien", "1.2.3", "-4", "1e3", "NaN", "inf", "12.", ".5", "1 000", "٣"])
  func `hours that are no number are rejected`(hours: String) throws {
    #expect(try problems("1;\(hours);01/02/2020;zoon;x") == ["INVALID_FIELD hours_per_week is not a number"])
  }

  @Test func `a comma in hours is taken only where the mapping says so`() throws {
    let mapping = Lists.mapping().replacing("decimal_comma: true", with: "decimal_comma: false")
    let seen = try problems("1;12,5;01/02/2020;zoon;x", mapping: mapping)
    #expect(seen == ["INVALID_FIELD hours_per_week is not a number with a point"])
    #expect(try situation("1;12.5;01/02/2020;zoon;x", mapping: mapping).hoursPerWeek == 12.5)
  }

  @Test(arguments: [
    ("hours.per_month", Mantel_Type_V1_CareHours.OneOf_Amount.perMonth(50.25)), ("hours.per_year", .perYear(50.25)),
  ])
  func `hours a month and a year stay in their unit`(path: String, amount: Mantel_Type_V1_CareHours.OneOf_Amount) throws
  {
    let mapping = Lists.mapping().replacing("hours_per_week:", with: "\(path):")
    let new = try situation("1;50,25;01/02/2020;zoon;x", mapping: mapping)
    #expect(new.hours.amount == amount && new.hoursPerWeek == 0)
    let wrong = try problems("1;tien;01/02/2020;zoon;x", mapping: mapping)
    #expect(wrong == ["INVALID_FIELD \(path) is not a number"])
  }

  @Test func `all problems of a row are told`() throws {
    let seen = try problems("1;x;31/02/2020;achternicht;y")
    #expect(seen.map { $0.split(separator: " ")[1] } == ["relation", "hours_per_week", "start_date"])
    #expect(seen.allSatisfy { !$0.contains("achternicht") })
  }

  @Test func `lists of words, consents and declarations are read`() throws {
    let mapping = Lists.mapping(
      columns: """
          tasks: {column: taken, separator: "/", values: {vervoer: transport, niets: ""}}
          recipient_consents.hospital: zh
          recipient_consents.automatic_rights: {column: auto, values: {ja: 2026-01-15, nee: ""}}
          recipient_consents.given_by: {constant: mandate}
          caregiver_declaration.signed_date: eed
          caregiver_declaration.given_by: {constant: self}
          same_address: zelfde
        """
    )
    let header = "\(Lists.header);taken;zh;auto;eed;zelfde"
    var new = try situation(
      "1;10;01/02/2020;zoon;x;Vervoer / household/niets//vervoer;03/01/2026;JA;02/01/2026;ja",
      header: header,
      mapping: mapping
    )
    #expect(new.tasks == [.transport, .household])
    #expect(new.recipientConsents.map(\.purpose) == [.hospital, .automaticRights])
    #expect(new.recipientConsents.map(\.givenBy) == [.mandate, .mandate])
    #expect(new.recipientConsents.map(\.givenDate.day) == [3, 15])
    #expect(new.caregiverDeclaration.givenBy == .self_)
    #expect(new.sameAddress)

    new = try situation("1;10;01/02/2020;zoon;x;;;nee;;", header: header, mapping: mapping)
    #expect(new.tasks.isEmpty)
    #expect(new.recipientConsents.isEmpty)
    #expect(!new.hasCaregiverDeclaration)
    #expect(!new.sameAddress)

    let seen = try problems("1;10;01/02/2020;zoon;x;dansen;31/02/2020;soms;;half", header: header, mapping: mapping)
    #expect(
      seen.map { $0.split(separator: " ")[1] } == [
        "tasks", "same_address", "recipient_consents.hospital", "recipient_consents.automatic_rights",
      ]
    )
  }

  @Test func `bytes that are not of the encoding reject the row, in whichever column`() throws {
    let mapped = Array("1;10;01/02/2020;zoon;".utf8) + [0xE9]
    guard case .rejected(let problems) = try read(mapped, mapping: Lists.mapping()) else {
      Issue.record("The row was taken")
      return
    }
    #expect(
      problems == [
        RowProblem(
          reason: "INVALID_FIELD",
          field: "caregiver.family_name",
          description: "has characters that are not utf-8"
        )
      ]
    )
    let unused = Array("1;10;01/02/2020;zoon;x;".utf8) + [0xE9]
    guard case .rejected(let others) = try read(unused, header: "\(Lists.header);rest", mapping: Lists.mapping()) else {
      Issue.record("The row was taken")
      return
    }
    #expect(others.map(\.reason) == ["ROW_UNREADABLE"])
  }

  @Test func `a column that the list lacks or has twice is told before anything else`() throws {
    let mapping = try MappingFile.read(yaml: Lists.mapping())
    #expect(
      throws: StartupError("The list has no column `id` (columns.caregiver.insz, line 6 of the mapping); it has `ID`")
    ) {
      _ = try RowReader(mapping: mapping, columns: ["ID", "hours", "start", "relation", "name"])
    }
    #expect(throws: StartupError("The list has the column `id` twice (columns.caregiver.insz, line 6 of the mapping)"))
    {
      _ = try RowReader(mapping: mapping, columns: ["id", "id", "hours", "start", "relation", "name"])
    }
  }
}
