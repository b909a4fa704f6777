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
    // Answers are appended, in the order of time: of the ids, which come in any order, only the index is. Before, the answers
    // lay in the order of the ids, a few on a page, and each changed a page of its own.
    Migration(
      "runtime-3-ledger-in-order",
      """
      ALTER TABLE request_ledger RENAME TO earlier_request_ledger;
      CREATE TABLE request_ledger (
        key INTEGER PRIMARY KEY,
        client TEXT NOT NULL,
        request_id TEXT NOT NULL,
        digest BLOB NOT NULL CHECK (length(digest) = 32),
        answer BLOB NOT NULL,
        recorded INTEGER NOT NULL,
        UNIQUE (client, request_id)
      ) STRICT;
      INSERT INTO request_ledger (client, request_id, digest, answer, recorded)
      SELECT client, request_id, digest, answer, recorded FROM earlier_request_ledger ORDER BY recorded;
      DROP TABLE earlier_request_ledger;
      """
    ),
  ]
}
