import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Registers a care situation within a transaction: for a registration, a confirmed draft, or a row of a list.
struct CareRegistration: Sendable {
  let tables: ReferenceTables
  let personRecords: PersonRecords
  let careRecords: CareRecords
  let evidenceRecords: EvidenceRecords
  let consentRecords: ConsentRecords
  let visibility: Visibility
  let personViews: PersonViews
  let personChanges: PersonChanges
  let duplicateRecords: DuplicateRecords
  let plausibilityChecks: PlausibilityChecks
  let registrationOutbox: RegistrationOutbox

  /// Registers within a transaction.
  ///
  /// - Parameter source: How the consents of the registration came into the registry.
  func register(
    _ new: NewCareSituation,
    from source: ConsentSource,
    for viewer: Viewer,
    by client: String,
    in transaction: WriteTransaction
  ) throws -> RegistrationReceipt {
    let (db, now) = (transaction.connection, transaction.now)
    let warnings = try plausibilityChecks.check(new, for: viewer, in: db)
    let caregiver = try party(new.caregiver, "caregiver", for: viewer, in: transaction)
    let recipient = try party(new.recipient, "recipient", for: viewer, in: transaction)
    try CareConflicts.requireTwoPeople(caregiver.row.status, recipient.row.status)
    try visibility.homeRules(of: [caregiver.row.key, recipient.row.key], for: viewer, in: db)
      .requireResident(among: [caregiver.row.status, recipient.row.status])
    let span = new.care.span
    let terms = Timeline(start: span.start, value: new.care.terms)
    try careRecords.requireNoOverlap(caregiver: caregiver.row.key, recipient: recipient.row.key, span: span, in: db)
    try careRecords.requireOnePrimary(terms, span: span, recipient: recipient.row.key, in: db)

    var care = try careRecords.insertCare(
      new.care,
      terms,
      caregiver: caregiver.row.key,
      recipient: recipient.row.key,
      at: now,
      in: db
    )
    // Of a caregiver whom the client may not read, the answer is as if the registry did not know them.
    let ofHours =
      caregiver.isNew || !caregiver.isReadable
      ? []
      : try plausibilityChecks.check(
        hoursOf: care,
        new.care.terms.hours,
        confirmed: new.confirmedWarnings,
        for: viewer,
        in: db
      )
    try plausibilityChecks.keepConfirmed(warnings + ofHours, of: care, by: client, in: transaction)
    try visibility.showCareSituation(care.key, isNew: true, of: [caregiver.row.key, recipient.row.key], in: db)
    var others: [CareRow] = []
    for evidence in new.care.evidence {
      let subject = evidenceRecords.subject(of: evidence, care, caregiver: caregiver.row, recipient: recipient.row)
      let isNew = try evidenceRecords.keepEvidence(evidence, of: subject, for: viewer, at: now, in: db).isNew
      // Two who are new have no other care.
      guard isNew, !(caregiver.isNew && recipient.isNew) else { continue }
      others += try evidenceRecords.careSituations(for: evidence, of: subject, in: db).filter { $0.key != care.key }
    }
    care = try careRecords.careSituation(care.key, in: db)
    try registrationOutbox.publishFacts(of: care, caregiver.row, recipient.row, in: transaction)
    try registrationOutbox.publishFacts(of: others, in: transaction)

    var differing = caregiver.differing + recipient.differing
    for (party, consents, field) in [
      (caregiver, new.caregiverConsents, ImportedField.caregiver(.consents)),
      (recipient, new.recipientConsents, ImportedField.recipient(.consents)),
    ] {
      try consentRecords.recordConsents(consents, from: source, of: party.row, in: transaction)
      // A consent that was withdrawn on a later day is not in force.
      let inForce =
        consents.isEmpty ? [] : try consentRecords.consentsInForce(of: party.row.key, in: db).map(\.purpose)
      if party.isReadable, !consents.allSatisfy({ inForce.contains($0.purpose) }) { differing.append(field.path) }
    }
    for party in [caregiver, recipient] where party.isNew {
      try duplicateRecords.findDuplicates(of: party.row, in: transaction)
    }
    return RegistrationReceipt(
      careSituation: care.id,
      caregiver: caregiver.row.id,
      recipient: recipient.row.id,
      revision: 1,
      createTime: now,
      differing: differing
    )
  }

  /// One of the two people of a new care situation.
  private struct Party {
    let row: PersonRow
    let isNew: Bool
    /// Whether the client may read their record.
    var isReadable = true
    /// The fields in which the request differs from their record, as paths within the care situation.
    var differing: [String] = []
  }

  /// The person of a new care situation. The record of someone who is known stays as it is. Someone who is not visible
  /// is treated like nobody: the client gets a new record, and the number stays with the one who has it.
  private func party(
    _ details: PersonDetails,
    _ field: String,
    for viewer: Viewer,
    in transaction: WriteTransaction
  ) throws -> Party {
    let db = transaction.connection
    let found = try details.number.flatMap { number in try visibility.visiblePerson(with: number, for: viewer, in: db) }
    guard let row = found, try !needsOwnRecord(details.number, found: row, for: viewer, in: db) else {
      if case .local = details.number {
        throw Refusal.invalid("care_situation.\(field).local_number", "is not known")
      }
      return Party(row: try personChanges.insertPerson(details, for: viewer, in: transaction), isNew: true)
    }
    try IdentityCheck.require(
      details,
      as: field,
      personRecords.identity(of: row, in: db),
      birthDate: row.birthDate,
      row.status
    )
    // If the client may not read the record, it does not learn what differs from it either.
    let isReadable = try visibility.sees(viewer, row, in: db) && !visibility.isMasked(row, for: viewer, in: db)
    let fields = isReadable ? try differences(of: details, from: row, for: viewer, in: db) : []
    let make = field == "caregiver" ? ImportedField.caregiver : ImportedField.recipient
    return Party(row: row, isNew: false, isReadable: isReadable, differing: fields.map { make($0).path })
  }

  private func differences(
    of given: PersonDetails,
    from row: PersonRow,
    for viewer: Viewer,
    in db: Connection
  ) throws -> [ImportedField.PersonField] {
    let recorded = PersonDetails(try personViews.fetch(row, today: viewer.today, in: db), on: viewer.today) {
      tables.current($0, on: viewer.today)
    }
    return recorded.map { DetailDifferences.fields(of: given, from: $0) } ?? []
  }

  private func needsOwnRecord(
    _ number: PersonNumber?,
    found: PersonRow,
    for viewer: Viewer,
    in db: Connection
  ) throws -> Bool {
    // Most records are confirmed: nothing else is read for them.
    guard found.isUnconfirmed, let number else { return false }
    return try NumberRules.needsOwnRecord(
      number,
      found: found.status,
      bearer: personRecords.personKey(of: number, in: db),
      by: visibility.rules(of: [found.key], for: viewer, in: db)
    )
  }
}
