/// A field of a row of a list. The raw value is stored in the database, so it must never be reused for another field.
package enum ImportedField: Sendable, Hashable {
  /// Of the caregiver.
  case caregiver(PersonField)
  /// Of the recipient.
  case recipient(PersonField)
  /// Of the care.
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

  /// What a row can say of the care.
  package enum CareField: UInt8, Sendable, Hashable, CaseIterable {
    case relation = 1
    case hoursPerWeek = 2
    case tasks = 3
    case causes = 4
    case startDate = 5
    case endDate = 6
    case dwelling = 7
    case sameAddress = 8
    case professionalInvolved = 9
    case role = 10
    case evidence = 11
  }

  /// Whether it identifies the people of a row.
  package var isIdentifying: Bool {
    switch self {
    case .caregiver(let field), .recipient(let field):
      [.number, .familyName, .givenNames, .birthDate, .streetLine, .postalCode].contains(field)
    case .care: false
    }
  }

  /// The number under which it is kept.
  package var code: UInt8 {
    switch self {
    case .caregiver(let field): field.rawValue
    case .recipient(let field): 0x40 + field.rawValue
    case .care(let field): 0x80 + field.rawValue
    }
  }

  /// The field of a number.
  package init?(code: UInt8) {
    switch code & 0xC0 {
    case 0x00: self.init(PersonField(rawValue: code), Self.caregiver)
    case 0x40: self.init(PersonField(rawValue: code - 0x40), Self.recipient)
    case 0x80: self.init(CareField(rawValue: code - 0x80), Self.care)
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
    case .care(let field):
      switch field {
      case .relation: "relation"
      case .hoursPerWeek: "hours_per_week"
      case .tasks: "tasks"
      case .causes: "causes"
      case .startDate: "start_date"
      case .endDate: "end_date"
      case .dwelling: "dwelling"
      case .sameAddress: "same_address"
      case .professionalInvolved: "professional_involved"
      case .role: "role"
      case .evidence: "evidence"
      }
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
