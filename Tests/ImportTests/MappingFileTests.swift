import CareTypes
import ServiceCore
import ServiceRuntime
import Testing

@testable import Import

@Suite struct MappingFileTests {
  private func message(_ yaml: String) -> String? {
    do {
      _ = try MappingFile.read(yaml: yaml, path: "m.yaml")
      return nil
    } catch {
      return error.message
    }
  }

  @Test func `the example is a mapping`() throws {
    let mapping = try MappingFile.read(yaml: MappingExample.text)
    #expect(mapping.listID == "aalter-mantelzorgpremie-2026")
    #expect(mapping.encoding == .windows1252)
    #expect(mapping.delimiter == UInt8(ascii: ";"))
    #expect(mapping.takesDecimalComma)
  }

  @Test(arguments: CareTerm.allCases)
  func `every term of care is in the example, and columns are known by words for it`(
    term: CareTerm
  ) throws {
    #expect(MappingExample.text.contains("\n  \(term.rawValue):"))
    #expect(ColumnVocabulary.care.contains { $0.field == term.rawValue })
    #expect(TargetField.byPath[term.rawValue]?.isRequired == term.isRequired)
  }

  @Test func `what is left out has its default`() throws {
    let mapping = try MappingFile.read(yaml: Lists.mapping())
    #expect(mapping.encoding == .utf8)
    #expect(mapping.delimiter == nil)
  }

  @Test(arguments: [
    ("delimiter: x", "m.yaml, line 4: delimiter is not one of"),
    ("encoding: utf-16", "line 4: encoding is not one of utf-8, windows-1252, iso-8859-1, cp850, macroman"),
    ("colums: {}", "line 4: colums is not a key; the keys are list_id,"),
    ("decimal_comma: 1", "is not YAML"),
  ])
  func `a wrong key or setting is told with its line`(more: String, expected: String) {
    #expect(message(Lists.mapping(more))?.contains(expected) == true)
  }

  @Test(arguments: [
    ("  caregiver.inzs: id", "columns.caregiver.inzs is not a field"),
    ("  caregiver.postal: id", "columns.caregiver.postal is not a field"),
    ("  care.family_name: id", "is not a field; perhaps caregiver.family_name"),
    ("  role: {constant: first}", "columns.role.constant is not one of primary, backup, other"),
    ("  role: {column: r, values: {eerste: first}}", "columns.role.values.eerste is not one of"),
    ("  role: {column: r, values: {Eerste: primary, eerste: backup}}", "columns.role.values.eerste stands twice"),
    ("  role: {column: r, vals: {}}", "columns.role.vals is not a key"),
    ("  role: {column: r, constant: primary}", "columns.role has `constant`, beside which nothing else may stand"),
    ("  role: {default: primary}", "columns.role names no `column`"),
    ("  role:", "columns.role names no column"),
    ("  role: [r]", "columns.role is neither"),
    ("  role: {column: r, separator: '/'}", "columns.role.separator stands at a field that holds one value"),
    ("  end_date: {constant: 31/12/2026}", "columns.end_date.constant is not a date written as yyyy-MM-dd"),
    ("  same_address: {constant: maybe}", "columns.same_address.constant is neither true nor false"),
    ("  recipient_consents.hospital: h", "columns.recipient_consents.given_by is missing"),
    ("  recipient_consents.given_by: {constant: self}", "stands there without a field that holds the date"),
  ])
  func `a wrong column is told with its path`(columns: String, expected: String) {
    let seen = message(Lists.mapping(columns: columns))
    #expect(seen?.contains(expected) == true, "\(seen ?? "")")
    #expect(seen?.contains("line") == true)
  }

  @Test(arguments: ["hours_per_week", "hours.per_month", "hours.per_year"])
  func `hours are mapped in the unit of the list, and one unit is enough`(path: String) throws {
    let yaml = Lists.mapping().replacing("  hours_per_week: hours\n", with: "  \(path): hours\n")
    #expect(try MappingFile.read(yaml: yaml).fields.contains { $0.target.path == path })
  }

  @Test func `hours in no unit, or both a month and a year, are told`() {
    let none = Lists.mapping().replacing("  hours_per_week: hours\n", with: "")
    #expect(message(none)?.contains("columns.hours_per_week is missing") == true)
    let two = "  hours.per_month: hours\n  hours.per_year: hours\n"
    let both = Lists.mapping().replacing("  hours_per_week: hours\n", with: two)
    #expect(message(both)?.contains("columns.hours.per_year stands beside hours.per_month") == true)
  }

  @Test func `a required field that is missing is told`() {
    let yaml = Lists.mapping().replacing("  dwelling: {constant: own_home}\n", with: "")
    #expect(message(yaml)?.contains("columns.dwelling is missing") == true)
  }

  @Test(arguments: ["Aalter 2026", "", "a_b", String(repeating: "a", count: 65)])
  func `a malformed list id is told`(id: String) {
    #expect(message(Lists.mapping().replacing("test-list", with: id))?.contains("list_id") == true)
  }

  @Test(arguments: ["dd/MM/yy", "yyyy", "dMyyyy", "dd/MM/yyyy hh", "dd/dd/yyyy", "jj/MM/yyyy"])
  func `a date format that does not tell a day is refused`(format: String) {
    #expect(message(Lists.mapping().replacing("dd/MM/yyyy", with: format))?.contains("date_format") == true)
  }

  @Test func `a text that is no mapping is told`() {
    #expect(message("- a") == "The mapping m.yaml is not a YAML mapping")
    #expect(message("a: [")?.hasPrefix("The mapping m.yaml is not YAML") == true)
    #expect(message("") == "The mapping m.yaml is not a YAML mapping")
  }
}
