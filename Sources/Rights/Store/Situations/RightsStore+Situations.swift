package import CareTypes
package import RightsDomain
import ServiceCore
import ServiceRuntime

extension RightsStore {
  /// Reads a batch of care situations with the facts of a day, in the order of their keys. It takes three queries, whatever
  /// the size of the batch.
  ///
  /// - Parameters:
  ///   - municipalities: Reads only care situations in which either person lives in one of these municipalities on any day,
  ///     recorded under these codes; nil for all care situations.
  ///   - day: The day.
  ///   - key: The key of the last care situation of the batch before; 0 for the first batch.
  ///   - limit: The largest number of care situations.
  /// - Returns: The care situations and their keys; empty when there are no more.
  package func scanSituations(
    in municipalities: Set<NISCode>?,
    on day: CalendarDate,
    after key: Int64,
    limit: Int
  ) async throws -> [(key: Int64, facts: SituationFacts)] {
    try await database.read { db in try Self.situations(in: municipalities, on: day, after: key, limit: limit, db) }
  }

  /// Reads a batch of care situations, as part of a transaction.
  static func situations(
    in municipalities: Set<NISCode>?,
    on day: CalendarDate,
    after key: Int64,
    limit: Int,
    _ db: Connection
  ) throws -> [(key: Int64, facts: SituationFacts)] {
    let keys: [Int64]
    if let municipalities {
      let codes = try ValueList(municipalities.map(\.digits))
      let sql = municipalities.count > 8 ? manyMunicipalitiesSQL : fewMunicipalitiesSQL
      keys = try db.values(Int64.self, sql, ["codes": codes, "key": key, "limit": limit])
    } else {
      keys = try db.values(Int64.self, allSituationsSQL, [key, limit])
    }
    return try SituationBatch.read(keys, on: day, in: db).map { ($0.key, $0.facts) }
  }

  static let allSituationsSQL = "SELECT key FROM situation WHERE key > ? ORDER BY key LIMIT ?"

  /// For few municipalities: uses the index by municipality.
  static let fewMunicipalitiesSQL = """
    SELECT DISTINCT situation FROM situation_municipality
    WHERE municipality IN \(ValueList.members(":codes")) AND situation > :key
    ORDER BY situation LIMIT :limit
    """

  /// For many municipalities: goes through all care situations.
  static let manyMunicipalitiesSQL = """
    SELECT key FROM situation
    WHERE key > :key AND EXISTS (
      SELECT 1 FROM situation_municipality
      WHERE situation = key AND municipality IN \(ValueList.members(":codes")))
    ORDER BY key LIMIT :limit
    """

  /// One care situation with the facts of a day, and its key.
  ///
  /// - Throws: `Refusal` when Rights does not know it.
  package func situation(_ id: OpaqueID, on day: CalendarDate) async throws -> (key: Int64, facts: SituationFacts) {
    try await database.read { db in
      let key = try db.value(Int64.self, "SELECT key FROM situation WHERE id = ?", [id.blob])
      guard let key, let found = try SituationBatch.read([key], on: day, in: db).first else {
        throw Refusal.notFound(ResourceCollection.careSituations.name(id))
      }
      return (found.key, found.facts)
    }
  }
}
