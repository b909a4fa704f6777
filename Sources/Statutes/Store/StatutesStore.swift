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
  package static func openDatabase(_ location: ServiceDatabase.Location, clock: RegistryClock) throws -> ServiceDatabase
  {
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
  /// - Throws: `Refusal` with `versionPublished` when a published version would change, or `invalidField` when a
  ///   provision is another authority's.
  package func publish(_ pack: RegulationPack, command: Command) async throws -> Published {
    let encode = encode
    return try await database.command(command) { transaction in
      var result = Published(authority: pack.authority.id)
      for (index, provision) in pack.provisions.enumerated() {
        let name = ProvisionName.text(provision.id, version: provision.version)
        let owner = try Self.authority(of: provision.id, in: transaction.database)
        guard owner == nil || owner == pack.authority.id else {
          throw Refusal.invalid("pack.provisions[\(index)].id", "is a provision of another authority")
        }
        if try Self.stands(provision, in: transaction.database) {
          result.unchanged.append(name)
        } else {
          try Self.insert(provision, at: transaction.now, in: transaction.database)
          try transaction.append(encode(provision))
          result.published.append(name)
        }
      }
      return result
    }
  }

  private static func authority(of id: String, in db: Database) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT authority FROM provision WHERE id = ? LIMIT 1"),
      arguments: [id]
    )
  }

  /// Whether the version is published with this content.
  ///
  /// - Throws: `Refusal` with `versionPublished` when it is published with another.
  private static func stands(_ provision: Provision, in db: Database) throws -> Bool {
    let stored = try String.fetchOne(
      db.cachedStatement(sql: "SELECT content FROM provision WHERE id = ? AND version = ?"),
      arguments: [provision.id, provision.version]
    )
    guard let stored else { return false }
    guard try decode(stored) == provision else {
      let name = ProvisionName.text(provision.id, version: provision.version)
      throw Refusal(.versionPublished, "\(name) is published with another content; publish a higher version")
    }
    return true
  }

  private static func insert(_ provision: Provision, at now: Instant, in db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO provision (authority, id, version, valid_from, valid_to, content, published)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      provision.authority.id, provision.id, provision.version, provision.validFrom, provision.validTo,
      String(decoding: try JSONEncoder().encode(provision), as: UTF8.self), now.microseconds,
    ])
    let key = db.lastInsertedRowID
    for code in provision.authority.territory.isEmpty ? [wholeOfFlanders] : provision.authority.territory {
      try db.cachedStatement(sql: "INSERT INTO provision_territory (municipality, provision) VALUES (?, ?)")
        .execute(arguments: [code, key])
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
    let sql = Self.inForceSQL(ofAuthority: authority != nil, inMunicipality: municipality != nil)
    let parts = key.split(separator: "/", maxSplits: 1).map(String.init)
    return try await database.read { db in
      var arguments: StatementArguments = [
        "date": date.daysSinceEpoch, "after_authority": parts.first ?? "", "after_id": parts.dropFirst().first ?? "",
        "limit": limit,
      ]
      if let authority { arguments += ["authority": authority] }
      if let municipality { arguments += ["municipality": municipality.digits] }
      return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map(PublishedProvision.init(row:))
    }
  }

  /// What stands for a municipality where a version holds in all of them.
  private static let wholeOfFlanders = ""

  /// The query for provisions in force, with the filters that are asked for; each combination has an index of its own to
  /// go by.
  static func inForceSQL(ofAuthority: Bool, inMunicipality: Bool) -> String {
    let territory = "JOIN provision_territory ON provision = provision.key AND municipality IN (:municipality, '')"
    return """
      SELECT content, published FROM provision \(inMunicipality ? territory : "")
      WHERE (authority, id) > (:after_authority, :after_id)
        \(ofAuthority ? "AND authority = :authority" : "")
        AND valid_from <= :date AND (valid_to IS NULL OR valid_to >= :date)
        AND NOT EXISTS (
          SELECT 1 FROM provision AS later
          WHERE later.id = provision.id AND later.version > provision.version AND later.valid_from <= :date)
      ORDER BY authority, id LIMIT :limit
      """
  }

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
