import ServiceRuntime

extension Migration {
  /// Creates the table of plausibility warnings that a client confirmed.
  static let confirmedWarnings = Migration("registration-confirmed-warnings") { database in
    try database.script(
      """
      CREATE TABLE confirmed_warning (
        key INTEGER PRIMARY KEY,
        -- The care that it is about, when it was told with care.
        care_situation INTEGER REFERENCES care_situation (key),
        -- Whom it is about; nothing when it is about the care of the two.
        person INTEGER REFERENCES person (key),
        rule TEXT NOT NULL,
        client TEXT NOT NULL,
        recorded INTEGER NOT NULL,
        CHECK (care_situation IS NOT NULL OR person IS NOT NULL)
      ) STRICT;
      CREATE INDEX confirmed_warning_by_care_situation ON confirmed_warning (care_situation);
      CREATE INDEX confirmed_warning_by_person ON confirmed_warning (person);
      """
    )
  }
}
