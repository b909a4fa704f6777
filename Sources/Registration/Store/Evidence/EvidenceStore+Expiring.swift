package import CareTypes
import GRDB
package import RegistrationDomain
import ServiceCore
import ServiceRuntime

extension EvidenceStore {
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
      let codes = try visibility.area(of: municipality, for: viewer)
      return try Paging.page(
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
    let care = try evidenceRecords.careSituations(servedBy: row, on: viewer.today, in: db).first { care in
      try visibility.sees(
        viewer,
        personRecords.person(care.caregiver, in: db),
        personRecords.person(care.recipient, in: db),
        in: db
      )
    }
    guard let care else { return nil }
    let person = try (row["person"] as Int64?).map { try personRecords.person($0, in: db) }
    if let person, try !visibility.sees(viewer, person, in: db) || visibility.isMasked(person, for: viewer, in: db) {
      return nil
    }
    return ExpiringEvidence(
      careSituation: care.id,
      evidence: try evidenceRecords.recordedEvidence(in: [row], db)[0],
      recipientName: try personRecords.identity(of: personRecords.person(care.recipient, in: db), in: db)?.displayName
        ?? "",
      person: person?.id,
      personName: try person.flatMap { try personRecords.identity(of: $0, in: db)?.displayName } ?? ""
    )
  }
}
