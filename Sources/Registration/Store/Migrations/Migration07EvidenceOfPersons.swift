import ServiceRuntime
import RuleLanguage

extension Migration {
  /// Stores each piece of evidence with the person it is about, in a role, or with the care situation it is about.
  static let evidenceOfPersons = Migration("registration-evidence-of-persons") { database in
    try database.script(evidenceTables)
    try assignToPersons(in: database)
  }

  private static let evidenceTables = """
    ALTER TABLE evidence RENAME TO filed_evidence;
    DROP INDEX evidence_by_care_situation;
    DROP INDEX evidence_to_announce;

    CREATE TABLE evidence (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      -- Whom it is about, and in which role; it counts in every care situation in which they have that role.
      person INTEGER REFERENCES person (key),
      role TEXT CHECK (role IN ('caregiver', 'recipient')),
      -- The one care situation that it is about.
      care_situation INTEGER REFERENCES care_situation (key),
      -- Seals the assessor.
      data_key INTEGER NOT NULL REFERENCES data_key (key),
      fact TEXT NOT NULL,
      kind TEXT,
      value TEXT NOT NULL CHECK (json_valid(value)),
      assessor BLOB NOT NULL,
      issued_date INTEGER NOT NULL,
      valid_until_date INTEGER CHECK (valid_until_date >= issued_date),
      recorded INTEGER NOT NULL,
      withdrawn INTEGER,
      -- When it was told that it ends.
      announced INTEGER,
      CHECK ((person IS NULL) = (role IS NULL)),
      CHECK ((person IS NULL) <> (care_situation IS NULL))
    ) STRICT;
    CREATE INDEX evidence_by_person ON evidence (person, role, valid_until_date) WHERE person IS NOT NULL;
    CREATE INDEX evidence_by_care_situation ON evidence (care_situation, valid_until_date)
      WHERE care_situation IS NOT NULL;
    CREATE INDEX evidence_by_data_key ON evidence (data_key);
    CREATE INDEX evidence_to_announce ON evidence (valid_until_date)
      WHERE valid_until_date IS NOT NULL AND withdrawn IS NULL AND announced IS NULL;

    -- Care situations that are to be told anew: evidence that was filed for another care of the two counts for them too.
    CREATE TABLE facts_to_tell (
      care_situation INTEGER PRIMARY KEY REFERENCES care_situation (key)
    ) STRICT;
    """

  /// Assigns evidence that was recorded for a care situation to the person it is about. It stays encrypted as it is.
  private static func assignToPersons(in database: Connection) throws {
    try database.script("ALTER TABLE filed_evidence ADD COLUMN role TEXT")
    for fact in try database.values(String.self, "SELECT DISTINCT fact FROM filed_evidence") {
      let subject = FactSubject(ofFact: fact)
      if subject == .careSituation { continue }
      try database.execute("UPDATE filed_evidence SET role = ? WHERE fact = ?", [subject.rawValue, fact])
    }
    try database.script(assign)
  }

  private static let assign = """
    INSERT INTO evidence (key, id, person, role, care_situation, data_key, fact, kind, value, assessor, issued_date,
      valid_until_date, recorded, withdrawn, announced)
    SELECT filed.key, filed.id,
      CASE filed.role WHEN 'caregiver' THEN situation.caregiver WHEN 'recipient' THEN situation.recipient END,
      filed.role, CASE WHEN filed.role IS NULL THEN situation.key END, situation.data_key, filed.fact, filed.kind,
      filed.value, filed.assessor, filed.issued_date, filed.valid_until_date, filed.recorded, filed.withdrawn,
      filed.announced
    FROM filed_evidence AS filed JOIN care_situation AS situation ON situation.key = filed.care_situation
    WHERE situation.data_key IS NOT NULL;

    -- A merge that is undone later gives back what came with the care of who was merged.
    UPDATE merge SET passed = json_set(passed, '$.evidence', json((
      SELECT json_group_array(filed.key) FROM filed_evidence AS filed
      WHERE (filed.role = 'caregiver'
          AND filed.care_situation IN (SELECT value FROM json_each(merge.passed, '$.asCaregiver')))
        OR (filed.role = 'recipient'
          AND filed.care_situation IN (SELECT value FROM json_each(merge.passed, '$.asRecipient'))))))
    WHERE undone IS NULL AND json_type(passed, '$.asCaregiver') IS NOT NULL;

    INSERT INTO facts_to_tell
    SELECT situation.key FROM filed_evidence AS filed
    JOIN evidence ON evidence.key = filed.key
    JOIN care_situation AS situation ON situation.caregiver = evidence.person
    WHERE filed.role = 'caregiver' AND filed.withdrawn IS NULL AND situation.key <> filed.care_situation
    UNION SELECT situation.key FROM filed_evidence AS filed
    JOIN evidence ON evidence.key = filed.key
    JOIN care_situation AS situation ON situation.recipient = evidence.person
    WHERE filed.role = 'recipient' AND filed.withdrawn IS NULL AND situation.key <> filed.care_situation;

    DROP TABLE filed_evidence;
    """
}
