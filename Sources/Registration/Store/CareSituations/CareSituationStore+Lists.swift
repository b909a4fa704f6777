package import CareTypes
package import RegistrationDomain
import ServiceCore
import ServiceRuntime

extension CareSituationStore {
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
      try visibility.listed(Self.listSQL, in: municipality, after: key, limit: limit, for: viewer, db) { rows in
        let care = try careRecords.careSituations(rows.map { $0["key"] as Int64 }, in: db)
        return try personViews.summaries(of: rows.compactMap { care[$0["key"]] }, for: viewer, in: db)
      }
    }
  }

  static let listSQL = """
    SELECT seen.care_situation AS key FROM care_situation_municipality AS seen
    WHERE seen.municipality = :municipality AND seen.care_situation > :key
      AND seen.from_date <= :today AND seen.until_date >= :today
    GROUP BY seen.care_situation ORDER BY seen.care_situation LIMIT :limit
    """
}
