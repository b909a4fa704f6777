package import CareTypes
package import RegistrationDomain
import RuleLanguage
import ServiceCore
package import ServiceRuntime

/// Evidence about persons and care situations.
package struct EvidenceStore: Sendable {
  let database: ServiceDatabase
  let personRecords: PersonRecords
  let careRecords: CareRecords
  let evidenceRecords: EvidenceRecords
  let visibility: Visibility
  let registrationOutbox: RegistrationOutbox

  /// Records evidence that was shown for a care situation, with whom it is about.
  ///
  /// - Returns: The id of the evidence.
  /// - Throws: `Refusal` when the care situation does not exist or is not visible, or one of the two is restricted or
  ///   erased.
  package func record(
    _ evidence: Evidence,
    of id: OpaqueID,
    for viewer: Viewer,
    command: Command
  ) async throws -> OpaqueID {
    try await database.command(command) { transaction in
      let db = transaction.connection
      let care = try visibility.changeableCare(id, for: viewer, in: db)
      let people = (try personRecords.person(care.caregiver, in: db), try personRecords.person(care.recipient, in: db))
      let subject = evidenceRecords.subject(of: evidence, care, caregiver: people.0, recipient: people.1)
      return try keepAndPublish(evidence, of: subject, for: viewer, in: transaction)
    }
  }

  /// Records evidence about a person, whatever care situations they are in.
  ///
  /// - Returns: The id of the evidence.
  /// - Throws: `Refusal` when the fact is about one care situation; when the person does not exist or is not visible,
  ///   lives outside the municipalities of the viewer, or was erased or is restricted.
  package func record(
    _ evidence: Evidence,
    ofPerson id: OpaqueID,
    for viewer: Viewer,
    command: Command
  ) async throws -> OpaqueID {
    try evidence.requireAboutPerson()
    return try await database.command(command) { transaction in
      let person = try visibility.recordablePerson(id, for: viewer, in: transaction.connection)
      try visibility.requireAtHome(person, for: viewer, in: transaction.connection)
      return try keepAndPublish(evidence, of: .person(person, evidence.subject), for: viewer, in: transaction)
    }
  }

  private func keepAndPublish(
    _ evidence: Evidence,
    of subject: EvidenceSubject,
    for viewer: Viewer,
    in transaction: WriteTransaction
  ) throws -> OpaqueID {
    if case .person(let person, _) = subject {
      let input = PlausibilityInput.evidence(evidence, birth: person.birthDate, field: "evidence.issued_date")
      try Plausibility.check([input], on: viewer.today)
    }
    let kept = try evidenceRecords.keepEvidence(
      evidence,
      of: subject,
      for: viewer,
      at: transaction.now,
      in: transaction.connection
    )
    if kept.isNew {
      try registrationOutbox.publishFacts(
        of: evidenceRecords.careSituations(for: evidence, of: subject, in: transaction.connection),
        in: transaction
      )
    }
    return kept.recorded.id
  }

  /// Withdraws evidence that proved wrong, and all evidence of the same subject that says exactly the same.
  ///
  /// - Throws: `Refusal` when it does not exist or is not visible, or was withdrawn already.
  package func withdrawEvidence(_ id: OpaqueID, for viewer: Viewer, command: Command) async throws -> Instant {
    try await database.command(command) { transaction in
      let db = transaction.connection
      let missing = Refusal.notFound(ResourceCollection.evidence.name(id))
      let row = try db.row("SELECT * FROM evidence WHERE id = ?", [id.text])
      guard let row, let subject = try subject(of: row, for: viewer, in: db) else { throw missing }
      // It is valid in all care of the person, so only the municipality that keeps their record may withdraw it.
      if case .person(let person, _) = subject { try visibility.requireAtHome(person, for: viewer, in: db) }
      try RecordedEvidence.requireNotWithdrawn(id, isWithdrawn: !row.isNull("withdrawn"))
      let evidence = try evidenceRecords.recordedEvidence(in: [row], db)[0].evidence
      for same in try evidenceRecords.currentEvidence(
        for: evidence.fact,
        issuedOn: evidence.validity.start,
        of: subject,
        in: db
      )
      where same.recorded.evidence == evidence {
        try db.execute("UPDATE evidence SET withdrawn = ? WHERE key = ?", [transaction.now.microseconds, same.key])
      }
      try registrationOutbox.publishFacts(
        of: evidenceRecords.careSituations(for: evidence, of: subject, in: db),
        in: transaction
      )
      return transaction.now
    }
  }

  /// Whom a row is about; nil when they are not visible.
  private func subject(of row: SQLRow, for viewer: Viewer, in db: Connection) throws -> EvidenceSubject? {
    if let key = row["person"] as Int64? {
      let person = try personRecords.person(key, in: db)
      return try visibility.sees(viewer, person, in: db) ? .person(person, row.word("role")) : nil
    }
    let care = try careRecords.careSituation(row["care_situation"] as Int64, in: db)
    let people = (try personRecords.person(care.caregiver, in: db), try personRecords.person(care.recipient, in: db))
    return try visibility.sees(viewer, people.0, people.1, in: db) ? .careSituation(care) : nil
  }
}
