package import CareTypes
import GRDB
package import ServiceRuntime

/// Fact sheets and decisions. Each method is one transaction.
package struct RightsStore: Sendable {
  let database: ServiceDatabase
  /// The municipalities and their mergers.
  package let municipalities: MunicipalityTable
  let encode: @Sendable (DecisionEvent) throws -> EventPayload
  let shelf: ProvisionShelf

  /// The store of an opened database.
  package init(
    database: ServiceDatabase,
    municipalities: MunicipalityTable,
    encode: @escaping @Sendable (DecisionEvent) throws -> EventPayload
  ) {
    self.database = database
    self.municipalities = municipalities
    self.encode = encode
    shelf = ProvisionShelf(municipalities)
  }

  /// Opens the database of Rights.
  ///
  /// - Throws: `StartupError`.
  package static func openDatabase(_ location: ServiceDatabase.Location, clock: RegistryClock) throws -> ServiceDatabase
  {
    try ServiceDatabase(location, label: "rights", clock: clock, migrations: RightsMigrations.register)
  }

  /// How many care situations wait for decisions.
  package func waiting() async throws -> Int64 {
    try await database.read { try Int64.fetchOne($0, sql: "SELECT count(*) FROM evaluation_queue") ?? 0 }
  }

  /// Whether any care situation waits for decisions.
  package func isAnyWaiting() async throws -> Bool {
    try await database.read { try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM evaluation_queue)") ?? false }
  }

  /// All versions of provisions, with the proofs that count.
  package func provisions() async throws -> [ProvisionVersion] {
    try await database.read { [shelf] in try shelf.provisions(in: $0).versions }
  }

  /// The provisions in force on a day, ready to be decided on.
  package func ruleBook(on date: CalendarDate) async throws -> RuleBook {
    try await database.read { [shelf] in try shelf.book(on: date, in: $0) }
  }
}
