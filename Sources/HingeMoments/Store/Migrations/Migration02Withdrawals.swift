import ServiceRuntime

extension Migration {
  /// Adds the withdrawals of consent, and the columns for notices that are taken back.
  static let withdrawals = Migration(
    "moments-2-withdrawals",
    """
    -- The latest withdrawal of each person, by its place in Registration's feed: what was read before it plans nothing.
    CREATE TABLE withdrawal (
      person TEXT PRIMARY KEY NOT NULL,
      sequence INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- How far Registration's feed had come when the moment was matched; null for those matched before this was kept.
    ALTER TABLE moment ADD COLUMN read_sequence INTEGER;
    CREATE INDEX moment_by_person ON moment (person) WHERE person IS NOT NULL;

    ALTER TABLE notice ADD COLUMN through_trusted_adult INTEGER NOT NULL DEFAULT 0;
    -- When it was taken back, in microseconds.
    ALTER TABLE notice ADD COLUMN withdrawn INTEGER CHECK (withdrawn IS NULL OR acknowledged IS NULL);
    """
  )
}
