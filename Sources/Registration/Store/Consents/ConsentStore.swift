package import CareTypes
package import RegistrationDomain
import ServiceCore
package import ServiceRuntime

/// Consents and their withdrawals.
package struct ConsentStore: Sendable {
  let database: ServiceDatabase
  let personRecords: PersonRecords
  let careRecords: CareRecords
  let consentRecords: ConsentRecords
  let visibility: Visibility
  let plausibilityChecks: PlausibilityChecks
  let registrationOutbox: RegistrationOutbox

  /// Active care situations in which a declaration, or a consent of the recipient, is missing.
  ///
  /// - Throws: `Refusal` for a municipality outside the scope.
  package func incompleteConsents(
    in municipality: NISCode,
    purposes: [ConsentPurpose],
    after key: Int64,
    limit: Int,
    for viewer: Viewer
  ) async throws -> Page<IncompleteConsent, Int64> {
    let asked = try ValueList(purposes.map(\.rawValue))
    return try await database.read { db in
      try visibility.listed(
        Self.incompleteConsentsSQL,
        with: ["purposes": asked, "purpose_count": purposes.count],
        in: municipality,
        after: key,
        limit: limit,
        for: viewer,
        db
      ) { rows in
        try incompleteConsents(rows.map { $0["key"] }, purposes: purposes, for: viewer, in: db)
      }
    }
  }

  static let incompleteConsentsSQL = """
    SELECT DISTINCT seen.care_situation AS key FROM care_situation_municipality AS seen
    JOIN care_situation AS situation ON situation.key = seen.care_situation
    WHERE seen.municipality = :municipality AND seen.care_situation > :key
      AND seen.from_date <= :today AND seen.until_date >= :today
      AND (situation.end_date IS NULL OR situation.end_date >= :today)
      AND (situation.caregiver_signed_date IS NULL OR situation.recipient_signed_date IS NULL
        OR (SELECT count(*) FROM standing_consent WHERE person = situation.recipient
          AND purpose IN \(ValueList.members(":purposes"))) < :purpose_count)
    ORDER BY seen.care_situation LIMIT :limit
    """

  /// What is missing in some care situations; nil where the viewer may not see it, or nothing is missing.
  private func incompleteConsents(
    _ keys: [Int64],
    purposes: [ConsentPurpose],
    for viewer: Viewer,
    in db: Connection
  ) throws -> [IncompleteConsent?] {
    let situations = try careRecords.careSituations(keys, in: db)
    let people = Set(situations.values.flatMap { [$0.caregiver, $0.recipient] })
    let persons = try personRecords.persons(people, in: db)
    let rules = try visibility.rules(of: people, for: viewer, in: db)
    let recipients = Set(situations.values.map(\.recipient))
    let identities = try personRecords.identities(of: recipients.compactMap { persons[$0] })
    let consents = try consentRecords.consentsInForce(of: recipients, in: db)
    return try keys.map { key in
      // On the day on which one of the two is erased the care is still active, but nothing can be completed.
      guard let care = situations[key], let caregiver = persons[care.caregiver],
        let recipient = persons[care.recipient], !caregiver.isErased, !recipient.isErased,
        try rules.seesCare(of: caregiver.status, recipient.status)
      else { return nil }
      // Which consents a masked person gave is not for the viewer to know, nor to ask.
      let isMasked = try rules.isMasked(recipient.status)
      let given = Set(consents[recipient.key]?.map(\.purpose) ?? [])
      let incomplete = IncompleteConsent(
        careSituation: care.id,
        recipientName: identities[recipient.key]?.displayName ?? "",
        missingPurposes: isMasked ? [] : purposes.filter { !given.contains($0) },
        isCaregiverDeclarationMissing: care.declarations.caregiver == nil,
        isRecipientDeclarationMissing: care.declarations.recipient == nil
      )
      return incomplete.isAnythingMissing ? incomplete : nil
    }
  }

  /// Records a consent of a person.
  ///
  /// - Throws: `Refusal` when the person does not exist or is not visible, or was erased or is restricted.
  package func record(
    _ consent: Consent,
    of person: OpaqueID,
    confirmed: Set<PlausibilityRule> = [],
    for viewer: Viewer,
    command: Command
  ) async throws -> RecordedConsent {
    try await database.command(command) { transaction in
      let db = transaction.connection
      let row = try visibility.recordablePerson(person, for: viewer, in: db)
      try plausibilityChecks.check(
        consent,
        of: row,
        confirmed: confirmed,
        for: viewer,
        by: command.client,
        in: transaction
      )
      try consentRecords.recordConsents([consent], from: .statement, of: row, in: transaction)
      let stands = try consentRecords.consents(of: row, in: db).contains { $0.purpose == consent.purpose }
      return RecordedConsent(stands: stands, recordTime: transaction.now)
    }
  }

  /// Withdraws the consent of a person for a purpose. It is allowed while the processing is restricted, because it only
  /// ends something.
  ///
  /// - Throws: `Refusal` when the person does not exist or is not visible, or no such consent was in force on the day.
  package func withdraw(
    _ withdrawal: ConsentWithdrawal,
    of person: OpaqueID,
    for viewer: Viewer,
    command: Command
  ) async throws -> RecordedWithdrawal {
    try await database.command(command) { transaction in
      let db = transaction.connection
      let row = try visibility.recordablePerson(person, for: viewer, evenRestricted: true, in: db)
      let same = try personRecords.sameRecords(as: row, in: db)
      try consentRecords.consentLog(of: same, in: db).requireInForce(for: withdrawal, of: row.name)
      try consentRecords.insertDeclaration(
        ConsentDeclaration(withdrawal, recordTime: transaction.now),
        of: row.key,
        in: db
      )
      try consentRecords.updateConsentsInForce(of: same, in: transaction)
      let isStillInForce = try consentRecords.consents(of: row, in: db).contains { $0.purpose == withdrawal.purpose }
      return RecordedWithdrawal(
        sequence: try registrationOutbox.feedSequence(in: db),
        recordTime: transaction.now,
        persons: isStillInForce ? [] : same.map(\.id)
      )
    }
  }

  /// Everything that was declared about the consents of a person, and of those who were merged into them.
  ///
  /// - Parameter known: Only what was recorded before this time is used; nil for what is known now.
  /// - Throws: `Refusal` when the person does not exist or is not visible.
  package func consentLog(of person: OpaqueID, known: Instant?, for viewer: Viewer) async throws -> ConsentLog {
    try await database.read { db in
      let row = try visibility.visiblePerson(person, for: viewer, in: db)
      try visibility.refuseMasked(row, for: viewer, in: db)
      return try consentRecords.consentLog(of: personRecords.sameRecords(as: row, in: db), known: known, in: db)
    }
  }
}
