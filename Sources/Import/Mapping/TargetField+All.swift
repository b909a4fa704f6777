import CareTypes
import RegistrationAPI
import ServiceRuntime
import TypeAPI

extension TargetField {
  /// All fields that a list can fill, in the order in which they are set: a consent before the one who gave it.
  package static let all: [TargetField] =
    person("caregiver", \.caregiver) + person("recipient", \.recipient) + care
    + declaration("caregiver_declaration", \.caregiverDeclaration) { $0.hasCaregiverDeclaration }
    + declaration("recipient_declaration", \.recipientDeclaration) { $0.hasRecipientDeclaration }
    + consents("caregiver_consents", \.caregiverConsents) + consents("recipient_consents", \.recipientConsents)

  /// The fields by their paths.
  static let byPath = Dictionary(all.map { ($0.path, $0) }) { first, _ in first }

  private typealias Path<Value> = any WritableKeyPath<New, Value> & Sendable

  private static func person(_ name: String, _ path: Path<Mantel_Registration_V1_PersonDetails>) -> [TargetField] {
    [
      text("\(name).insz") { $0[keyPath: path].insz = $1 },
      text("\(name).local_number") { $0[keyPath: path].localNumber = $1 },
      text("\(name).family_name", isRequired: true) { $0[keyPath: path].familyName = $1 },
      text("\(name).given_names", isRequired: true) { $0[keyPath: path].givenNames = $1 },
      date("\(name).birth_date") { $0[keyPath: path].birthDate = $1 },
      text("\(name).street_line") { $0[keyPath: path].streetLine = $1 },
      text("\(name).postal_code", isRequired: true) { $0[keyPath: path].postalCode = $1 },
      text("\(name).municipality", isRequired: true) { $0[keyPath: path].municipality = $1 },
      // Abroad, the column of the municipality holds no municipality of Belgium.
      text("\(name).country") { new, country in
        if country == "BE" { return }
        new[keyPath: path].country = country
        new[keyPath: path].municipality = ""
      },
      text("\(name).locality") { new, locality in
        if !new[keyPath: path].country.isEmpty { new[keyPath: path].locality = locality }
      },
      text("\(name).phone") { $0[keyPath: path].phone = $1 },
      text("\(name).email") { $0[keyPath: path].email = $1 },
      word("\(name).language", Language.self) { $0[keyPath: path].language = $1 },
      word("\(name).channel", Channel.self) { $0[keyPath: path].channel = $1 },
      word("\(name).digital_skill", DigitalSkill.self) { $0[keyPath: path].digitalSkill = $1 },
      text("\(name).trusted_adult.display_name") { $0[keyPath: path].trustedAdult.displayName = $1 },
      text("\(name).trusted_adult.relation") { $0[keyPath: path].trustedAdult.relation = $1 },
      text("\(name).trusted_adult.phone") { $0[keyPath: path].trustedAdult.phone = $1 },
      text("\(name).trusted_adult.email") { $0[keyPath: path].trustedAdult.email = $1 },
    ]
  }

  private static let care: [TargetField] =
    CareTerm.allCases.map(term) + [
      number("hours.per_month") { $0.hours.perMonth = $1 },
      number("hours.per_year") { $0.hours.perYear = $1 },
      date("start_date", isRequired: true) { $0.startDate = $1 },
      date("end_date") { $0.endDate = $1 },
    ]

  private static func term(_ term: CareTerm) -> TargetField {
    let (name, isRequired) = (term.rawValue, term.isRequired)
    return switch term {
    case .relation: word(name, Relation.self, isRequired: isRequired) { $0.relation = $1 }
    case .hours: number(name, isRequired: isRequired) { $0.hoursPerWeek = $1 }
    case .tasks: words(name, CareTask.self) { $0.tasks = $1 }
    case .causes: words(name, CauseOfNeed.self) { $0.causes = $1 }
    case .dwelling: word(name, Dwelling.self, isRequired: isRequired) { $0.dwelling = $1 }
    case .sameAddress: truth(name) { $0.sameAddress = $1 }
    case .professionalInvolved: truth(name) { $0.professionalInvolved = $1 }
    case .role: word(name, CaregiverRole.self) { $0.role = $1 }
    }
  }

  private static func declaration(
    _ name: String,
    _ path: Path<Mantel_Registration_V1_Declaration>,
    isSigned: @escaping @Sendable (New) -> Bool
  ) -> [TargetField] {
    [
      date("\(name).signed_date") { $0[keyPath: path].signedDate = $1 },
      // Without a day of signing there is no declaration.
      word("\(name).given_by", GivenBy.self) { if isSigned($0) { $0[keyPath: path].givenBy = $1 } },
    ]
  }

  private static func consents(_ name: String, _ path: Path<[Mantel_Registration_V1_Consent]>) -> [TargetField] {
    ConsentPurpose.allCases.map { purpose in
      date("\(name).\(purpose.rawValue)") { new, date in
        var consent = Mantel_Registration_V1_Consent()
        consent.purpose = purpose.message
        consent.givenDate = date
        new[keyPath: path].append(consent)
      }
    } + [
      word("\(name).given_by", GivenBy.self) { new, word in
        for index in new[keyPath: path].indices { new[keyPath: path][index].givenBy = word }
      },
      word("\(name).channel", Channel.self) { new, word in
        for index in new[keyPath: path].indices { new[keyPath: path][index].channel = word }
      },
    ]
  }
}
