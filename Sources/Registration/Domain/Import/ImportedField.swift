package import CareTypes

/// A field of a row of a list. The raw value is stored in the database, so it must never be reused for another field.
package enum ImportedField: Sendable, Hashable {
  /// Of the caregiver.
  case caregiver(PersonField)
  /// Of the recipient.
  case recipient(PersonField)
  /// A term of the care.
  case term(CareTerm)
  /// Something else of the care.
  case care(CareField)

  /// What a row can say of a person.
  package enum PersonField: UInt8, Sendable, Hashable, CaseIterable {
    case number = 1
    case familyName = 2
    case givenNames = 3
    case birthDate = 4
    case streetLine = 5
    case postalCode = 6
    case municipality = 7
    case phone = 8
    case email = 9
    case language = 10
    case channel = 11
    case digitalSkill = 12
    case trustedAdult = 13
    case consents = 14
    case declaration = 15
    case country = 16
    case locality = 17
  }

  /// What a row can say of the care besides its terms. The terms have the other numbers (`CareTerm.code`).
  package enum CareField: UInt8, Sendable, Hashable, CaseIterable {
    case startDate = 5
    case endDate = 6
    case evidence = 11
  }

  /// Whether it identifies the people of a row.
  package var isIdentifying: Bool {
    switch self {
    case .caregiver(let field), .recipient(let field):
      [.number, .familyName, .givenNames, .birthDate, .streetLine, .postalCode].contains(field)
    case .term, .care: false
    }
  }

  /// The number under which it is kept.
  package var code: UInt8 {
    switch self {
    case .caregiver(let field): field.rawValue
    case .recipient(let field): 0x40 + field.rawValue
    case .term(let term): 0x80 + term.code
    case .care(let field): 0x80 + field.rawValue
    }
  }

  /// The field of a number.
  package init?(code: UInt8) {
    switch code & 0xC0 {
    case 0x00: self.init(PersonField(rawValue: code), Self.caregiver)
    case 0x40: self.init(PersonField(rawValue: code - 0x40), Self.recipient)
    case 0x80:
      guard let term = CareTerm(code: code - 0x80) else {
        self.init(CareField(rawValue: code - 0x80), Self.care)
        return
      }
      self = .term(term)
    default: return nil
    }
  }

  private init?<Part>(_ part: Part?, _ make: (Part) -> ImportedField) {
    guard let part else { return nil }
    self = make(part)
  }

  /// Path of the field within a new care situation, such as `caregiver.phone`.
  package var path: String {
    switch self {
    case .caregiver(let field): Self.path("caregiver", field)
    case .recipient(let field): Self.path("recipient", field)
    case .term(let term): term.rawValue
    case .care(.startDate): "start_date"
    case .care(.endDate): "end_date"
    case .care(.evidence): "evidence"
    }
  }

  private static func path(_ person: String, _ field: PersonField) -> String {
    switch field {
    case .number: "\(person).insz"
    case .familyName: "\(person).family_name"
    case .givenNames: "\(person).given_names"
    case .birthDate: "\(person).birth_date"
    case .streetLine: "\(person).street_line"
    case .postalCode: "\(person).postal_code"
    case .municipality: "\(person).municipality"
    case .country: "\(person).country"
    case .locality: "\(person).locality"
    case .phone: "\(person).phone"
    case .email: "\(person).email"
    case .language: "\(person).language"
    case .channel: "\(person).channel"
    case .digitalSkill: "\(person).digital_skill"
    case .trustedAdult: "\(person).trusted_adult"
    case .consents: "\(person)_consents"
    case .declaration: "\(person)_declaration"
    }
  }
}

// Fields are compared and hashed by their numbers: a list has many, and the names of the terms are long.
extension ImportedField {
  /// Whether both are the same field.
  package static func == (left: ImportedField, right: ImportedField) -> Bool { left.code == right.code }

  /// Hashes the number.
  package func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
