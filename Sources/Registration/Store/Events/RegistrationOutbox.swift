import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Publishes what happens in Registration to the other services: appends events to the outbox, in the transaction of the
/// change.
struct RegistrationOutbox: Sendable {
  let encode: @Sendable (RegistrationEvent) throws -> EventPayload
  let personRecords: PersonRecords
  let careRecords: CareRecords
  let evidenceRecords: EvidenceRecords

  /// Publishes an event.
  func publish(_ event: RegistrationEvent, in transaction: WriteTransaction) throws {
    try transaction.append(encode(event))
  }

  /// How far the feed has come.
  func feedSequence(in db: Connection) throws -> Int64 {
    try db.value(Int64.self, "SELECT max(sequence) FROM outbox") ?? 0
  }

  /// Publishes that nobody may be notified about a person any more, nor about those who were merged into them.
  func publishShield(of person: PersonRow, in transaction: WriteTransaction) throws {
    for same in [person] + (try personRecords.mergedPersons(into: person.key, in: transaction.connection)) {
      try publish(.personShielded(person: same.id), in: transaction)
    }
  }

  // MARK: - The facts of care situations

  /// What of a care situation and its people was just stored, or read already; the rest is read.
  struct KnownFacts {
    /// Where people live over time, by their keys.
    var places: [Int64: Timeline<Place>] = [:]
    /// The terms; nil when they are to be read.
    var terms: Timeline<CareTerms>?
    /// The valid evidence; nil when it is to be read.
    var evidence: [RecordedEvidence]?
  }

  /// Publishes all facts of a care situation, of two people who were read already.
  func publishFacts(
    of care: CareRow,
    _ caregiver: PersonRow,
    _ recipient: PersonRow,
    known: KnownFacts = KnownFacts(),
    in transaction: WriteTransaction
  ) throws {
    let snapshot = try snapshot(
      of: care,
      caregiver,
      recipient,
      known,
      today: transaction.now.dateInBelgium(),
      in: transaction.connection
    )
    let sequence = try transaction.append(encode(.recorded(snapshot)))
    // By this row the event is found and removed when one of the two is erased.
    try transaction.connection.execute(
      "INSERT INTO told_facts (care_situation, sequence) VALUES (?, ?)",
      [care.key, sequence]
    )
  }

  /// Publishes all facts of a care situation.
  func publishFacts(of care: CareRow, in transaction: WriteTransaction) throws {
    let db = transaction.connection
    try publishFacts(
      of: care,
      personRecords.person(care.caregiver, in: db),
      personRecords.person(care.recipient, in: db),
      in: transaction
    )
  }

  /// Publishes all facts of some care situations, each once.
  func publishFacts(of situations: [CareRow], in transaction: WriteTransaction) throws {
    var published = Set<Int64>()
    for care in situations where published.insert(care.key).inserted { try publishFacts(of: care, in: transaction) }
  }

  /// Publishes all facts of the care situations of some keys, each once.
  func publishFacts(ofCareWithKeys keys: [Int64], in transaction: WriteTransaction) throws {
    for key in Set(keys).sorted() {
      try publishFacts(of: careRecords.careSituation(key, in: transaction.connection), in: transaction)
    }
  }

  /// Publishes all facts of the care situations of a person.
  func publishFacts(ofCareOf person: PersonRow, in transaction: WriteTransaction) throws {
    for care in try careRecords.careSituations(ofPerson: person.key, in: transaction.connection) {
      try publishFacts(of: care, in: transaction)
    }
  }

  /// Removes the facts of a care situation from the outbox. The caller publishes them again for consumers that have not
  /// read them yet.
  func removeFacts(of care: Int64, in db: Connection) throws {
    for sql in [
      "DELETE FROM outbox WHERE sequence IN (SELECT sequence FROM told_facts WHERE care_situation = ?)",
      "DELETE FROM told_facts WHERE care_situation = ?",
    ] {
      try db.execute(sql, [care])
    }
  }

  /// The facts of a care situation over time, as published in events.
  private func snapshot(
    of care: CareRow,
    _ caregiver: PersonRow,
    _ recipient: PersonRow,
    _ known: KnownFacts,
    today: CalendarDate,
    in db: Connection
  ) throws -> CareSnapshot {
    func party(_ person: PersonRow) throws -> CareSnapshot.Party {
      let places = try known.places[person.key] ?? personRecords.places(of: person, in: db)
      return CareSnapshot.Party(person, residences: places)
    }
    return CareSnapshot(
      id: care.id,
      caregiver: try party(caregiver),
      recipient: try party(recipient),
      span: care.joinedInto == nil ? care.span : try CareSnapshot.spanOfJoinedCare(care.span, today: today),
      terms: try known.terms ?? careRecords.terms(of: care.key, db),
      evidence: try known.evidence
        ?? evidenceRecords.evidence(of: care, caregiver, recipient, isAcrossBorder: true, in: db),
      declarations: care.declarations
    )
  }
}
