import GRDB

@testable package import ServiceRuntime

/// A database without its service: as an intruder, a backup or a former version of Mantel has it.
package struct DatabaseFile: Sendable {
  private let queue: DatabaseQueue

  /// An empty database in memory.
  package init() throws {
    queue = try DatabaseQueue()
  }

  /// The database in a file, which a service may have open as well.
  package init(path: String) throws {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    queue = try DatabaseQueue(path: path, configuration: configuration)
  }

  /// Carries out migrations that were not carried out yet.
  ///
  /// - Parameter name: The last to carry out; nil for all of them.
  package func migrate(_ migrations: [Migration], upTo name: String? = nil) throws {
    let migrator = Migration.migrator(migrations)
    if let name { try migrator.migrate(queue, upTo: name) } else { try migrator.migrate(queue) }
  }

  /// Reads in one transaction.
  package func read<Value>(_ body: (Connection) throws -> Value) throws -> Value {
    try queue.read { try body(Connection(database: $0)) }
  }

  /// Writes in one transaction.
  ///
  /// - Throws: `StatementFault` for a statement that the database refuses.
  package func write<Value>(_ body: (Connection) throws -> Value) throws -> Value {
    do {
      return try queue.write { try body(Connection(database: $0)) }
    } catch let error as DatabaseError {
      throw StatementFault(error)
    }
  }

  /// Closes the file.
  package func close() throws {
    try queue.close()
  }
}
