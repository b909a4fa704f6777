package import CareTypes
import GRDB
import ServiceRuntime

extension RightsStore {
  /// Reads care situations as they stand on a day, in the order of their keys: a batch costs two queries, however many
  /// care situations are in it.
  ///
  /// - Parameters:
  ///   - municipalities: Only care situations of which either of the two lives in one of these on any day, under these
  ///     codes; nothing: all.
  ///   - day: The day.
  ///   - key: The key of the last care situation of the batch before; 0 for the first batch.
  ///   - limit: At most so many.
  /// - Returns: The care situations and their keys; none: there are no more.
  package func scanSituations(
    in municipalities: Set<NISCode>?,
    on day: CalendarDate,
    after key: Int64,
    limit: Int
  ) async throws -> [(key: Int64, facts: SituationFacts)] {
    try await database.read { db in
      let keys: [Int64]
      if let municipalities {
        let codes = "[\(municipalities.map { "\"\($0.digits)\"" }.joined(separator: ","))]"
        let sql = municipalities.count > 8 ? Self.manyMunicipalitiesSQL : Self.fewMunicipalitiesSQL
        keys = try Int64.fetchAll(
          db.cachedStatement(sql: sql),
          arguments: ["codes": codes, "key": key, "limit": limit]
        )
      } else {
        keys = try Int64.fetchAll(
          db.cachedStatement(sql: "SELECT key FROM situation WHERE key > ? ORDER BY key LIMIT ?"),
          arguments: [key, limit]
        )
      }
      return try SituationBatch.read(keys, on: day, in: db).map { ($0.key, $0.facts) }
    }
  }

  /// For few municipalities: through the index by municipality.
  static let fewMunicipalitiesSQL = """
    SELECT DISTINCT situation FROM situation_municipality
    WHERE municipality IN (SELECT value FROM json_each(:codes)) AND situation > :key
    ORDER BY situation LIMIT :limit
    """

  /// For many: one care situation after the other.
  static let manyMunicipalitiesSQL = """
    SELECT key FROM situation
    WHERE key > :key AND EXISTS (
      SELECT 1 FROM situation_municipality
      WHERE situation = key AND municipality IN (SELECT value FROM json_each(:codes)))
    ORDER BY key LIMIT :limit
    """

  /// One care situation as it stands on a day, and its key.
  ///
  /// - Throws: `Refusal` when Rights has not heard of it.
  package func situation(_ id: OpaqueID, on day: CalendarDate) async throws -> (key: Int64, facts: SituationFacts) {
    try await database.read { db in
      let key = try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT key FROM situation WHERE id = ?"),
        arguments: [id.blob]
      )
      guard let key, let found = try SituationBatch.read([key], on: day, in: db).first else {
        throw Refusal.notFound(ResourceCollection.careSituations.name(id))
      }
      return (found.key, found.facts)
    }
  }
}
