import CareTypes
import RegistrationAPI
import RegistrationDomain
package import ServiceCore
package import ServiceRuntime

/// Registration, ready to be served.
package enum RegistrationComponent {
  /// Opens the service.
  ///
  /// - Parameters:
  ///   - location: Where its database is kept.
  ///   - clock: Tells the time.
  ///   - keys: The secret from which its lookup hashes are derived.
  ///   - masterKeys: Where the keys come from that wrap the data keys of persons.
  ///   - tables: Municipalities and zones.
  ///   - counter: Counts what its database does, for tests; nil: nothing is counted.
  /// - Throws: `StartupError` when the database cannot be opened, or the master keys cannot be had.
  package static func make(
    location: ServiceDatabase.Location,
    clock: RegistryClock,
    keys: KeyFile,
    masterKeys: any MasterKeyProvider,
    tables: ReferenceTables,
    counting counter: StatementCounter? = nil
  ) throws -> ServiceComponent {
    let database = try RegistrationStores.openDatabase(location, clock: clock, keys: keys, counting: counter)
    let store = try RegistrationStores(
      database: database,
      keys: keys,
      masterKeys: masterKeys,
      tables: tables,
      encode: RegistrationEventEncoder.payload,
      read: { try DraftMentions(serialized: $0, today: $1, tables) }
    )
    let parts = RegistrationContext(store: store, clock: clock, tables: tables)
    return ServiceComponent(
      name: "registration",
      rpcs: [
        RegistrationRPC(parts: parts), PersonRPC(parts: parts), CareRPC(parts: parts), SignalRPC(parts: parts),
        ImportRPC(parts: parts), KeyRPC(parts: parts), BankAccountRPC(parts: parts), EventFeed(database: database),
      ],
      descriptors: [
        RegistrationProto.descriptor, PersonProto.descriptor, CareProto.descriptor, SignalProto.descriptor,
        ImportProto.descriptor, Mantel_Registration_V1_KeyService.descriptor, BankAccountProto.descriptor,
      ],
      background: [Housekeeper(store: store.retention, clock: clock)],
      storage: database.health
    )
  }
}
