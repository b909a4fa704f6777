import Foundation
package import ServiceCore
package import ServiceRuntime
import StatutesAPI

/// The parts of Statutes, ready to be served.
package enum StatutesComponent {
  /// Opens the service.
  ///
  /// - Parameters:
  ///   - location: Where its database is kept.
  ///   - clock: The clock.
  ///   - tables: The tables of municipalities and zones.
  ///   - counter: Counts what its database does, for tests; nil: nothing is counted.
  /// - Throws: `StartupError` when the database cannot be opened.
  package static func make(
    location: ServiceDatabase.Location,
    clock: RegistryClock,
    tables: ReferenceTables,
    counting counter: StatementCounter? = nil
  ) throws -> ServiceComponent {
    let database = try StatutesStore.openDatabase(location, clock: clock, counting: counter)
    let store = StatutesStore(database: database, tables: tables, encode: StatutesEventEncoder.payload)
    return ServiceComponent(
      name: "statutes",
      rpcs: [
        StatutesRPC(store: store, clock: clock, tables: tables),
        ComparisonRPC(store: store, clock: clock, tables: tables),
        HarmonisationRPC(store: store, clock: clock, tables: tables), EventFeed(database: database),
      ],
      descriptors: [
        StatutesProto.descriptor, Mantel_Statutes_V1_ComparisonService.descriptor,
        Mantel_Statutes_V1_HarmonisationService.descriptor,
      ],
      storage: database.health
    )
  }
}
