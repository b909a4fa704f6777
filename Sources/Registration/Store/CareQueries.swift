package import CareTypes
import Foundation
import GRDB
import RuleLanguage
import ServiceCore
import ServiceRuntime

extension RegistrationStore {
  /// Reads a care situation with both persons.
  ///
  /// - Parameters:
  ///   - asOf: The day whose terms are asked for; nothing: today.
  ///   - known: Before when it was known so; nothing: now.
  /// - Throws: `Refusal` when it is not there or out of sight, or was not known then.
  package func careSituation(
    _ id: OpaqueID,
    asOf: CalendarDate? = nil,
    known until: Instant? = nil,
    for viewer: Viewer
  ) async throws -> CareSituation {
    try await database.read { db in
      let (care, caregiver, recipient) = try visibleCare(id, for: viewer, in: db)
      guard let history = try history(of: care, known: until, in: db) else { throw Refusal.notFound(care.name) }
      return CareSituation(
        id: care.id,
        revision: care.revision,
        caregiver: try shown(caregiver, known: until, for: viewer, in: db),
        recipient: try shown(recipient, known: until, for: viewer, in: db),
        history: history,
        asOf: history.day(for: asOf ?? viewer.today),
        evidence: try evidence(
          of: care,
          caregiver,
          recipient,
          known: until,
          isAcrossBorder: isMasked(caregiver, for: viewer, in: db) || isMasked(recipient, for: viewer, in: db),
          in: db
        ),
        declarations: history.declarations,
        contactPoint: try contactPoint(of: care, in: db),
        joined: try careJoined(into: care.key, in: db).map(\.id),
        createTime: care.created,
        updateTime: care.updated
      )
    }
  }

  /// The one to turn to for a care situation.
  func contactPoint(of care: CareRow, in db: Database) throws -> ContactPoint? {
    guard let sealed = care.sealedContactPoint, let key = care.dataKey else { return nil }
    return try dataKeys.cipher(key, in: db).open(sealed, as: ContactPoint.self, at: Self.contactPlace)
  }

  // MARK: - History

  /// A care situation over time as it was known before a time; nothing when it was not known yet.
  private func history(of care: CareRow, known: Instant?, in db: Database) throws -> CareHistory? {
    try Row.fetchOne(
      db.cachedStatement(sql: Self.knownRevisionSQL),
      arguments: [care.key, known?.microseconds ?? Int64.max]
    ).map { try history(of: care, $0, in: db) }
  }

  static let knownRevisionSQL = """
    SELECT * FROM care_revision WHERE care_situation = ? AND recorded < ? ORDER BY revision DESC LIMIT 1
    """

  private func history(of care: CareRow, _ row: Row, in db: Database) throws -> CareHistory {
    let revision: Int64 = row["revision"]
    return CareHistory(
      revision: revision,
      kind: try row.word("kind"),
      recordTime: Instant(microseconds: row["recorded"]),
      span: try row.span(),
      endReason: try row.optionalWord("end_reason"),
      declarations: try Declarations(row),
      terms: try terms(of: care.key, in: revision, db)
    )
  }

  func histories(of care: CareRow, after revision: Int64, limit: Int, in db: Database) throws -> [CareHistory] {
    try Row.fetchAll(
      db.cachedStatement(sql: Self.revisionsSQL),
      arguments: [care.key, revision, limit]
    ).map { try history(of: care, $0, in: db) }
  }

  static let revisionsSQL =
    "SELECT * FROM care_revision WHERE care_situation = ? AND revision > ? ORDER BY revision LIMIT ?"

  /// A page of what was recorded of a care situation, oldest first.
  ///
  /// - Throws: `Refusal` when it is not there or out of sight.
  package func histories(
    of id: OpaqueID,
    after revision: Int64,
    limit: Int,
    for viewer: Viewer
  ) async throws -> [CareHistory] {
    try await database.read { db in
      try histories(of: visibleCare(id, itself: true, for: viewer, in: db).care, after: revision, limit: limit, in: db)
    }
  }

  // MARK: - Lists

  /// A page of the care situations that a municipality sees, and the key after which the next page begins.
  ///
  /// - Throws: `Refusal` for a municipality outside the scope.
  package func careSituations(
    of municipality: NISCode,
    after key: Int64,
    limit: Int,
    for viewer: Viewer
  ) async throws -> Page<CareSituationSummary, Int64> {
    try await database.read { db in
      try listed(Self.listSQL, in: municipality, after: key, limit: limit, for: viewer, db) { row in
        try summary(of: careSituation(row["key"] as Int64, in: db), for: viewer, in: db)
      }
    }
  }

  /// A page of a list of a municipality: a query over `care_situation_municipality AS seen`, with the arguments
  /// municipality, key, today and limit.
  private func listed<Item>(
    _ sql: String,
    in municipality: NISCode,
    after key: Int64,
    limit: Int,
    for viewer: Viewer,
    _ db: Database,
    making make: (Row) throws -> Item?
  ) throws -> Page<Item, Int64> {
    try page(of: area(of: municipality, for: viewer), after: key, limit: limit) { code, key, limit in
      try Row.fetchAll(
        db.cachedStatement(sql: sql),
        arguments: ["municipality": code.digits, "key": key, "today": viewer.today.daysSinceEpoch, "limit": limit]
      )
    } making: {
      try make($0)
    }
  }

  static let listSQL = """
    SELECT seen.care_situation AS key FROM care_situation_municipality AS seen
    WHERE seen.municipality = :municipality AND seen.care_situation > :key
      AND seen.from_date <= :today AND seen.until_date >= :today
    GROUP BY seen.care_situation ORDER BY seen.care_situation LIMIT :limit
    """

  /// A care situation in a list; nothing for one that a viewer may not even find.
  func summary(of care: CareRow, for viewer: Viewer, in db: Database) throws -> CareSituationSummary? {
    let people = try [person(care.caregiver, in: db), person(care.recipient, in: db)]
    let isSealed = people.contains(where: \.isSealed)
    if isSealed, viewer.clearance == .none { return nil }
    let names = try people.map { person in
      isSealed && viewer.clearance < .read ? "" : try identity(of: person, in: db)?.displayName ?? ""
    }
    let day = max(care.span.start, min(viewer.today, care.span.end ?? viewer.today))
    return CareSituationSummary(
      id: care.id,
      caregiverName: names[0],
      recipientName: names[1],
      caregiverPlace: try place(ofPerson: care.caregiver, on: viewer.today, in: db),
      recipientPlace: try place(ofPerson: care.recipient, on: viewer.today, in: db),
      hours: try terms(of: care.key, db)[day].hours,
      span: care.span
    )
  }

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
    let asked = purposes.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    let sql = """
      SELECT situation.key FROM care_situation_municipality AS seen
      JOIN care_situation AS situation ON situation.key = seen.care_situation
      WHERE seen.municipality = :municipality AND seen.care_situation > :key
        AND seen.from_date <= :today AND seen.until_date >= :today
        AND (situation.end_date IS NULL OR situation.end_date >= :today)
        AND (situation.caregiver_signed_date IS NULL OR situation.recipient_signed_date IS NULL
          OR (SELECT count(*) FROM standing_consent WHERE person = situation.recipient
            AND purpose IN (\(asked))) < \(purposes.count))
      GROUP BY seen.care_situation ORDER BY seen.care_situation LIMIT :limit
      """
    return try await database.read { db in
      try listed(sql, in: municipality, after: key, limit: limit, for: viewer, db) { row -> IncompleteConsent? in
        let care = try careSituation(row["key"] as Int64, in: db)
        let (caregiver, recipient) = (try person(care.caregiver, in: db), try person(care.recipient, in: db))
        // On the day on which one of the two is erased the care still goes on, but nothing can be completed.
        guard try sees(viewer, caregiver, recipient, in: db), !caregiver.isErased, !recipient.isErased else {
          return nil
        }
        let declarations = care.declarations
        let isMasked = try isMasked(recipient, for: viewer, in: db)
        if isMasked, declarations.caregiver != nil, declarations.recipient != nil { return nil }
        let given = Set(try standingConsents(of: care.recipient, in: db).map(\.purpose))
        let incomplete = IncompleteConsent(
          careSituation: care.id,
          recipientName: try identity(of: recipient, in: db)?.displayName ?? "",
          // Consents of who is masked are not the viewer's to ask for, nor to know.
          missingPurposes: isMasked ? [] : purposes.filter { !given.contains($0) },
          isCaregiverDeclarationMissing: declarations.caregiver == nil,
          isRecipientDeclarationMissing: declarations.recipient == nil
        )
        return incomplete.isAnythingMissing ? incomplete : nil
      }
    }
  }

  /// Evidence that ends up to a day, soonest first.
  ///
  /// - Parameter place: The last day and key of the page before.
  /// - Throws: `Refusal` for a municipality outside the scope.
  package func expiringEvidence(
    in municipality: NISCode,
    until last: CalendarDate,
    after place: EvidencePlace?,
    limit: Int,
    for viewer: Viewer
  ) async throws -> Page<ExpiringEvidence, EvidencePlace> {
    try await database.read { db in
      let codes = try area(of: municipality, for: viewer)
      return try page(
        after: place ?? EvidencePlace(day: 0, key: 0),
        limit: limit,
        place: { EvidencePlace(day: $0["valid_until_date"], key: $0["key"]) }
      ) { place, limit in
        try codes.flatMap { code in
          try Row.fetchAll(
            db.cachedStatement(sql: Self.expiringSQL),
            arguments: [
              "municipality": code.digits, "today": viewer.today.daysSinceEpoch, "last": last.daysSinceEpoch,
              "day": place.day, "key": place.key, "limit": limit,
            ]
          )
        }
      } making: { row in
        try expiring(row, for: viewer, in: db)
      }
    }
  }

  static let expiringSQL = """
    SELECT evidence.* FROM \(goingOn) JOIN evidence ON evidence.care_situation = situation.key AND \(isExpiring)
    UNION SELECT evidence.* FROM \(goingOn)
    JOIN evidence ON evidence.person = situation.caregiver AND evidence.role = 'caregiver' AND \(isExpiring)
    UNION SELECT evidence.* FROM \(goingOn)
    JOIN evidence ON evidence.person = situation.recipient AND evidence.role = 'recipient' AND \(isExpiring)
    ORDER BY valid_until_date, key LIMIT :limit
    """

  private static let goingOn = """
    care_situation_municipality AS seen JOIN care_situation AS situation ON situation.key = seen.care_situation
      AND seen.municipality = :municipality AND seen.from_date <= :today AND seen.until_date >= :today
      AND (situation.end_date IS NULL OR situation.end_date >= :today)
    """

  private static let isExpiring = """
    evidence.valid_until_date >= :today AND evidence.valid_until_date <= :last AND evidence.withdrawn IS NULL
      AND (evidence.valid_until_date, evidence.key) > (:day, :key)
    """

  private func expiring(_ row: Row, for viewer: Viewer, in db: Database) throws -> ExpiringEvidence? {
    let care = try careSituations(servedBy: row, on: viewer.today, in: db).first { care in
      try sees(viewer, self.person(care.caregiver, in: db), self.person(care.recipient, in: db), in: db)
    }
    guard let care else { return nil }
    let person = try (row["person"] as Int64?).map { try self.person($0, in: db) }
    if let person, try !sees(viewer, person, in: db) || isMasked(person, for: viewer, in: db) { return nil }
    return ExpiringEvidence(
      careSituation: care.id,
      evidence: try recordedEvidence(in: [row], db)[0],
      recipientName: try identity(of: self.person(care.recipient, in: db), in: db)?.displayName ?? "",
      person: person?.id,
      personName: try person.flatMap { try identity(of: $0, in: db)?.displayName } ?? ""
    )
  }
}

/// What is missing in an active care situation.
package struct IncompleteConsent: Sendable, Hashable {
  /// The care situation.
  package let careSituation: OpaqueID
  /// Family name and given names of the recipient.
  package let recipientName: String
  /// The purposes to which the recipient has not consented.
  package let missingPurposes: [ConsentPurpose]
  /// Whether the caregiver has not signed.
  package let isCaregiverDeclarationMissing: Bool
  /// Whether the recipient has not signed.
  package let isRecipientDeclarationMissing: Bool

  /// Whether there is anything to be completed.
  var isAnythingMissing: Bool {
    !missingPurposes.isEmpty || isCaregiverDeclarationMissing || isRecipientDeclarationMissing
  }
}

/// Evidence that ends, and whose it is.
package struct ExpiringEvidence: Sendable, Hashable {
  /// The care situation; of evidence about a person, the first that goes on.
  package let careSituation: OpaqueID
  /// The evidence.
  package let evidence: RecordedEvidence
  /// Family name and given names of the recipient.
  package let recipientName: String
  /// The person whom it is about; nothing for what is about the care situation.
  package let person: OpaqueID?
  /// Family name and given names of that person.
  package let personName: String
}

/// A place in the order of evidence by its last day.
package struct EvidencePlace: Sendable, Hashable, Comparable {
  /// Last day, in days since 1970-01-01.
  package let day: Int
  /// Tells evidence of one day apart.
  package let key: Int64

  /// A place.
  package init(day: Int, key: Int64) {
    self.day = day
    self.key = key
  }

  /// By the last day, then in the order of recording.
  package static func < (left: EvidencePlace, right: EvidencePlace) -> Bool {
    (left.day, left.key) < (right.day, right.key)
  }
}
