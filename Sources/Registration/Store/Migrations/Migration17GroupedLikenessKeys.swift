import Foundation
import ServiceRuntime

extension Migration {
  /// Puts the hashes of family name and birth date among the likeness keys, and queues all persons for new likeness keys:
  /// those of one person lie side by side now (`LikenessKey.Group`).
  static let groupedLikenessKeys = Migration("registration-grouped-likeness-keys") { database in
    let rows = try database.rows(
      "SELECT key, birth_date, name_hash, likeness_keys FROM person WHERE name_hash IS NOT NULL AND birth_date IS NOT NULL"
    )
    for row in rows {
      let (person, birthDate, hash): (Int64, Int, Data) = (row["key"], row["birth_date"], row["name_hash"])
      let name = LookupHashes.grouped(
        hash.prefix(8).reduce(0) { $0 << 8 | UInt64($1) },
        in: LookupHashes.number(ofBirthDate: birthDate)
      )
      let known = PackedHashes(bytes: row["likeness_keys"] as Data? ?? Data())
      try database.execute(
        "INSERT INTO likeness_key (hash, person, birth_date) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [name, person, birthDate]
      )
      try database.execute(
        "UPDATE person SET likeness_keys = ? WHERE key = ?",
        [PackedHashes(known.hashes.union([name])).bytes, person]
      )
    }
    try database.script(
      """
      DROP INDEX person_by_name;
      ALTER TABLE person DROP COLUMN name_hash;
      INSERT OR IGNORE INTO likeness_backlog SELECT key FROM person WHERE erased IS NULL;
      """
    )
  }
}
