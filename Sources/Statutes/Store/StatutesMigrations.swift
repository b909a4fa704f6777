import GRDB

/// The migrations of the database of Statutes. A migration that was released is never edited.
enum StatutesMigrations {
  /// Registers all migrations in the order in which they are carried out.
  static func register(in migrator: inout DatabaseMigrator) {
    lawAndDrafts(&migrator)
  }
}
