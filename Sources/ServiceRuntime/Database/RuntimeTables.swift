/// The tables that every service has: outbox, cursors, request ledger.
enum RuntimeTables {
  /// The migrations that create them.
  static let migrations = [
    Migration(
      "runtime-1-outbox-cursor-ledger",
      """
      CREATE TABLE outbox (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        payload BLOB NOT NULL,
        traceparent TEXT NOT NULL,
        recorded INTEGER NOT NULL
      ) STRICT;

      CREATE TRIGGER outbox_is_append_only_update BEFORE UPDATE ON outbox
      BEGIN SELECT RAISE(ABORT, 'the outbox is append-only'); END;

      CREATE TABLE event_cursor (
        feed TEXT PRIMARY KEY NOT NULL,
        sequence INTEGER NOT NULL CHECK (sequence >= 0)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE request_ledger (
        client TEXT NOT NULL,
        request_id TEXT NOT NULL,
        digest BLOB NOT NULL CHECK (length(digest) = 32),
        answer BLOB NOT NULL,
        recorded INTEGER NOT NULL,
        PRIMARY KEY (client, request_id)
      ) STRICT, WITHOUT ROWID;
      """
    ),
    Migration("runtime-2-ledger-by-time", "CREATE INDEX request_ledger_by_time ON request_ledger (recorded)"),
  ]
}
