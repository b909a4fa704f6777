import ServiceRuntime
import CareTypes
import Foundation
import Logging
import RightsDomain
import RuleLanguage
import Synchronization

/// Keeps the provisions and the rule book in memory, and reads them again after a change.
final class ProvisionCache: Sendable {
  private struct State {
    var provisions: StoredProvisions?
    /// The rule books of the days that were asked for last, the newest first.
    var books: [RuleBook] = []
    /// The same, of offers of support.
    var offers: [RuleBook] = []
    var replays: [ProvisionVersion.Applied: ProvisionReplay?] = [:]
  }

  /// How many rule books are kept: that of today, and those of other days that are asked about.
  private static let bookLimit = 8

  private let municipalities: MunicipalityTable
  private let state = Mutex(State())

  init(_ municipalities: MunicipalityTable) {
    self.municipalities = municipalities
  }

  /// All provisions, as this transaction sees them.
  func provisions(in db: Connection) throws -> StoredProvisions {
    let generation =
      try db.value(Int64.self, "SELECT generation FROM provision_generation WHERE id = 1") ?? 0
    let known = state.withLock(\.provisions)
    if let known, known.generation == generation { return known }
    let read = try Self.read(generation, after: known, in: db)
    state.withLock { state in
      state.provisions = read
      (state.books, state.offers) = ([], [])
      // The titles of proofs are in explanations.
      if known?.titles != read.titles { state.replays = state.replays.filter { $0.key.proofs.isEmpty } }
    }
    return read
  }

  /// The rule book of a day.
  func book(on date: CalendarDate, in db: Connection) throws -> RuleBook {
    try book(on: date, of: \.versions, keptIn: \.books, in: db)
  }

  /// The offers of support of a day, as a rule book of their own.
  func offers(on date: CalendarDate, in db: Connection) throws -> RuleBook {
    try book(on: date, of: \.offers, keptIn: \.offers, in: db)
  }

  private func book(
    on date: CalendarDate,
    of versions: KeyPath<StoredProvisions, [ProvisionVersion]>,
    keptIn books: WritableKeyPath<State, [RuleBook]>,
    in db: Connection
  ) throws -> RuleBook {
    let provisions = try provisions(in: db)
    let known = state.withLock { state in
      state.provisions?.generation == provisions.generation ? state[keyPath: books].first { $0.date == date } : nil
    }
    if let known { return known }
    let book = RuleBook(provisions[keyPath: versions], on: date, municipalities: municipalities) { version, titles in
      replay(of: version, titles: titles)?.provision
    }
    state.withLock { state in
      if state.provisions?.generation == provisions.generation {
        state[keyPath: books] = [book] + state[keyPath: books].filter { $0.date != date }.prefix(Self.bookLimit - 1)
      }
    }
    return book
  }

  /// A compiled version, to decide again and to explain; nil when it cannot be compiled.
  func replay(of version: ProvisionVersion, titles: [String: BilingualText]) -> ProvisionReplay? {
    let applied = version.applied
    if let known = state.withLock({ $0.replays[applied] }) { return known }
    let replay = (try? CompiledProvision(version, titles: titles)).map(ProvisionReplay.init)
    state.withLock { $0.replays[applied] = .some(replay) }
    if replay == nil {
      Logger.current.error(
        "A provision cannot be read",
        metadata: ["provision": "\(version.name)", "version": "\(version.version)"]
      )
    }
    return replay
  }

  /// Forgets what was worked out from facts of people, after one was erased.
  func forgetFacts() {
    for case let replay? in state.withLock({ Array($0.replays.values) }) { replay.forgetFacts() }
  }

  /// Reads all provisions. Versions never change, so those that were read before are not decoded again.
  private static func read(
    _ generation: Int64,
    after former: StoredProvisions?,
    in db: Connection
  ) throws -> StoredProvisions {
    var found: [ProvisionVersion.Key: [AcceptedProof]] = [:]
    for row in try db.rows("SELECT provision, version, proofs FROM found_proofs") {
      let key = ProvisionVersion.Key(name: row["provision"], version: row["version"])
      found[key] = try StoredJSON.list(row["proofs"])
    }
    var (versions, offers): ([ProvisionVersion], [ProvisionVersion]) = ([], [])
    var published: [StoredProvisions.Reference: ProvisionVersion] = [:]
    var keys: [String: Int64] = [:]
    var titles: [String: BilingualText] = [:]
    try db.each(sql) { row in
      let (name, reference): (String, StoredProvisions.Reference) = (
        row["name"], .init(provision: row["key"], version: row["version"])
      )
      let known = former?.published[reference].flatMap { $0.name == name ? $0 : nil }
      var version = try known ?? StoredJSON.value(row["content"] as Data, as: ProvisionVersion.self)
      published[reference] = version
      keys[name] = reference.provision
      titles[name] = BilingualText(version.titleNL, version.titleEN)
      version.acceptedProofs += found[version.key] ?? []
      if version.isOffer { offers.append(version) } else { versions.append(version) }
    }
    return StoredProvisions(
      generation: generation,
      versions: versions,
      offers: offers,
      published: published,
      keys: keys,
      titles: titles,
      asksRecipientCount: versions.contains { $0.mentions("caregiver.recipient_count") }
    )
  }

  private static let sql = """
    SELECT provision.key, provision.name, provision_version.version, content
    FROM provision_version JOIN provision ON provision.key = provision_version.provision
    ORDER BY provision.key, provision_version.version
    """
}
