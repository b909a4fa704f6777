import CareTypes
import Foundation
import Registration
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// Where things are measured, and on whom.
struct Site {
  /// Where databases are made; it is thrown away in the end.
  let folder: URL
  /// The care situations that are registered.
  let people: FictionalPeople
  let clock = RegistryClock.system
  let tables: ReferenceTables
  /// A municipality's client that sees all of them.
  let viewer: Viewer

  init(folder: URL, people: FictionalPeople) throws {
    self.folder = folder
    self.people = people
    tables = try ReferenceTables()
    viewer = Viewer(
      scope: CallScope(municipalities: Set(try FictionalPeople.places.map { try NISCode($0.code) })),
      today: try clock.today()
    )
  }

  /// Path of a new database.
  func newDatabase() -> String { folder.appending(path: "\(OpaqueID.random()).sqlite").path(percentEncoded: false) }

  /// An empty registry.
  func newRegistry() throws -> Registry {
    let (path, keys) = (newDatabase(), KeyFile())
    let database = try RegistrationStores.openDatabase(.file(path), clock: clock, keys: keys)
    let store = try RegistrationStores(
      database: database,
      keys: keys,
      masterKeys: MemoryMasterKeys(),
      tables: tables,
      encode: RegistrationEventEncoder.payload,
      read: { [tables] in try DraftMentions(serialized: $0, today: $1, tables) }
    )
    return Registry(path: path, database: database, store: store)
  }
}

/// A registry, and the database it is kept in.
struct Registry {
  let path: String
  let database: ServiceDatabase
  let store: RegistrationStores
}

extension ServiceDatabase {
  /// How many rows all tables have together.
  func rows() async throws -> Int {
    try await read { database in
      let tables = try database.values(
        String.self,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
      )
      return try tables.reduce(0) { sum, table in
        sum + (try database.value(Int.self, "SELECT count(*) FROM \"\(table)\"") ?? 0)
      }
    }
  }

  /// How many bytes the database has, once its log is emptied into it.
  func bytes(at path: String) async throws -> Int {
    try await emptyLog()
    return (try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber)?.intValue ?? 0
  }
}
