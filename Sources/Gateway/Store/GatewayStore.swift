package import ServiceCore
package import ServiceRuntime

/// The database of the Gateway: the audit trail, the questions in vain of each client, and the released figures. Each method
/// is one transaction.
package struct GatewayStore: Sendable {
  let database: ServiceDatabase
  let clock: RegistryClock
  let knownProbes = KnownProbes()

  /// Opens the database.
  ///
  /// - Parameter counter: Counts what the database does, for tests; nil: nothing is counted.
  /// - Throws: `StartupError` if it cannot be opened.
  package init(
    _ location: ServiceDatabase.Location,
    clock: RegistryClock,
    counting counter: StatementCounter? = nil
  ) throws {
    self.clock = clock
    database = try ServiceDatabase(
      location,
      label: "gateway",
      clock: clock,
      counting: counter,
      migrations: GatewayMigrations.all
    )
  }
}
