import Foundation
package import ServiceRuntime
import StatutesAPI

/// Statutes, ready to be served.
package enum StatutesComponent {
  /// Opens the service.
  ///
  /// - Parameters:
  ///   - location: Where its database is kept.
  ///   - clock: Tells the time.
  ///   - tables: Municipalities and zones.
  /// - Throws: `StartupError` when the database cannot be opened.
  package static func make(
    location: ServiceDatabase.Location,
    clock: RegistryClock,
    tables: ReferenceTables
  ) throws -> ServiceComponent {
    let database = try StatutesStore.openDatabase(location, clock: clock)
    let store = StatutesStore(database: database, encode: EventEncoding.payload)
    return ServiceComponent(
      name: "statutes",
      rpcs: [StatutesRPC(store: store, clock: clock, tables: tables), EventFeed(database: database)],
      descriptors: [StatutesProto.descriptor]
    )
  }
}

/// The regulation packs that come with Mantel.
package enum ShippedPacks {
  /// The packs, by file name.
  ///
  /// - Throws: `StartupError` when they are not beside the executable.
  package static func texts() throws -> [(name: String, text: String)] {
    guard let folder = Bundle.module.resourceURL?.appending(path: "Packs"),
      let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    else { throw StartupError("The regulation packs that come with Mantel cannot be found") }
    return try files.filter { $0.pathExtension == "yaml" }.sorted { $0.lastPathComponent < $1.lastPathComponent }.map {
      ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8))
    }
  }
}
