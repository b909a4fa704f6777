import GRDB

extension RegistrationMigration {
  /// Queues all persons for new likeness keys: more words count as name particles, so that double names have other parts.
  static let likenessOfNameParts = RegistrationMigration("registration-likeness-of-name-parts") { database in
    try database.execute(
      sql: """
        INSERT OR IGNORE INTO likeness_backlog SELECT key FROM person WHERE erased IS NULL
        """
    )
  }
}
