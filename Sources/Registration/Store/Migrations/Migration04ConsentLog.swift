import CareTypes
import ServiceCore
import ServiceRuntime

extension Migration {
  /// Replaces the table of consents by a log of declarations, and a table of the consents in force that is derived from it.
  static let consentLog = Migration("registration-3-consent-log") { database in
    try database.script(consentTables)
    try copyConsents(in: database)
    try database.script("DROP TABLE consent")
  }

  private static let consentTables = """
    -- What people declared about their consents. Only added to; what counts is read from it by one rule.
    CREATE TABLE consent_declaration (
      key INTEGER PRIMARY KEY,
      person INTEGER NOT NULL REFERENCES person (key),
      purpose TEXT NOT NULL,
      -- 1: given, 0: withdrawn.
      given INTEGER NOT NULL CHECK (given IN (0, 1)),
      declared_date INTEGER NOT NULL,
      declared_by TEXT,
      channel TEXT,
      source TEXT NOT NULL CHECK (source IN ('statement', 'registration', 'list', 'draft')),
      recorded INTEGER NOT NULL,
      CHECK (given = 0 OR declared_by IS NOT NULL)
    ) STRICT;
    CREATE INDEX consent_declaration_by_person ON consent_declaration (person);

    -- The consents that stand now, derived from the declarations of all records of a person.
    CREATE TABLE standing_consent (
      person INTEGER NOT NULL REFERENCES person (key),
      purpose TEXT NOT NULL,
      given_date INTEGER NOT NULL,
      given_by TEXT NOT NULL,
      channel TEXT,
      PRIMARY KEY (person, purpose)
    ) STRICT, WITHOUT ROWID;
    """

  /// Copies the consents from the earlier table, which had one row for each with the time of its withdrawal. A consent that
  /// was withdrawn at the moment at which the next one was recorded was replaced, not withdrawn. A consent that passed over
  /// in a merge stays with the person who was kept.
  private static func copyConsents(in database: Connection) throws {
    try database.script(
      """
      INSERT INTO consent_declaration (person, purpose, given, declared_date, declared_by, channel, source, recorded)
      SELECT person, purpose, 1, given_date, given_by, channel, 'statement', recorded FROM consent ORDER BY key;
      INSERT INTO standing_consent (person, purpose, given_date, given_by, channel)
      SELECT person, purpose, given_date, given_by, channel FROM consent WHERE withdrawn IS NULL;
      """
    )
    let withdrawals = try database.rows(
      """
      SELECT person, purpose, withdrawn FROM consent AS ended WHERE withdrawn IS NOT NULL AND NOT EXISTS
        (SELECT 1 FROM consent
         WHERE person = ended.person AND purpose = ended.purpose AND recorded = ended.withdrawn)
      ORDER BY withdrawn
      """
    )
    for row in withdrawals {
      let time = Instant(microseconds: row["withdrawn"])
      try database.execute(
        """
        INSERT INTO consent_declaration (person, purpose, given, declared_date, source, recorded)
        VALUES (?, ?, 0, ?, 'statement', ?)
        """,
        [
          row["person"] as Int64, row["purpose"] as String, try time.dateInBelgium().daysSinceEpoch, time.microseconds,
        ]
      )
    }
  }
}
