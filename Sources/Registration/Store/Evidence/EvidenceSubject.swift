import CareTypes
import RegistrationDomain
import RuleLanguage

/// Whom or what evidence is about: a person in a role, or a care situation. It is stored with them.
enum EvidenceSubject {
  case person(PersonRow, FactSubject)
  case careSituation(CareRow)
}

extension EvidenceSubject {
  /// The values of the columns that say whom the evidence is about.
  var columns: (person: Int64?, role: String?, careSituation: Int64?) {
    switch self {
    case .person(let person, let role): (person.key, role.rawValue, nil)
    case .careSituation(let care): (nil, nil, care.key)
    }
  }
}
