import CareTypes
import Foundation
import GRDB
import Logging
import RightsDomain
import RuleLanguage
import Synchronization

/// Keeps the provisions and the rule book in memory, and reads them again after a change.
final class ProvisionCache: Sendable {
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

  /// All provisions, as this transaction sees them.
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

  /// The rule book of a day.
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

  /// A compiled version; nil when it cannot be compiled.
  func compiled(_ version: ProvisionVersion, titles: [String: Phrase]) -> CompiledProvision? {
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
    var titles: [String: Phrase] = [:]
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
      titles[version.name] = Phrase(version.titleNL, version.titleEN)
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
