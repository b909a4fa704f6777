import GRDB

// The statements that begin, mark and end transactions. Those of the engine itself are compiled anew each time.
extension Connection {
  /// Whether a transaction is open: the engine itself undoes it when the disk is full or fails.
  package var isInTransaction: Bool { database.isInsideTransaction }

  /// Begins a transaction that writes, and so excludes others that do.
  func beginWriting() throws { try word("BEGIN IMMEDIATE") }

  /// Begins a transaction that only reads: it sees one state of the database from its first query to its end.
  func beginReading() throws { try word("BEGIN DEFERRED") }

  /// Ends a transaction, and keeps what it did. If that fails, what it did is undone.
  func commit() throws {
    do {
      try word("COMMIT")
    } catch {
      rollBack()
      throw error
    }
  }

  /// Ends a transaction, and undoes what it did. Nothing is left to do when the engine has done so itself, as it does when
  /// the disk is full or fails.
  func rollBack() {
    guard isInTransaction else { return }
    try? word("ROLLBACK")
  }

  /// Does something that is undone as a whole when it throws, while what the transaction did before stays.
  ///
  /// - Throws: What `body` throws.
  package func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
    try word("SAVEPOINT mantel")
    do {
      let value = try body()
      try word("RELEASE mantel")
      return value
    } catch {
      if isInTransaction {
        try word("ROLLBACK TO mantel")
        try word("RELEASE mantel")
      }
      throw error
    }
  }

  private func word(_ sql: String) throws {
    try database.cachedStatement(sql: sql).execute()
  }
}
