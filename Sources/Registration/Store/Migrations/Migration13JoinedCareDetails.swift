import ServiceRuntime

extension Migration {
  /// Records how a care situation was joined to another, so that the two can be separated again.
  static let joinedCareDetails = Migration("registration-joined-care-by-itself") { database in
    try database.script(
      """
      -- How a care situation that another stands for was joined to it, so that it can be parted again.
      CREATE TABLE joined_care (
        joined INTEGER PRIMARY KEY REFERENCES care_situation (key),
        -- The revision of the one that stands for it in which that was done.
        since INTEGER NOT NULL,
        has_contact_point INTEGER NOT NULL CHECK (has_contact_point IN (0, 1)),
        -- The evidence about the care that passed over, by its keys.
        evidence TEXT NOT NULL CHECK (json_valid(evidence))
      ) STRICT;
      INSERT OR IGNORE INTO joined_care
      SELECT json_extract(pair.value, '$.joined'), json_extract(pair.value, '$.since'),
        json_extract(pair.value, '$.hasContactPoint'), json_extract(pair.value, '$.evidence')
      FROM merge, json_each(merge.passed, '$.joined') AS pair
      JOIN care_situation ON care_situation.key = json_extract(pair.value, '$.joined')
      WHERE merge.undone IS NULL AND care_situation.joined_into IS NOT NULL;
      -- What an erasure made a merge forget.
      INSERT OR IGNORE INTO joined_care SELECT key, 0, 0, '[]' FROM care_situation WHERE joined_into IS NOT NULL;
      """
    )
  }
}
