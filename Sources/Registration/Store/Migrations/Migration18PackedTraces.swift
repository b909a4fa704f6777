import Foundation
import ServiceRuntime

extension Migration {
  /// Keeps eight bytes of each trace of an imported row instead of sixteen, and all of a row with the row itself instead of in
  /// a second index.
  static let packedTraces = Migration("registration-packed-traces") { database in
    try database.script(
      """
      -- The traces of the row, eight bytes each: by these the rows of imported_row_trace are found when it is forgotten.
      ALTER TABLE imported_row ADD COLUMN traces BLOB NOT NULL DEFAULT x'' CHECK (length(traces) % 8 = 0);

      ALTER TABLE imported_row_trace RENAME TO earlier_trace;
      -- Eight bytes of the hash: a clash costs one comparison. There is no foreign key, because to check it when a row is
      -- deleted would need the second index.
      CREATE TABLE imported_row_trace (
        hash INTEGER NOT NULL,
        imported_row INTEGER NOT NULL,
        PRIMARY KEY (hash, imported_row)
      ) STRICT, WITHOUT ROWID;
      """
    )
    for row in try database.values(Int64.self, "SELECT key FROM imported_row") {
      let traces = PackedHashes(
        try database.values(Data.self, "SELECT hash FROM earlier_trace WHERE imported_row = ?", [row]).map {
          $0.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
        }
      )
      try database.execute("UPDATE imported_row SET traces = ? WHERE key = ?", [traces.bytes, row])
      for hash in traces.hashes {
        try database.execute("INSERT INTO imported_row_trace (hash, imported_row) VALUES (?, ?)", [hash, row])
      }
    }
    try database.script("DROP TABLE earlier_trace")
  }
}
