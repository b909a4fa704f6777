package import CareTypes
import Foundation
import GRDB
import ServiceRuntime

/// The figures that were released, one set for each zone and day.
extension GatewayStore {
  /// The release of a zone for a day, when there is one.
  package func release(zone: String, date: CalendarDate) async throws -> ZoneRelease? {
    try await database.read { db in try Self.release(zone, date, in: db) }
  }

  /// Keeps a release of a zone for a day, unless another was first.
  ///
  /// - Returns: The release that counts.
  package func keep(_ release: ZoneRelease, zone: String, date: CalendarDate) async throws -> ZoneRelease {
    try await database.write { transaction in
      let db = transaction.database
      if let first = try Self.release(zone, date, in: db) { return first }
      try db.cachedStatement(sql: "INSERT INTO zone_release (zone, date, content) VALUES (?, ?, ?)").execute(
        arguments: [
          zone, date.daysSinceEpoch, String(decoding: try JSONEncoder().encode(release), as: UTF8.self),
        ])
      return release
    }
  }

  private static func release(_ zone: String, _ date: CalendarDate, in db: Database) throws -> ZoneRelease? {
    try Data.fetchOne(
      db.cachedStatement(sql: "SELECT content FROM zone_release WHERE zone = ? AND date = ?"),
      arguments: [zone, date.daysSinceEpoch]
    ).map { try JSONDecoder().decode(ZoneRelease.self, from: $0) }
  }
}
