import ServiceRuntime

extension Migration {
  /// Queues all persons for new likeness keys: more words count as name particles, so that double names have other parts.
  static let likenessOfNameParts = Migration("registration-likeness-of-name-parts") { database in
    try database.script(
      """
      INSERT OR IGNORE INTO likeness_backlog SELECT key FROM person WHERE erased IS NULL
      """
    )
  }
}
