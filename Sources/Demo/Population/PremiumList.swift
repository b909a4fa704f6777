import CareTypes
import Foundation
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import TypeAPI

/// The list of a premium as the office of a municipality would hand it over: made-up rows, and rubbish among them.
struct PremiumList: Sendable {
  /// What can be wrong with a row.
  enum Rubbish: String, Sendable, CaseIterable {
    case wrongCheckDigits = "wrong check digits"
    case noSuchDay = "31 February"
    case doubled = "the row before it again"
    case tooFewFields = "a field too few"
    case veryLong = "a very long row"
    case unknownWord = "an unknown word"
    case beforeBirth = "care before the caregiver was born"
    case everyHour = "every hour of the week: asked back"
  }

  /// The list: semicolons, lines that end as Windows ends them, Windows-1252.
  let data: Data
  /// Which column is what.
  let mapping: String
  /// What is wrong with which row, by its number from 1.
  let rubbish: [Int: Rubbish]
  /// What the rows say that are hard to believe and right all the same, by their numbers.
  let hardToBelieve: [Int: Mantel_Registration_V1_NewCareSituation]
  /// What the rows say that are right.
  let situations: [Mantel_Registration_V1_NewCareSituation]

  /// How many rows it has.
  var rowCount: Int { situations.count + rubbish.count }

  /// Writes care situations as a list, with a row of rubbish after every so many.
  ///
  /// - Throws: `StartupError` for a text that Windows-1252 does not have, `ValueError` for a date that is none.
  init(of situations: [Mantel_Registration_V1_NewCareSituation], id: String, rubbishAfter interval: Int) throws {
    var lines = [Self.columns]
    var rubbish: [Int: Rubbish] = [:]
    var hardToBelieve: [Int: Mantel_Registration_V1_NewCareSituation] = [:]
    for (index, situation) in situations.enumerated() {
      let fields = try Self.fields(of: situation)
      lines.append(fields)
      guard (index + 1).isMultiple(of: interval) else { continue }
      let kind = Rubbish.allCases[rubbish.count % Rubbish.allCases.count]
      rubbish[lines.count] = kind
      switch kind {
      case .beforeBirth: lines.append(try Self.fields(of: Self.beforeBirth(situation)))
      case .everyHour:
        let odd = try Self.everyHour(situation)
        hardToBelieve[lines.count] = odd
        lines.append(try Self.fields(of: odd))
      default: lines.append(Self.spoilt(fields, kind))
      }
    }
    let text = lines.map { $0.joined(separator: ";") + "\r\n" }.joined()
    guard let data = text.data(using: .windowsCP1252) else {
      throw StartupError("The list has characters that Windows-1252 does not have")
    }
    self.data = data
    self.rubbish = rubbish
    self.hardToBelieve = hardToBelieve
    self.situations = situations
    mapping = Self.mapping(id: id)
  }

  // MARK: - Rows

  private static let columns = [
    "Rijksregisternummer mantelzorger", "Naam", "Voornaam", "Adres", "Postcode", "Gemeente",
    "Rijksregisternummer zorgvrager", "Naam zorgvrager", "Voornaam zorgvrager", "Adres zorgvrager",
    "Postcode zorgvrager", "Gemeente zorgvrager", "Band", "Uren per week", "Begin van de zorg", "Verblijf",
  ]
  /// The place of the caregiver's family name, the relation and the first day.
  private static let (name, relation, start) = (1, 12, 14)

  private static func fields(of situation: Mantel_Registration_V1_NewCareSituation) throws -> [String] {
    let start = try CalendarDate(situation.startDate)
    return fields(of: situation.caregiver) + fields(of: situation.recipient) + [
      relations.first { $0.code == situation.relation }?.text ?? "andere",
      "\(situation.hoursPerWeek)".replacing(".", with: ","),
      "\(padded(start.day))/\(padded(start.month))/\(start.year)",
      situation.dwelling == .residentialCare ? "wzc" : "thuis",
    ]
  }

  private static func fields(of person: Mantel_Registration_V1_PersonDetails) -> [String] {
    let place = Meetjesland.municipalities.first { $0.code == person.municipality }?.client ?? ""
    return [
      person.insz, person.familyName, person.givenNames, person.streetLine, person.postalCode, place.capitalized,
    ]
  }

  /// A row that cannot be registered, made of one that can.
  private static func spoilt(_ fields: [String], _ kind: Rubbish) -> [String] {
    var fields = fields
    switch kind {
    case .wrongCheckDigits:
      // Neither of the two formulas lets the last digit alone be another.
      fields[0] = fields[0].dropLast() + (fields[0].last == "9" ? "0" : "9")
    case .noSuchDay: fields[start] = "31/02/2024"
    case .doubled, .beforeBirth, .everyHour: break
    case .tooFewFields: fields.removeLast()
    case .veryLong: fields[name] = String(repeating: "x", count: 70_000)
    case .unknownWord: fields[relation] = "petekind"
    }
    return fields
  }

  /// The same recipient, cared for by someone who was born when the care was long under way.
  private static func beforeBirth(
    _ situation: Mantel_Registration_V1_NewCareSituation
  ) throws -> Mantel_Registration_V1_NewCareSituation {
    var odd = situation
    odd.caregiver.insz = try INSZ.fictional(born: CalendarDate(year: 1962, month: 3, day: 14), serial: 965).digits
    odd.startDate = .init(try CalendarDate(year: 1955, month: 6, day: 1))
    return odd
  }

  /// The same recipient, cared for by a second person at every hour of the week.
  private static func everyHour(
    _ situation: Mantel_Registration_V1_NewCareSituation
  ) throws -> Mantel_Registration_V1_NewCareSituation {
    var odd = situation
    odd.caregiver.insz = try INSZ.fictional(born: CalendarDate(year: 1963, month: 4, day: 15), serial: 966).digits
    odd.relation = .neighbour
    odd.hoursPerWeek = 168
    return odd
  }

  private static func padded(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }

  // MARK: - Mapping

  private static let relations: [(text: String, code: Mantel_Type_V1_Relation, word: String)] = [
    ("partner", .partner, "partner"), ("kind", .child, "child"), ("ouder", .parent, "parent"),
    ("broer of zus", .sibling, "sibling"), ("buur", .neighbour, "neighbour"), ("vriend", .friend, "friend"),
  ]

  private static func mapping(id: String) -> String {
    let places = Meetjesland.municipalities.map { "\($0.client): \"\($0.code)\"" }.joined(separator: ", ")
    let words = relations.map { "\($0.text): \($0.word)" }.joined(separator: ", ")
    return """
      list_id: \(id)
      encoding: windows-1252
      date_format: dd/MM/yyyy
      decimal_comma: true
      columns:
        caregiver.insz: Rijksregisternummer mantelzorger
        caregiver.family_name: Naam
        caregiver.given_names: Voornaam
        caregiver.street_line: Adres
        caregiver.postal_code: Postcode
        caregiver.municipality: {column: Gemeente, values: {\(places)}}
        recipient.insz: Rijksregisternummer zorgvrager
        recipient.family_name: Naam zorgvrager
        recipient.given_names: Voornaam zorgvrager
        recipient.street_line: Adres zorgvrager
        recipient.postal_code: Postcode zorgvrager
        recipient.municipality: {column: Gemeente zorgvrager, values: {\(places)}}
        relation: {column: Band, values: {\(words), andere: other}}
        hours_per_week: Uren per week
        start_date: Begin van de zorg
        dwelling: {column: Verblijf, values: {thuis: own_home, wzc: residential_care}}

      """
  }
}
