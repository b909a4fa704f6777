import CareTypes
import RegistrationAPI
package import ServiceRuntime

/// Registration, ready to be served.
package enum RegistrationComponent {
  /// Opens the service.
  ///
  /// - Parameters:
  ///   - location: Where its database is kept.
  ///   - clock: Tells the time.
  ///   - keys: The secret from which its keys are derived.
  ///   - tables: Municipalities and zones.
  /// - Throws: `StartupError` when the database cannot be opened.
  package static func make(
    location: ServiceDatabase.Location,
    clock: RegistryClock,
    keys: KeyFile,
    tables: ReferenceTables
  ) throws -> ServiceComponent {
    let database = try RegistrationStore.openDatabase(location, clock: clock, keys: keys)
    let store = RegistrationStore(database: database, keys: keys, encode: EventEncoding.payload)
    return ServiceComponent(
      name: "registration",
      rpcs: [RegistrationRPC(store: store, clock: clock, tables: tables), EventFeed(database: database)],
      descriptors: [RegistrationProto.descriptor]
    )
  }
}
