package import Disclosure
package import CareTypes
import Foundation
import ServiceRuntime

/// The figures that were released, one set for each zone and day.
extension GatewayStore {
  /// The figures that were released for a zone and a day; nil if there are none yet.
  package func release(zone: String, date: CalendarDate) async throws -> ZoneRelease? {
    try await database.read { db in try Self.release(zone, date, in: db) }
  }

  /// Keeps the figures of a zone for a day, unless others were kept before.
  ///
  /// - Returns: The figures that were kept first.
  package func keep(_ release: ZoneRelease, zone: String, date: CalendarDate) async throws -> ZoneRelease {
    try await database.write { transaction in
      let db = transaction.connection
      if let first = try Self.release(zone, date, in: db) { return first }
      try db.execute(
        "INSERT INTO zone_release (zone, date, content) VALUES (?, ?, ?)",
        [
          zone, date.daysSinceEpoch, String(decoding: try JSONEncoder().encode(release), as: UTF8.self),
        ]
      )
      return release
    }
  }

  private static func release(_ zone: String, _ date: CalendarDate, in db: Connection) throws -> ZoneRelease? {
    try db.value(
      Data.self,
      "SELECT content FROM zone_release WHERE zone = ? AND date = ?",
      [zone, date.daysSinceEpoch]
    ).map { try JSONDecoder().decode(ZoneRelease.self, from: $0) }
  }
}
