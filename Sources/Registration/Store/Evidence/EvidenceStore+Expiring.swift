package import CareTypes
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
    after place: ExpiryCursor?,
    limit: Int,
    for viewer: Viewer
  ) async throws -> Page<ExpiringEvidence, ExpiryCursor> {
    try await database.read { db in
      let codes = try visibility.area(of: municipality, for: viewer)
      return try Paging.page(
        after: place ?? ExpiryCursor(day: 0, key: 0),
        limit: limit,
        place: { ExpiryCursor(day: $0["valid_until_date"], key: $0["key"]) }
      ) { place, limit in
        try codes.flatMap { code in
          try db.rows(
            Self.expiringSQL,
            [
              "municipality": code.digits, "today": viewer.today.daysSinceEpoch, "last": last.daysSinceEpoch,
              "day": place.day, "key": place.key, "limit": limit,
            ]
          )
        }
      } making: { rows in
        try expiring(rows, for: viewer, in: db)
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

  /// Rows of `evidence` as they are listed; nil for a row that the viewer may not see.
  private func expiring(_ rows: [SQLRow], for viewer: Viewer, in db: Connection) throws -> [ExpiringEvidence?] {
    let served = try evidenceRecords.careSituations(for: rows, on: viewer.today, in: db)
    let people = Set(served.flatMap { $0.flatMap { [$0.caregiver, $0.recipient] } })
      .union(rows.compactMap { $0["person"] as Int64? })
    let persons = try personRecords.persons(people, in: db)
    let rules = try visibility.rules(of: people, for: viewer, in: db)
    let identities = try personRecords.identities(of: persons.values)
    let recorded = try evidenceRecords.recordedEvidence(in: rows, db)
    return try zip(rows, zip(served, recorded)).map { row, evidence in
      let care = try evidence.0.first { care in
        guard let caregiver = persons[care.caregiver], let recipient = persons[care.recipient] else { return false }
        return try rules.seesCare(of: caregiver.status, recipient.status)
      }
      let person = (row["person"] as Int64?).flatMap { persons[$0] }
      if let person {
        guard try rules.sees(person.status), try !rules.isMasked(person.status) else { return nil }
      }
      return care.map { care in
        ExpiringEvidence(
          careSituation: care.id,
          evidence: evidence.1,
          recipientName: identities[care.recipient]?.displayName ?? "",
          person: person?.id,
          personName: person.flatMap { identities[$0.key]?.displayName } ?? ""
        )
      }
    }
  }
}
