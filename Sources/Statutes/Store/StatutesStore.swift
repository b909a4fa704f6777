package import CareTypes
import Foundation
import GRDB
package import ServiceRuntime

/// The published provisions. Each method is one transaction.
package struct StatutesStore: Sendable {
  let database: ServiceDatabase
  private let encode: @Sendable (Provision) throws -> EventPayload

  /// The store of an opened database.
  package init(database: ServiceDatabase, encode: @escaping @Sendable (Provision) throws -> EventPayload) {
    self.database = database
    self.encode = encode
  }

  /// Opens the database of Statutes.
  ///
  /// - Throws: `StartupError`.
  package static func openDatabase(_ location: ServiceDatabase.Location, clock: RegistryClock) throws -> ServiceDatabase {
    try ServiceDatabase(location, label: "statutes", clock: clock, migrations: StatutesTables.register)
  }

  /// What a publication did.
  package struct Published: Codable, Sendable, Hashable {
    /// The authority's id.
    package var authority: String
    /// Newly published versions.
    package var published: [String] = []
    /// Versions that stood already with the same content.
    package var unchanged: [String] = []
  }

  /// A published version.
  package struct PublishedProvision: Sendable, Hashable {
    /// The provision.
    package let provision: Provision
    /// When it was published.
    package let publishTime: Instant
  }

  /// Publishes a pack, all of it or nothing.
  ///
  /// - Throws: `Refusal` with `versionPublished` when a published version would change.
  package func publish(_ pack: RegulationPack, command: Command) async throws -> Published {
    let encode = encode
    return try await database.command(command) { transaction in
      let db = transaction.database
      var result = Published(authority: pack.authority.id)
      for code in pack.authority.territory.isEmpty ? [""] : pack.authority.territory {
        try db.cachedStatement(sql: "INSERT OR IGNORE INTO authority_territory (municipality, authority) VALUES (?, ?)")
          .execute(arguments: [code, pack.authority.id])
      }
      for provision in pack.provisions {
        let name = ProvisionName.text(provision.id, version: provision.version)
        let stored = try String.fetchOne(
          db.cachedStatement(sql: "SELECT content FROM provision WHERE id = ? AND version = ?"),
          arguments: [provision.id, provision.version]
        )
        if let stored {
          guard try Self.decode(stored) == provision else {
            throw Refusal(.versionPublished, "\(name) is published with another content; publish a higher version")
          }
          result.unchanged.append(name)
          continue
        }
        let content = String(decoding: try JSONEncoder().encode(provision), as: UTF8.self)
        try db.cachedStatement(
          sql: """
            INSERT INTO provision (authority, id, version, valid_from, valid_to, content, published)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """
        ).execute(arguments: [
          provision.authority.id, provision.id, provision.version, provision.validFrom, provision.validTo, content,
          transaction.now.microseconds,
        ])
        try transaction.append(encode(provision))
        result.published.append(name)
      }
      return result
    }
  }

  /// One version of a provision, or the newest.
  ///
  /// - Throws: `Refusal` when it is not there.
  package func provision(_ id: String, version: Int?) async throws -> PublishedProvision {
    try await database.read { db in
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT content, published FROM provision WHERE id = ? AND version <= ? AND (? IS NULL OR version = ?)
            ORDER BY version DESC LIMIT 1
            """
        ),
        arguments: [id, version ?? Int.max, version, version]
      )
      guard let row else {
        throw Refusal.notFound(version.map { ProvisionName.text(id, version: $0) } ?? ProvisionName.text(id))
      }
      return try PublishedProvision(row: row)
    }
  }

  /// The provisions in force on a day, by authority and id: for each, the highest version that has begun counts, and only
  /// if it has not ended. A version that has ended never falls back to an older one.
  ///
  /// - Parameters:
  ///   - municipality: Only those that hold there, higher authorities included.
  ///   - authority: Only those of this authority.
  ///   - key: Only those after this key, `authority/id`.
  package func provisions(
    on date: CalendarDate,
    municipality: NISCode? = nil,
    authority: String? = nil,
    after key: String = "",
    limit: Int = Int.max
  ) async throws -> [PublishedProvision] {
    try await database.read { db in
      let parts = key.split(separator: "/", maxSplits: 1).map(String.init)
      return try Row.fetchAll(
        db.cachedStatement(sql: Self.inForceSQL),
        arguments: [
          "date": date.daysSinceEpoch, "municipality": municipality?.digits, "authority": authority,
          "after_authority": parts.first ?? "", "after_id": parts.dropFirst().first ?? "", "limit": limit,
        ]
      ).map(PublishedProvision.init(row:))
    }
  }

  static let inForceSQL = """
    SELECT content, published FROM provision
    WHERE (authority, id) > (:after_authority, :after_id)
      AND (:authority IS NULL OR authority = :authority)
      AND (:municipality IS NULL OR authority IN (
        SELECT authority FROM authority_territory WHERE municipality IN (:municipality, '')))
      AND version = (
        SELECT max(version) FROM provision AS other WHERE other.id = provision.id AND other.valid_from <= :date)
      AND (valid_to IS NULL OR valid_to >= :date)
    ORDER BY authority, id LIMIT :limit
    """

  /// Whether an authority ever published.
  package func isAuthority(_ id: String) async throws -> Bool {
    try await database.read { db in
      try Bool.fetchOne(
        db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM provision WHERE authority = ?)"),
        arguments: [id]
      ) ?? false
    }
  }

  fileprivate static func decode(_ content: String) throws -> Provision {
    try JSONDecoder().decode(Provision.self, from: Data(content.utf8))
  }
}

extension StatutesStore.PublishedProvision {
  init(row: Row) throws {
    self.init(
      provision: try StatutesStore.decode(row["content"]),
      publishTime: Instant(microseconds: row["published"])
    )
  }
}
