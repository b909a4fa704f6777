import ServiceRuntime

extension Migration {
  /// Lets a record wait for the confirmation of the municipality where the person lives.
  static let unconfirmedPersons = Migration("registration-6-unconfirmed-persons") { database in
    try database.script(
      """
      -- The municipality whose confirmation a record awaits that was made by another; nothing: it was confirmed.
      ALTER TABLE person ADD COLUMN unconfirmed_in TEXT;
      CREATE INDEX person_unconfirmed ON person (unconfirmed_in, key) WHERE unconfirmed_in IS NOT NULL;
      """
    )
  }
}
