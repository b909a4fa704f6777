import CareTypes
import GRDB
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Reads persons as a viewer is shown them.
struct PersonViews: Sendable {
  let personRecords: PersonRecords
  let careRecords: CareRecords
  let consentRecords: ConsentRecords
  let visibility: Visibility

  /// A care situation in a list; nothing for one that a viewer may not even find.
  func summary(of care: CareRow, for viewer: Viewer, in db: Database) throws -> CareSituationSummary? {
    let people = try [personRecords.person(care.caregiver, in: db), personRecords.person(care.recipient, in: db)]
    let isSealed = people.contains(where: \.isSealed)
    if isSealed, viewer.clearance == .none { return nil }
    let names = try people.map { person in
      isSealed && viewer.clearance < .read ? "" : try personRecords.identity(of: person, in: db)?.displayName ?? ""
    }
    let day = max(care.span.start, min(viewer.today, care.span.end ?? viewer.today))
    return CareSituationSummary(
      id: care.id,
      caregiverName: names[0],
      recipientName: names[1],
      caregiverPlace: try visibility.place(ofPerson: care.caregiver, on: viewer.today, in: db),
      recipientPlace: try visibility.place(ofPerson: care.recipient, on: viewer.today, in: db),
      hours: try careRecords.terms(of: care.key, db)[day].hours,
      span: care.span
    )
  }

  /// A person with everything that is shown of them.
  func fetch(_ row: PersonRow, known: Instant? = nil, today: CalendarDate, in db: Database) throws -> Person {
    let cipher = try personRecords.cipher(of: row, in: db)
    let numbers = try personRecords.numbers(of: row.key, cipher, today: today, in: db)
    return Person(
      id: row.id,
      revision: row.revision,
      identity: try personRecords.identity(of: row, in: db),
      number: numbers.current,
      formerNumbers: numbers.former,
      // What stays of it is for counts alone.
      birthDate: row.isErased ? nil : row.birthDate,
      residences: try personRecords.residences(of: row, known: known, in: db),
      reach: row.reach,
      consents: try consentRecords.consents(of: row, known: known, in: db),
      isSealed: row.isSealed,
      isRestricted: row.isRestricted,
      isUnconfirmed: row.isUnconfirmed
    )
  }

  /// A person with everything that a viewer who sees them is shown.
  func shown(_ row: PersonRow, known: Instant? = nil, for viewer: Viewer, in db: Database) throws -> Person {
    let person = try fetch(row, known: known, today: viewer.today, in: db)
    return try visibility.isMasked(row, for: viewer, in: db) ? person.masked(on: viewer.today) : person
  }
}
