import ServiceRuntime

extension Migration {
  /// Stores the consents for every purpose, and the moments of a person by the consent that covers them.
  static let consentsOfMoments = Migration(
    "rights-2-consents-of-moments",
    """
    -- The consents that stand.
    CREATE TABLE standing_consent (
      person BLOB NOT NULL,
      purpose TEXT NOT NULL,
      PRIMARY KEY (person, purpose)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO standing_consent (person, purpose) SELECT person, 'automatic_rights' FROM automatic_consent;
    DROP TABLE automatic_consent;

    -- What befell people, by the consent that covers it: while that does not stand it does not count. Empty: the law lets
    -- it be told.
    CREATE TABLE covered_moments (
      person BLOB NOT NULL,
      purpose TEXT NOT NULL,
      moments TEXT NOT NULL CHECK (json_valid(moments)),
      PRIMARY KEY (person, purpose)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO covered_moments (person, purpose, moments) SELECT person, '', moments FROM recipient_moments;
    DROP TABLE recipient_moments;
    ALTER TABLE covered_moments RENAME TO recipient_moments;
    """
  )
}
