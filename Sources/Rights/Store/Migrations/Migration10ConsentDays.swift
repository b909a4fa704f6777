import ServiceRuntime

extension Migration {
  /// Adds to each consent the days from which and until which it was given, so that a past day is decided on by the consent of
  /// then. Those that stand already are taken to have stood on every day before.
  static let consentDays = Migration(
    "rights-10-days-of-consents",
    """
    CREATE TABLE dated_consent (
      person BLOB NOT NULL,
      purpose TEXT NOT NULL,
      -- The first day, in days since 1970-01-01.
      since INTEGER NOT NULL,
      -- The first day on which it no longer stood; null while it stands.
      until INTEGER,
      PRIMARY KEY (person, purpose, since)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO dated_consent (person, purpose, since) SELECT person, purpose, 0 FROM standing_consent;
    DROP TABLE standing_consent;
    ALTER TABLE dated_consent RENAME TO standing_consent;
    """
  )
}
