import Import
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import Testing
import TypeAPI

/// Mappings that are made from header lines.
@Suite struct MappingProposalTests {
  private func proposal(_ bytes: [UInt8], name: String = "Premielijst Aalter 2026.csv") throws -> String {
    let folder = try TemporaryFolder()
    return try MappingProposal.text(list: folder.write(name, bytes))
  }

  private func proposal(_ text: String) throws -> String { try proposal(Array(text.utf8)) }

  private static let dutch = """
    Rijksregisternummer mantelzorger;Naam mantelzorger;Voornaam;Straat + nr;Postcode;Gemeente;Tel.;\
    Rijksregisternummer zorgbehoevende;Naam zorgbehoevende;Voornaam zorgbehoevende;Geb.datum zorgbehoevende;\
    Adres zorgbehoevende;Postcode zorgbehoevende;Woonplaats zorgbehoevende;Verwantschap;Uren/week;Begindatum zorg;\
    Verblijf;Opmerkingen
    76072296223;Peeters;Jan;Verzonnenlaan 1;9880;Aalter;0468 00 00 00;48031795153;Maes;Mia;17/03/1948;Denkbeeldstraat 2;\
    9990;Maldegem;zoon;12,5;1/03/2024;thuis;niets
    51110594850;D’Hondt;Zoë;Verzonnenlaan 2;9880;Aalter;0468 00 00 01;48031795153;Maes;Mia;17/03/1948;\
    Denkbeeldstraat 2;9990;Maldegem;nicht;8;15/11/2024;thuis;

    """

  @Test func `a list of a municipality becomes a mapping that an import takes`() throws {
    let text = try proposal(Self.dutch)
    let mapping = try MappingFile.read(yaml: text)
    #expect(mapping.listID == "premielijst-aalter-2026")
    #expect(mapping.encoding == .utf8 && mapping.delimiter == UInt8(ascii: ";") && mapping.takesDecimalComma)
    #expect(mapping.dateFormat.pattern == "d/M/yyyy")
    var columns: [String: String] = [:]
    for field in mapping.fields {
      if case .column(let name) = field.source { columns[field.target.path] = name }
    }
    #expect(columns["caregiver.insz"] == "Rijksregisternummer mantelzorger")
    #expect(columns["caregiver.family_name"] == "Naam mantelzorger")
    #expect(columns["caregiver.given_names"] == "Voornaam")
    #expect(columns["caregiver.street_line"] == "Straat + nr")
    #expect(columns["caregiver.municipality"] == "Gemeente")
    #expect(columns["caregiver.phone"] == "Tel.")
    #expect(columns["recipient.family_name"] == "Naam zorgbehoevende")
    #expect(columns["recipient.given_names"] == "Voornaam zorgbehoevende")
    #expect(columns["recipient.birth_date"] == "Geb.datum zorgbehoevende")
    #expect(columns["recipient.municipality"] == "Woonplaats zorgbehoevende")
    #expect(columns["relation"] == "Verwantschap")
    #expect(columns["hours_per_week"] == "Uren/week")
    #expect(columns["start_date"] == "Begindatum zorg")
    #expect(columns["dwelling"] == "Verblijf")
    #expect(text.contains("# Not used: \"Opmerkingen\""))
    #expect(text.contains("# 1 other words stand in this column"))
    // Nobody of the list stands in it.
    for secret in ["Peeters", "76072296223", "D’Hondt", "Verzonnenlaan"] { #expect(!text.contains(secret)) }
  }

  @Test(arguments: [
    ("Uren/maand", "hours.per_month"), ("Aantal uren per maand", "hours.per_month"),
    ("Hours per month", "hours.per_month"),
    ("Uren per jaar", "hours.per_year"), ("uur per jaar", "hours.per_year"), ("Aantal uur", "hours_per_week"),
  ])
  func `hours are proposed in the unit that the column names`(name: String, path: String) throws {
    let text = try proposal(Self.dutch.replacing("Uren/week", with: name))
    let fields = try MappingFile.read(yaml: text).fields
    #expect(fields.filter { $0.target.path.hasPrefix("hours") }.map(\.target.path) == [path])
    #expect(text.contains("decimal_comma: true"))
  }

  @Test func `the rows of a list are read by what was proposed`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("list.csv", Self.dutch)
    let mapping = try MappingFile.read(yaml: MappingProposal.text(list: path))
    let file = try ListFile(path: path)
    let header = try ListHeader(file: file, delimiter: mapping.delimiter, encoding: mapping.encoding)
    var records = header.reader(of: file, from: header.end)
    let record = try #require(try records.next())
    guard case .ready(let new) = try RowReader(mapping: mapping, columns: header.columns).read(record) else {
      Issue.record("The row was not read")
      return
    }
    #expect(new.caregiver.municipality == "44084" && new.recipient.municipality == "43010")
    #expect(new.relation == .child && new.hoursPerWeek == 12.5 && new.dwelling == .ownHome)
  }

  @Test func `English names, tabs, Windows-1252 and other dates are found out`() throws {
    let text = try proposal(
      Array(
        """
        Caregiver surname\tCaregiver first name\tCaregiver date of birth\tCaregiver zip\tCaregiver city\t\
        Recipient surname\tRecipient first name\tRecipient date of birth\tRecipient zip\tRecipient city\tRelationship\t\
        Hours\tStart date\tDwelling\n
        """.utf8
      ) + Array("Maes\tZo".utf8) + [0xEB]
        + Array(
          "\t1970-02-13\t9880\t44084\tMaes\tMia\t1940-02-13\t9880\t44084\tchild\t8.5\t2024-01-02\town_home\n".utf8
        )
    )
    let mapping = try MappingFile.read(yaml: text)
    #expect(mapping.encoding == .windows1252 && mapping.delimiter == UInt8(ascii: "\t"))
    #expect(mapping.dateFormat.pattern == "yyyy-MM-dd" && !mapping.takesDecimalComma)
    #expect(text.contains("caregiver.birth_date: \"Caregiver date of birth\""))
    #expect(!text.contains("REQUIRED"))
  }

  @Test func `what is missing is told, and then it is no mapping yet`() throws {
    let text = try proposal("Naam;Voornaam;Iets anders\nMaes;Mia;x\n")
    #expect(text.contains("# REQUIRED, and not found: recipient.family_name"))
    #expect(text.contains("# REQUIRED, and not found: caregiver.insz or caregiver.birth_date"))
    #expect(throws: StartupError.self) { try MappingFile.read(yaml: text) }
    #expect(throws: StartupError.self) { try proposal("76072296223;Maes\n48031795153;Peeters\n") }
    #expect(throws: StartupError.self) { try proposal(Array("PK".utf8) + [3, 4]) }
  }

  @Test func `a list that DOS wrote is proposed as such`() throws {
    let text = try proposal(Array("Naam;Voornaam\nPeeters;Andr".utf8) + [0x82, 0x0A])
    #expect(text.contains("encoding: cp850"))
  }
}
