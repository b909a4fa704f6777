import ServiceRuntime

extension Migration {
  /// Creates the keys by which probable duplicates are found. They are keyed hashes.
  static let likenessKeys = Migration("registration-likeness") { database in
    try database.script(
      """
      -- Under which keyed hashes of parts of names, dates and places a person is looked for as a probable duplicate. Eight
      -- bytes of the hash: a clash costs one comparison.
      CREATE TABLE likeness_key (
        hash INTEGER NOT NULL,
        person INTEGER NOT NULL REFERENCES person (key),
        PRIMARY KEY (hash, person)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX likeness_key_by_person ON likeness_key (person);

      -- Who was registered before there were such keys, until they have them.
      CREATE TABLE likeness_backlog (person INTEGER PRIMARY KEY REFERENCES person (key)) STRICT;
      INSERT INTO likeness_backlog SELECT key FROM person WHERE erased IS NULL;
      """
    )
  }
}
