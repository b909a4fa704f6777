import CareTypes
import Foundation
import RegistrationDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime

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

extension RecordedEvidence {
  /// Reads a row of `evidence`.
  init(_ row: SQLRow, cipher: FieldCipher) throws {
    self.init(
      id: try row.id("id"),
      evidence: try Evidence(
        fact: row["fact"],
        value: JSONDecoder().decode(FactValue.self, from: row["value"] as Data),
        kind: row.optionalWord("kind"),
        assessor: cipher.open(row["assessor"], at: SealedField.assessor),
        validity: DateSpan(start: row.date("issued_date"), end: row.optionalDate("valid_until_date"))
      )
    )
  }
}
