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
  /// The people that are registered.
  let people: FictionalPeople
  let clock = RegistryClock.system
  let tables: ReferenceTables
  /// A municipality's client that sees all of them.
  let viewer: Viewer

  init(folder: URL) throws {
    self.folder = folder
    people = try FictionalPeople()
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
    try registry(at: newDatabase(), keys: KeyFile(), masterKeys: MemoryMasterKeys())
  }

  /// The registry in a file.
  func registry(at path: String, keys: KeyFile, masterKeys: some MasterKeyProvider) throws -> Registry {
    let database = try RegistrationStores.openDatabase(.file(path), clock: clock, keys: keys)
    let store = try RegistrationStores(
      database: database,
      keys: keys,
      masterKeys: masterKeys,
      tables: tables,
      encode: RegistrationEventEncoder.payload,
      read: { [tables] in try DraftMentions(serialized: $0, today: $1, tables) }
    )
    return Registry(path: path, database: database, store: store)
  }
}
