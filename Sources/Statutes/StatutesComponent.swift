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
  /// - clock: The clock.
  ///   - tables: The tables of municipalities and zones.
  /// - Throws: `StartupError` when the database cannot be opened.
  package static func make(
    location: ServiceDatabase.Location,
    clock: RegistryClock,
    tables: ReferenceTables
  ) throws -> ServiceComponent {
    let database = try StatutesStore.openDatabase(location, clock: clock)
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

/// The regulation packs that come with Mantel.
package enum ShippedPacks {
  /// The packs, in an order in which they can be published: first those that others are based on.
  ///
  /// - Throws: `StartupError` when they are not beside the executable.
  package static func texts() throws -> [(name: String, text: String)] {
    guard let folder = Bundle.module.resourceURL?.appending(path: "Packs"),
      let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    else { throw StartupError("The regulation packs that come with Mantel cannot be found") }
    return try files.filter { $0.pathExtension == "yaml" }
      .sorted {
        (rank($0.lastPathComponent), $0.lastPathComponent) < (rank($1.lastPathComponent), $1.lastPathComponent)
      }
      .map { ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
  }

  /// The order of packs: the law of higher authorities, then models, then all others.
  private static func rank(_ name: String) -> Int {
    ["federal", "flanders", "models"].firstIndex { name.hasPrefix($0) } ?? 3
  }
}
