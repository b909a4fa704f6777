import CareTypes
import Foundation
import GRDB
import RegistrationDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime

/// With whom evidence is kept: with the person whom it is about, in a role, or with the care situation.
enum EvidenceKeeper {
  case person(PersonRow, FactSubject)
  case careSituation(CareRow)
}

extension EvidenceKeeper {
  /// What stands of it in a row.
  var columns: (person: Int64?, role: String?, careSituation: Int64?) {
    switch self {
    case .person(let person, let role): (person.key, role.rawValue, nil)
    case .careSituation(let care): (nil, nil, care.key)
    }
  }
}

extension RecordedEvidence {
  /// Reads a row of `evidence`.
  init(_ row: Row, cipher: FieldCipher) throws {
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
