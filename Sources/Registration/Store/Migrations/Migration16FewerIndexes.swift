import Foundation
import ServiceRuntime

extension Migration {
  /// Removes indexes that a registration wrote for the sake of rare changes alone, and joins those that overlap.
  static let fewerIndexes = Migration("registration-fewer-indexes") { database in
    try database.script(
      """
      -- The likeness keys of the person, eight bytes each: by these the rows of likeness_key are found when the person is
      -- changed or erased.
      ALTER TABLE person ADD COLUMN likeness_keys BLOB CHECK (length(likeness_keys) % 8 = 0);
      """
    )
    try keepLikenessKeys(in: database)
    try database.script(
      """
      DROP INDEX likeness_key_by_person;
      -- The birth date of the person: most who share a key were born on another day, which is seen without reading them.
      ALTER TABLE likeness_key ADD COLUMN birth_date INTEGER;
      UPDATE likeness_key SET birth_date = (SELECT birth_date FROM person WHERE person.key = likeness_key.person);

      DROP INDEX residence_by_person;
      DROP INDEX residence_of_person;
      CREATE INDEX residence_by_person ON residence (person, start_date);

      DROP INDEX care_period_that_holds;
      DROP INDEX care_period_by_care_situation;
      CREATE INDEX care_period_by_care_situation
        ON care_period (care_situation, until, start_date, end_date, minutes_per_week);
      """
    )
  }

  /// Stores with each person which likeness keys there are for them.
  private static func keepLikenessKeys(in database: Connection) throws {
    var (person, keys): (Int64?, [Int64]) = (nil, [])
    func keep() throws {
      guard let person else { return }
      try database.execute(
        "UPDATE person SET likeness_keys = ? WHERE key = ?",
        [PackedHashes(keys).bytes, person]
      )
    }
    try database.each("SELECT person, hash FROM likeness_key ORDER BY person") { row in
      let next: Int64 = row["person"]
      if next != person {
        try keep()
        (person, keys) = (next, [])
      }
      keys.append(row["hash"])
    }
    try keep()
  }
}
