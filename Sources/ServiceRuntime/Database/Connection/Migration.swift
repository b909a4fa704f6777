import GRDB

/// One change of the tables of a service. A migration that was released is never edited.
package struct Migration: Sendable {
  /// Under which name the database remembers that the migration was carried out.
  package let name: String
  /// Changes the tables, and what is in them.
  package let run: @Sendable (Connection) throws -> Void

  /// A migration that may read what is stored in order to change it.
  package init(_ name: String, _ run: @escaping @Sendable (Connection) throws -> Void) {
    self.name = name
    self.run = run
  }

  /// A migration that is one script of statements, separated by semicolons.
  package init(_ name: String, _ script: String) {
    self.init(name) { try $0.script(script) }
  }

  /// What carries out migrations in their order, each once and in a transaction of its own.
  static func migrator(_ migrations: [Migration]) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for migration in migrations {
      migrator.registerMigration(migration.name) { try migration.run(Connection(database: $0)) }
    }
    return migrator
  }
}
