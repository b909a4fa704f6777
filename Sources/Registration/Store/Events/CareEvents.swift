import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Publishes the facts of care situations to the other services.
struct CareEvents: Sendable {
  let registrationOutbox: RegistrationOutbox
  let personRecords: PersonRecords
  let careRecords: CareRecords
  let evidenceRecords: EvidenceRecords

  /// The facts of a care situation over time, as published in events.
  func snapshot(
    of care: CareRow,
    _ caregiver: PersonRow,
    _ recipient: PersonRow,
    today: CalendarDate,
    in db: Connection
  ) throws -> CareSnapshot {
    CareSnapshot(
      id: care.id,
      caregiver: CareSnapshot.Party(caregiver, residences: try personRecords.places(of: caregiver, in: db)),
      recipient: CareSnapshot.Party(recipient, residences: try personRecords.places(of: recipient, in: db)),
      span: care.joinedInto == nil ? care.span : try Self.over(care.span, before: today),
      terms: try careRecords.terms(of: care.key, db),
      evidence: try evidenceRecords.evidence(of: care, caregiver, recipient, isAcrossBorder: true, in: db),
      declarations: care.declarations
    )
  }

  /// The first day of care only. A care situation that was joined into another one is published as ended, so that it is
  /// not counted twice.
  private static func over(_ span: DateSpan, before today: CalendarDate) throws -> DateSpan {
    let day = try min(span.start, today.adding(days: -1))
    return try DateSpan(start: day, end: day)
  }

  /// Publishes a care situation again, as a whole.
  func tellChange(of care: CareRow, in transaction: WriteTransaction) throws {
    let today = try transaction.now.dateInBelgium()
    let db = transaction.connection
    let (caregiver, recipient) = (
      try personRecords.person(care.caregiver, in: db), try personRecords.person(care.recipient, in: db)
    )
    let snapshot = try snapshot(of: care, caregiver, recipient, today: today, in: db)
    try registrationOutbox.tell(.recorded(snapshot), withFactsOf: care.key, in: transaction)
  }

  /// Publishes care situations again, each once.
  func tellChange(of situations: [CareRow], in transaction: WriteTransaction) throws {
    var told = Set<Int64>()
    for care in situations where told.insert(care.key).inserted { try tellChange(of: care, in: transaction) }
  }

  /// Publishes care situations again, each once.
  func tellChange(ofAll keys: [Int64], in transaction: WriteTransaction) throws {
    for key in Set(keys).sorted() {
      try tellChange(of: careRecords.careSituation(key, in: transaction.connection), in: transaction)
    }
  }

  /// Publishes that nobody may be notified about a person any more, nor about those who were merged into them.
  func shield(_ person: PersonRow, in transaction: WriteTransaction) throws {
    for same in [person] + (try personRecords.mergedPersons(into: person.key, in: transaction.connection)) {
      try registrationOutbox.tell(.personShielded(person: same.id), in: transaction)
    }
  }

  /// Publishes the care situations of a person again.
  func tellCareSituations(of person: PersonRow, in transaction: WriteTransaction) throws {
    for care in try careRecords.careSituations(ofPerson: person.key, in: transaction.connection) {
      try tellChange(of: care, in: transaction)
    }
  }
}
