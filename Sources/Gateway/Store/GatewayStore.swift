package import ServiceRuntime

/// The audit trail and the releases of figures. Each method is one transaction.
package struct GatewayStore: Sendable {
  let database: ServiceDatabase
  let clock: RegistryClock

  /// Opens the database of the Gateway.
  ///
  /// - Throws: `StartupError`.
  package init(_ location: ServiceDatabase.Location, clock: RegistryClock) throws {
    self.clock = clock
    database = try ServiceDatabase(location, label: "gateway", clock: clock, migrations: GatewayMigrations.register)
  }
}
