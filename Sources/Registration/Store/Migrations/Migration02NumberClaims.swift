import ServiceRuntime

extension Migration {
  /// Creates the table of national numbers that were given for a person while another record already has them.
  static let numberClaims = Migration("registration-2-number-claims") { database in
    try database.script(
      """
      -- Numbers that were told of a person while another has them.
      CREATE TABLE number_claim (
        hash BLOB NOT NULL CHECK (length(hash) = 32),
        person INTEGER NOT NULL REFERENCES person (key),
        digits BLOB NOT NULL,
        recorded INTEGER NOT NULL,
        PRIMARY KEY (hash, person)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX number_claim_by_person ON number_claim (person);
      """
    )
  }
}
