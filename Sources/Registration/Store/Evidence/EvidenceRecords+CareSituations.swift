import CareTypes
import GRDB
import RegistrationDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime

extension EvidenceRecords {
  /// The care situations for which evidence counts.
  func served(by evidence: Evidence, of keeper: EvidenceKeeper, in db: Database) throws -> [CareRow] {
    switch keeper {
    case .careSituation(let care): [try careRecords.careSituation(care.key, in: db)]
    case .person(let person, let role):
      try careSituations(of: person.key, as: role, in: db).filter { evidence.serves($0.span) }
    }
  }

  /// The care situations in which a person has a role, but those whose other person was erased.
  func careSituations(of person: Int64, as role: FactSubject, in db: Database) throws -> [CareRow] {
    try careRecords.careSituations(ofPerson: person, in: db).filter { care in
      let (mine, other) = role == .caregiver ? (care.caregiver, care.recipient) : (care.recipient, care.caregiver)
      return try mine == person && !personRecords.person(other, in: db).isErased
    }
  }

  /// The care situations that a row of `evidence` serves and that go on after the day before this one, oldest first.
  func careSituations(servedBy row: Row, on today: CalendarDate, in db: Database) throws -> [CareRow] {
    let served =
      if let person = row["person"] as Int64? {
        try careSituations(of: person, as: row.word("role"), in: db)
      } else {
        [try careRecords.careSituation(row["care_situation"] as Int64, in: db)]
      }
    return served.filter { !$0.span.ends(before: today) }
  }
}
