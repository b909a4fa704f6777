import CareTypes
import Foundation
import GRDB
import Logging
import RuleLanguage
import Synchronization

/// What is stored of provisions.
enum ProvisionRows {
  /// Stores a version; one that is known stays, because versions never change.
  static func insert(_ version: ProvisionVersion, in db: Database) throws {
    try db.cachedStatement(sql: "INSERT OR IGNORE INTO provision (name) VALUES (?)").execute(arguments: [version.name])
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO provision_version (provision, version, content)
        SELECT key, ?, ? FROM provision WHERE name = ?
        """
    ).execute(arguments: [version.version, try StoredJSON.text(version), version.name])
    if db.changesCount > 0 { try countUp(in: db) }
  }

  /// Stores which proofs were found for a version.
  ///
  /// - Returns: Whether that is anything new.
  static func setFound(
    _ proofs: [ProvisionVersion.AcceptedProof],
    for name: String,
    _ version: Int,
    in db: Database
  ) throws -> Bool {
    try db.cachedStatement(
      sql: """
        INSERT INTO found_proofs (provision, version, proofs) VALUES (?, ?, ?)
        ON CONFLICT (provision, version) DO UPDATE SET proofs = excluded.proofs WHERE proofs <> excluded.proofs
        """
    ).execute(arguments: [name, version, try StoredJSON.text(proofs)])
    let isNew = db.changesCount > 0
    if isNew { try countUp(in: db) }
    return isNew
  }

  private static func countUp(in db: Database) throws {
    try db.cachedStatement(sql: "UPDATE provision_generation SET generation = generation + 1 WHERE id = 1").execute()
  }
}

/// The provisions as they stand in the database.
struct StoredProvisions: Sendable {
  /// What a decision refers to a version by.
  struct Reference: Hashable, Sendable {
    let provision: Int64
    let version: Int
  }

  let generation: Int64
  /// All versions, with the proofs that were found.
  let versions: [ProvisionVersion]
  /// The versions as they were published.
  let published: [Reference: ProvisionVersion]
  /// By name.
  let keys: [String: Int64]
  /// The titles of the last version, by name.
  let titles: [String: BilingualText]
}

/// The provisions in memory, read again once something new was told of them.
final class ProvisionShelf: Sendable {
  private struct State {
    var provisions: StoredProvisions?
    var book: RuleBook?
    var compiled: [ProvisionVersion: CompiledProvision?] = [:]
  }

  private let municipalities: MunicipalityTable
  private let state = Mutex(State())

  init(_ municipalities: MunicipalityTable) {
    self.municipalities = municipalities
  }

  /// The provisions, as this transaction sees them.
  func provisions(in db: Database) throws -> StoredProvisions {
    let generation =
      try Int64.fetchOne(db.cachedStatement(sql: "SELECT generation FROM provision_generation WHERE id = 1")) ?? 0
    if let known = state.withLock(\.provisions), known.generation == generation { return known }
    let read = try Self.read(generation, in: db)
    state.withLock { state in
      state.provisions = read
      state.book = nil
    }
    return read
  }

  /// The provisions of a day, ready to be decided on.
  func book(on date: CalendarDate, in db: Database) throws -> RuleBook {
    let provisions = try provisions(in: db)
    let known = state.withLock { $0.provisions?.generation == provisions.generation ? $0.book : nil }
    if let known, known.date == date { return known }
    let book = RuleBook(provisions.versions, on: date, municipalities: municipalities, compile: compiled)
    state.withLock { state in
      if state.provisions?.generation == provisions.generation { state.book = book }
    }
    return book
  }

  /// A version, compiled; nothing when it cannot be.
  func compiled(_ version: ProvisionVersion, titles: [String: BilingualText]) -> CompiledProvision? {
    if let known = state.withLock({ $0.compiled[version] }) { return known }
    let compiled = try? CompiledProvision(version, titles: titles)
    state.withLock { $0.compiled[version] = .some(compiled) }
    if compiled == nil {
      Logger.current.error(
        "A provision cannot be read",
        metadata: ["provision": "\(version.name)", "version": "\(version.version)"]
      )
    }
    return compiled
  }

  private static func read(_ generation: Int64, in db: Database) throws -> StoredProvisions {
    var found: [String: [ProvisionVersion.AcceptedProof]] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT provision, version, proofs FROM found_proofs") {
      let (name, version): (String, Int) = (row[0], row[1])
      found["\(name)/\(version)"] = try StoredJSON.list(row[2])
    }
    var versions: [ProvisionVersion] = []
    var published: [StoredProvisions.Reference: ProvisionVersion] = [:]
    var keys: [String: Int64] = [:]
    var titles: [String: BilingualText] = [:]
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT provision.key, content FROM provision_version JOIN provision ON provision.key = provision_version.provision
        ORDER BY provision.key, provision_version.version
        """
    )
    for row in rows {
      var version = try StoredJSON.value(row[1] as Data, as: ProvisionVersion.self)
      published[.init(provision: row[0], version: version.version)] = version
      keys[version.name] = row[0]
      titles[version.name] = BilingualText(version.titleNL, version.titleEN)
      version.acceptedProofs += found["\(version.name)/\(version.version)"] ?? []
      versions.append(version)
    }
    return StoredProvisions(
      generation: generation,
      versions: versions,
      published: published,
      keys: keys,
      titles: titles
    )
  }
}
