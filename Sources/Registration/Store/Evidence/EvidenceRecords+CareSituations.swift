import CareTypes
import RegistrationDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime

extension EvidenceRecords {
  /// The care situations for which evidence is valid.
  func served(by evidence: Evidence, of keeper: EvidenceSubject, in db: Connection) throws -> [CareRow] {
    switch keeper {
    case .careSituation(let care): [try careRecords.careSituation(care.key, in: db)]
    case .person(let person, let role):
      try careSituations(of: person.key, as: role, in: db).filter { evidence.serves($0.span) }
    }
  }

  /// The care situations in which a person has a role, without those whose other person was erased.
  func careSituations(of person: Int64, as role: FactSubject, in db: Connection) throws -> [CareRow] {
    try careRecords.careSituations(ofPerson: person, in: db).filter { care in
      let (mine, other) = role == .caregiver ? (care.caregiver, care.recipient) : (care.recipient, care.caregiver)
      return try mine == person && !personRecords.person(other, in: db).isErased
    }
  }

  /// The care situations for which a row of `evidence` counts and that go on after the day before this one, oldest first.
  func careSituations(servedBy row: SQLRow, on today: CalendarDate, in db: Connection) throws -> [CareRow] {
    try careSituations(servedBy: [row], on: today, in: db)[0]
  }

  /// The same for each of several rows.
  func careSituations(servedBy rows: [SQLRow], on today: CalendarDate, in db: Connection) throws -> [[CareRow]] {
    let ofPersons = try careRecords.careSituations(ofPersons: rows.compactMap { $0["person"] as Int64? }, in: db)
    let ofCare = try careRecords.careSituations(rows.compactMap { $0["care_situation"] as Int64? }, in: db)
    let persons = try personRecords.persons(ofPersons.flatMap { [$0.caregiver, $0.recipient] }, in: db)
    return try rows.map { row in
      let served: [CareRow]
      if let person = row["person"] as Int64? {
        let role: FactSubject = try row.word("role")
        served = ofPersons.filter { care in
          let (own, other) = role == .caregiver ? (care.caregiver, care.recipient) : (care.recipient, care.caregiver)
          return own == person && persons[other]?.isErased == false
        }
      } else {
        served = (row["care_situation"] as Int64?).flatMap { ofCare[$0] }.map { [$0] } ?? []
      }
      return served.filter { !$0.span.ends(before: today) }
    }
  }
}
