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
  /// Two people who are new have no care, evidence or consents yet: nothing is looked for, and the event is made of what
  /// was written.
  ///
  /// - Parameter source: How the consents of the registration came into the registry.
  /// - Returns: The receipt, and the key of the care situation.
  func register(
    _ new: NewCareSituation,
    from source: ConsentSource,
    for viewer: Viewer,
    by client: String,
    in transaction: WriteTransaction
  ) throws -> (receipt: RegistrationReceipt, key: Int64) {
    let (db, now) = (transaction.connection, transaction.now)
    let warnings = try plausibilityChecks.check(new, for: viewer, in: db)
    let caregiver = try party(new.caregiver, "caregiver", for: viewer, in: transaction)
    let recipient = try party(new.recipient, "recipient", for: viewer, in: transaction)
    try CareConflicts.requireTwoPeople(caregiver.row.status, recipient.row.status)
    let parties = [caregiver, recipient]
    let keys = parties.map(\.row.key)
    let stored = Dictionary(uniqueKeysWithValues: parties.compactMap(\.new).map { ($0.row.key, $0) })
    try visibility.homeRules(of: keys, known: stored.mapValues(\.homes), for: viewer, in: db)
      .requireResident(among: parties.map(\.row.status))
    let span = new.care.span
    let terms = Timeline(start: span.start, value: new.care.terms)
    if stored.isEmpty {
      try careRecords.requireNoOverlap(caregiver: caregiver.row.key, recipient: recipient.row.key, span: span, in: db)
    }
    if recipient.new == nil {
      try careRecords.requireOnePrimary(terms, span: span, recipient: recipient.row.key, in: db)
    }

    let care = try careRecords.insertCare(
      new.care,
      terms,
      caregiver: caregiver.row.key,
      recipient: recipient.row.key,
      at: now,
      in: db
    )
    // Of a caregiver whom the client may not read, the answer is as if the registry did not know them.
    let ofHours =
      caregiver.new != nil || !caregiver.isReadable
      ? []
      : try plausibilityChecks.check(
        hoursOf: care,
        new.care.terms.hours,
        confirmed: new.confirmedWarnings,
        for: viewer,
        in: db
      )
    try plausibilityChecks.keepConfirmed(warnings + ofHours, of: care, by: client, in: transaction)
    let places = try parties.map { try $0.new?.places ?? personRecords.places(of: $0.row, in: db) }
    try visibility.showNewCareSituation(care.key, of: keys, livingIn: places, in: db)

    let areNew = stored.count == 2
    var kept: [KeptEvidence] = []
    var others: [CareRow] = []
    for evidence in new.care.evidence {
      let subject = evidenceRecords.subject(of: evidence, care, caregiver: caregiver.row, recipient: recipient.row)
      let isFirst =
        areNew
        && !kept.contains {
          $0.recorded.evidence.fact == evidence.fact
            && $0.recorded.evidence.validity.start == evidence.validity.start
        }
      kept.append(
        try evidenceRecords.keepEvidence(evidence, of: subject, isFirst: isFirst, for: viewer, at: now, in: db)
      )
      guard kept.last?.isNew == true, !areNew else { continue }
      others += try evidenceRecords.careSituations(for: evidence, of: subject, in: db).filter { $0.key != care.key }
    }
    try registrationOutbox.publishFacts(
      of: care,
      caregiver.row,
      recipient.row,
      known: RegistrationOutbox.KnownFacts(
        places: Dictionary(uniqueKeysWithValues: zip(keys, places)),
        terms: terms,
        evidence: areNew ? evidenceRecords.evidence(of: care, caregiver.row, recipient.row, kept: kept) : nil
      ),
      in: transaction
    )
    try registrationOutbox.publishFacts(of: others, in: transaction)

    var differing = caregiver.differing + recipient.differing
    for (party, consents, field) in [
      (caregiver, new.caregiverConsents, ImportedField.caregiver(.consents)),
      (recipient, new.recipientConsents, ImportedField.recipient(.consents)),
    ] {
      // A consent that was withdrawn on a later day is not in force.
      let inForce = try consentRecords.recordConsents(
        consents,
        from: source,
        of: party.row,
        isFirst: party.new != nil,
        in: transaction
      ).map(\.purpose)
      if party.isReadable, !consents.allSatisfy({ inForce.contains($0.purpose) }) { differing.append(field.path) }
    }
    for (party, partner) in [(caregiver, recipient), (recipient, caregiver)] {
      guard let new = party.new else { continue }
      try duplicateRecords.findDuplicates(
        of: new,
        partner: partner.row.isSealed ? nil : partner.row.key,
        in: transaction
      )
    }
    let receipt = RegistrationReceipt(
      careSituation: care.id,
      caregiver: caregiver.row.id,
      recipient: recipient.row.id,
      revision: 1,
      createTime: now,
      differing: differing
    )
    return (receipt, care.key)
  }

  /// One of the two people of a new care situation.
  private struct Party {
    let row: PersonRow
    /// What was stored of someone who was not known; nil for someone who was.
    var new: NewPerson?
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
    let bearers = try details.number.map { try personRecords.bearers(of: $0, in: db) }
    let found = try bearers.flatMap { try visibility.visiblePerson(among: $0, for: viewer, in: db) }
    guard let row = found, try !needsOwnRecord(details.number, bearers, found: row, for: viewer, in: db) else {
      if case .local = details.number {
        throw Refusal.invalid("care_situation.\(field).local_number", "is not known")
      }
      let new = try personChanges.insertPerson(details, knownByNumber: bearers, for: viewer, in: transaction)
      return Party(row: new.row, new: new)
    }
    try IdentityCheck.require(
      details,
      as: field,
      personRecords.identity(of: row),
      birthDate: row.birthDate,
      row.status
    )
    // If the client may not read the record, it does not learn what differs from it either.
    let isReadable = try visibility.sees(viewer, row, in: db) && !visibility.isMasked(row, for: viewer, in: db)
    let fields = isReadable ? try differences(of: details, from: row, for: viewer, in: db) : []
    let make = field == "caregiver" ? ImportedField.caregiver : ImportedField.recipient
    return Party(row: row, isReadable: isReadable, differing: fields.map { make($0).path })
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
    _ bearers: NumberBearers?,
    found: PersonRow,
    for viewer: Viewer,
    in db: Connection
  ) throws -> Bool {
    // Most records are confirmed: nothing else is read for them.
    guard found.isUnconfirmed, let number, let bearers else { return false }
    return try NumberRules.needsOwnRecord(
      number,
      found: found.status,
      bearer: bearers.holder,
      by: visibility.rules(of: [found.key], for: viewer, in: db)
    )
  }
}
