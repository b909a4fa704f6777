package import CareTypes
package import RightsDomain
package import ServiceCore
package import ServiceRuntime

/// The database of Rights: the facts of care situations, provisions and decisions. Each method is one transaction.
package struct RightsStore: Sendable {
  let database: ServiceDatabase
  /// The municipalities and their mergers.
  package let municipalities: MunicipalityTable
  let encode: @Sendable (DecisionEvent) throws -> EventPayload
  let cache: ProvisionCache
  let parts = PartCache()
  let decided = DecidedCache()

  /// The store of an opened database.
  ///
  /// - Parameters:
  ///   - database: The database, opened by `openDatabase`.
  ///   - municipalities: The municipalities and their mergers.
  ///   - encode: Encodes an event for the outbox.
  package init(
    database: ServiceDatabase,
    municipalities: MunicipalityTable,
    encode: @escaping @Sendable (DecisionEvent) throws -> EventPayload
  ) {
    self.database = database
    self.municipalities = municipalities
    self.encode = encode
    cache = ProvisionCache(municipalities)
  }

  /// Opens the database of Rights.
  ///
  /// - Parameter counter: Counts what the database does, for tests; nil: nothing is counted.
  /// - Throws: `StartupError`.
  package static func openDatabase(
    _ location: ServiceDatabase.Location,
    clock: RegistryClock,
    counting counter: StatementCounter? = nil
  ) throws -> ServiceDatabase {
    try ServiceDatabase(location, label: "rights", clock: clock, counting: counter, migrations: RightsMigrations.all)
  }

  /// A signal at once and at each commit; several may be folded into one.
  package func commitSignals() -> AsyncStream<Void> { database.commitSignals() }

  /// The last event of a feed that was applied; 0 before the first.
  package func cursor(of feed: FeedName) async throws -> Int64 { try await database.cursor(of: feed) }

  /// The number of care situations that wait to be decided on.
  package func waiting() async throws -> Int64 {
    try await database.read { try $0.value(Int64.self, OpenReevaluation.waitingSQL) ?? 0 }
  }

  /// Whether any care situation waits to be decided on.
  package func isAnyWaiting() async throws -> Bool {
    try await database.read { try $0.value(Bool.self, OpenReevaluation.isAnyWaitingSQL) ?? false }
  }

  /// All versions of provisions, with all accepted proofs.
  package func provisions() async throws -> [ProvisionVersion] {
    try await database.read { [cache] in try cache.provisions(in: $0).versions }
  }

  /// The rule book of a day.
  package func ruleBook(on date: CalendarDate) async throws -> RuleBook {
    try await database.read { [cache] in try cache.book(on: date, in: $0) }
  }
}
