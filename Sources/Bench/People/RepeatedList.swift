import CareTypes
import Foundation
import Registration
import RegistrationDomain

/// A list of fictional people, and the same list sorted otherwise with a cell of one row in a hundred mended: what
/// `mantel import` is tried with. The same each time.
struct RepeatedList {
  /// A row of the list.
  private struct Row {
    var caregiver: Cells
    var recipient: Cells
    var hours: Int
    var start: String

    var text: String { "\(caregiver.text);\(recipient.text);\(hours),5;\(start)\r\n" }
  }

  /// What a row says of a person.
  private struct Cells {
    var number, family, given, birth, street, postalCode, municipality, phone: String

    init(_ person: PersonDetails) {
      number = if case .insz(let insz) = person.number { insz.digits } else { "" }
      family = person.identity.familyName
      given = person.identity.givenNames
      birth = person.birthDate.map { "\($0.day)/\($0.month)/\($0.year)" } ?? ""
      street = person.residence.address?.streetLine ?? ""
      postalCode = person.residence.address?.postalCode ?? ""
      municipality = person.residence.place.municipality?.digits ?? ""
      phone = person.identity.phone
    }

    var text: String {
      [number, family, given, birth, street, postalCode, municipality, phone].joined(separator: ";")
    }
  }

  private static let columns = ["nummer", "naam", "voornaam", "geboren", "straat", "postcode", "gemeente", "telefoon"]
  private static let fields = [
    "insz", "family_name", "given_names", "birth_date", "street_line", "postal_code", "municipality", "phone",
  ]

  /// Which cells are mended, in turns, and how.
  private static let mends: [(field: String, mend: @Sendable (inout Row) -> Void)] = [
    ("caregiver.phone", { $0.caregiver.phone = "0468 99 88 77" }),
    ("hours_per_week", { $0.hours += 20 }),
    ("caregiver.street_line", { $0.caregiver.street += " bus 7" }),
    ("recipient.family_name", { $0.recipient.family += "x" }),
    ("recipient.phone", { $0.recipient.phone = "0468 99 88 66" }),
    ("caregiver.given_names", { $0.caregiver.given += "a" }),
    ("start_date", { $0.start = "2/1/2025" }),
    ("recipient.street_line", { $0.recipient.street += "0" }),
  ]

  private let rows: [Row]

  /// Makes up a list: one recipient in ten has a second caregiver, one caregiver in ten a second recipient, and one in
  /// seven has no number.
  ///
  /// - Throws: `ValueError` only if what is made up here is not what the registry takes.
  init(count: Int) throws {
    let situations = try PlantedPopulation(count: 2 * count, pairs: 0).situations
    var rows: [Row] = []
    for (index, situation) in situations.enumerated() {
      var row = Row(
        caregiver: Cells(situation.caregiver),
        recipient: Cells(situation.recipient),
        hours: 4 + index % 36,
        start: "1/3/2024"
      )
      if let last = rows.last {
        if index % 10 == 4 { row.recipient = last.recipient }
        if index % 10 == 8 { row.caregiver = last.caregiver }
      }
      rows.append(row)
    }
    self.rows = rows
  }

  /// The list, as CSV.
  var text: Data { Data((Self.header + rows.map(\.text).joined()).utf8) }

  /// Writes `list.csv`, `again.csv`, `mapping.yaml`, and `mended.txt`: which rows of the second list were mended, and where.
  func write(to folder: URL) throws {
    var random = SplitMix64(seed: 7)
    var again: [(row: Row, field: String?)] = rows.map { ($0, nil) }
    for (turn, index) in stride(from: 0, to: again.count, by: 100).enumerated() {
      let (field, mend) = Self.mends[turn % Self.mends.count]
      mend(&again[index].row)
      again[index].field = field
    }
    again.shuffle(using: &random)
    let mended = again.enumerated().compactMap { index, row in row.field.map { "\(index + 1) \($0)\n" } }
    for (name, text) in [
      ("list.csv", Self.header + rows.map(\.text).joined()),
      ("again.csv", Self.header + again.map(\.row.text).joined()), ("mended.txt", mended.joined()),
      ("mapping.yaml", Self.mapping),
    ] {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
  }

  private static var header: String {
    let people = ["mantelzorger", "zorgvrager"].flatMap { person in columns.map { "\($0) \(person)" } }
    return (people + ["uren", "begin"]).joined(separator: ";") + "\r\n"
  }

  /// Which column is what, as YAML.
  static var mapping: String {
    let people = [("caregiver", "mantelzorger"), ("recipient", "zorgvrager")].flatMap { path, name in
      zip(fields, columns).map { "  \(path).\($0): \($1) \(name)\n" }
    }
    return """
      list_id: meetjesland-2026
      date_format: d/M/yyyy
      decimal_comma: true
      columns:
        relation: {constant: other_family}
        hours_per_week: uren
        start_date: begin
        dwelling: {constant: own_home}

      """ + people.joined()
  }
}
