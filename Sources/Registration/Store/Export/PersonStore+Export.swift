package import CareTypes
package import Foundation
package import RegistrationDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime

extension PersonStore {
  /// Everything that is stored about a person (inzage), as a JSON document.
  ///
  /// - Parameter excerpt: Reads what a draft says about the person.
  /// - Throws: `Refusal` when the person does not exist or is not visible.
  package func export(
    _ id: OpaqueID,
    for viewer: Viewer,
    reading excerpt: @escaping DraftExcerpt.Reading
  ) async throws -> Data {
    try await database.read { db in
      let person = try visibility.visiblePerson(id, for: viewer, in: db)
      try visibility.requireAtHome(person, for: viewer, in: db)
      let export = PersonExport(
        person: try record(of: person, for: viewer, excerpt, in: db),
        merged: try personRecords.mergedPersons(into: person.key, in: db).map {
          try record(of: $0, for: viewer, excerpt, in: db)
        },
        merges: try merges(of: person, in: db)
      )
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      encoder.keyEncodingStrategy = .convertToSnakeCase
      return try encoder.encode(export)
    }
  }

  private func record(
    of person: PersonRow,
    for viewer: Viewer,
    _ excerpt: DraftExcerpt.Reading,
    in db: Connection
  ) throws -> ExportedRecord {
    let cipher = try personRecords.cipher(of: person)
    func rows(_ sql: String) throws -> [SQLRow] {
      try db.rows(sql, [person.key])
    }
    let row = try rows("SELECT recorded, erased FROM person WHERE key = ?").first
    let evidence = try rows("SELECT * FROM evidence WHERE person = ? ORDER BY key")
    let numbers =
      try cipher.map { try personRecords.knownNumbers(of: person.key, $0, today: viewer.today, in: db) } ?? []
    return ExportedRecord(
      name: person.name,
      identity: try personRecords.identity(of: person),
      birthDate: person.birthDate?.isoText,
      language: person.contactPreferences.language.rawValue,
      channel: person.contactPreferences.channel.rawValue,
      digitalSkill: person.contactPreferences.digitalSkill?.rawValue,
      sealed: person.isSealed,
      restricted: person.isRestricted,
      registerTime: row?.time("recorded") ?? "",
      eraseTime: row?.optionalTime("erased"),
      numbers: numbers.map(ExportedNumber.init),
      residences: try rows("SELECT * FROM residence WHERE person = ? ORDER BY recorded, start_date").map {
        try residence($0, cipher)
      },
      consents: try rows(ConsentRecords.consentDeclarationsSQL).map { row in
        ExportedConsent(
          purpose: row["purpose"],
          isGiven: row["given"],
          declaredDate: try row.date("declared_date").isoText,
          declaredBy: row["declared_by"],
          channel: row["channel"],
          source: row["source"],
          recordTime: row.time("recorded")
        )
      },
      evidence: Self.exported(zip(evidence, try evidenceRecords.recordedEvidence(in: evidence, db))),
      careSituations: try careSituations(of: person, for: viewer, in: db),
      assessments: try rows("SELECT * FROM assessment WHERE person = ? ORDER BY key").compactMap { row in
        try cipher.map { ExportedAssessment(try Assessment(sealed: row["content"], $0), row.time("recorded")) }
      },
      needs: try rows("SELECT * FROM need WHERE person = ? ORDER BY area").map {
        ExportedNeed(area: $0["area"], recordTime: $0.time("recorded"))
      },
      bankAccounts: try rows(BankAccountRows.allSQL).compactMap { row in
        try cipher.map { ExportedBankAccount(try BankAccountRows.account(row, $0), row.time("recorded")) }
      },
      drafts: try draftRecords.drafts(about: person, today: viewer.today, in: db).compactMap { draft in
        let registered = draft.person
        let told = try draftRecords.content(of: draft.row, in: db).map { try excerpt($0, registered.isCertainly) }
        return try told.map { try ExportedDraft(draft.row, $0) }
      },
      likenesses: try likenesses(of: person, for: viewer, in: db),
      confirmedWarnings: try rows(PlausibilityChecks.warningsOfPersonSQL).map(
        ExportedWarning.init
      )
    )
  }

  /// The pairs that include a person, without those with someone whom the viewer may not see.
  private func likenesses(
    of person: PersonRow,
    for viewer: Viewer,
    in db: Connection
  ) throws -> [ExportedLikeness] {
    let pairs = try duplicateRecords.duplicates(ofPerson: person.key, in: db)
    let others = pairs.map { row -> Int64 in row["first"] == person.key ? row["second"] : row["first"] }
    let persons = try personRecords.persons(others, in: db)
    let rules = try visibility.rules(of: others, for: viewer, in: db)
    return try zip(pairs, others).compactMap { row, other in
      guard let other = persons[other], try rules.sees(other.status) else { return nil }
      return ExportedLikeness(findTime: row.time("found"), closeTime: row.optionalTime("closed"))
    }
  }

  private func residence(_ row: SQLRow, _ cipher: FieldCipher?) throws -> ExportedResidence {
    let address = try (row["address"] as Data?).flatMap {
      try cipher?.open($0, as: Residence.Address.self, at: SealedField.address)
    }
    let place = try Place(row["municipality"] as String)
    return ExportedResidence(
      startDate: try row.date("start_date").isoText,
      municipality: place.municipality?.digits,
      country: place.country?.letters,
      streetLine: address?.streetLine,
      postalCode: address?.postalCode,
      locality: address?.locality,
      recordTime: row.time("recorded"),
      replaceTime: row.optionalTime("replaced")
    )
  }

  /// The care situations of a person, without those with a sealed person whom the viewer may not read.
  func careSituations(
    of person: PersonRow,
    for viewer: Viewer,
    in db: Connection
  ) throws -> [ExportedCare] {
    let all = try careRecords.careSituations(ofPerson: person.key, withJoined: true, in: db)
    let others = try personRecords.persons(all.flatMap { [$0.caregiver, $0.recipient] }, in: db)
    let situations = all.filter { care in
      others[care.caregiver == person.key ? care.recipient : care.caregiver].map { viewer.mayRead($0.status) } ?? false
    }
    let keys = ValueList(situations.map(\.key))
    let joined = try careRecords.careSituations(situations.compactMap(\.joinedInto), in: db)
    let contactPoints = try careRecords.contactPoints(of: situations, in: db)
    let evidenceRows = try db.rows(Self.evidenceOfCareSQL, [keys])
    let evidence = Dictionary(grouping: zip(evidenceRows, try evidenceRecords.recordedEvidence(in: evidenceRows, db))) {
      $0.0["care_situation"] as Int64
    }
    let warnings = Dictionary(
      grouping: try db.rows(PlausibilityChecks.warningsOfSeveralSQL, [keys])
    ) { $0["care_situation"] as Int64 }
    let histories = try careRecords.histories(ofAll: situations, in: db)
    return situations.map { care in
      let isCaregiver = care.caregiver == person.key
      let declaration = isCaregiver ? care.declarations.caregiver : care.declarations.recipient
      return ExportedCare(
        name: care.name,
        roleOfThePerson: isCaregiver ? "caregiver" : "recipient",
        joinedInto: care.joinedInto.flatMap { joined[$0]?.name },
        declaration: declaration.map {
          ExportedDeclaration(signedDate: $0.signedDate.isoText, givenBy: $0.givenBy.rawValue)
        },
        contactPoint: contactPoints[care.key],
        evidence: Self.exported(evidence[care.key] ?? []),
        confirmedWarnings: (warnings[care.key] ?? []).map(ExportedWarning.init),
        history: (histories[care.key] ?? []).map(ExportedRevision.init)
      )
    }
  }

  private func merges(of person: PersonRow, in db: Connection) throws -> [ExportedMerge] {
    try db.rows(Self.mergesOfPersonSQL, ["key": person.key]).map { row in
      ExportedMerge(
        merged: ResourceCollection.persons.name(try row.id("merged_id")),
        kept: ResourceCollection.persons.name(try row.id("kept_id")),
        recordTime: row.time("recorded"),
        undoTime: row.optionalTime("undone")
      )
    }
  }

  static let evidenceOfCareSQL =
    "SELECT * FROM evidence WHERE care_situation IN \(ValueList.members("?")) ORDER BY key"

  static let mergesOfPersonSQL = """
    SELECT merge.recorded, merge.undone, kept.id AS kept_id, merged.id AS merged_id
    FROM merge JOIN person AS kept ON kept.key = merge.kept JOIN person AS merged ON merged.key = merge.merged
    WHERE merge.key IN (SELECT key FROM merge WHERE kept = :key UNION SELECT key FROM merge WHERE merged = :key)
    ORDER BY merge.key
    """

  /// Evidence as it is exported: once for each that says the same, and was withdrawn at the same time or not at all.
  private static func exported(_ evidence: some Sequence<(SQLRow, RecordedEvidence)>) -> [ExportedEvidence] {
    var seen: Set<[AnyHashable]> = []
    return evidence.compactMap { row, recorded in
      let evidence = recorded.evidence
      guard seen.insert([evidence, row["withdrawn"] as Int64?]).inserted else { return nil }
      return ExportedEvidence(
        name: ResourceCollection.evidence.name(recorded.id),
        fact: evidence.fact,
        kind: evidence.kind?.rawValue,
        value: evidence.value,
        assessor: evidence.assessor,
        issuedDate: evidence.validity.start.isoText,
        validUntilDate: evidence.validity.end?.isoText,
        recordTime: row.time("recorded"),
        withdrawTime: row.optionalTime("withdrawn")
      )
    }
  }
}
