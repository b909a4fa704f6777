import ServiceRuntime

extension Migration {
  /// Creates the tables by which a row of an imported list is recognised when it comes again. They hold only keyed hashes.
  static let importedRows = Migration("registration-imported-rows") { database in
    try database.script(
      """
      CREATE TABLE imported_row (
        key INTEGER PRIMARY KEY,
        care_situation INTEGER NOT NULL REFERENCES care_situation (key),
        -- For whom it is known: municipalities with spaces between, else the name of a client.
        authority TEXT NOT NULL,
        identity BLOB NOT NULL CHECK (length(identity) = 32),
        -- What it said: for each field its number and seven bytes of a hash that is keyed and salted by the identity.
        content BLOB NOT NULL CHECK (length(content) % 8 = 0),
        recorded INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX imported_row_by_identity ON imported_row (identity);
      CREATE INDEX imported_row_by_care_situation ON imported_row (care_situation);

      CREATE TABLE imported_row_trace (
        hash BLOB NOT NULL CHECK (length(hash) = 16),
        imported_row INTEGER NOT NULL REFERENCES imported_row (key) ON DELETE CASCADE,
        PRIMARY KEY (hash, imported_row)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX imported_row_trace_by_row ON imported_row_trace (imported_row);
      """
    )
  }
}
