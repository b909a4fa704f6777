import ServiceRuntime

extension Migration {
  /// Creates the tables of persons, of care over time, and of work lists. Identity is only stored encrypted, under a data
  /// key of each person.
  static let personsAndCare = Migration("registration-1-persons-care-over-time") { database in
    try database.script(persons)
    try database.script(care)
    try database.script(lists)
  }

  private static let persons = """
    -- Keys of persons, care situations and drafts, wrapped by a master key. To delete one is to erase what it sealed.
    CREATE TABLE data_key (
      key INTEGER PRIMARY KEY AUTOINCREMENT,
      master TEXT NOT NULL,
      wrapped BLOB NOT NULL
    ) STRICT;
    CREATE INDEX data_key_by_master ON data_key (master);

    CREATE TABLE person (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      data_key INTEGER REFERENCES data_key (key),
      identity BLOB,
      name_hash BLOB CHECK (length(name_hash) = 32),
      birth_date INTEGER,
      language TEXT NOT NULL,
      channel TEXT NOT NULL,
      digital_skill TEXT,
      has_trusted_adult INTEGER NOT NULL CHECK (has_trusted_adult IN (0, 1)),
      sealed INTEGER NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1)),
      restricted INTEGER NOT NULL DEFAULT 0 CHECK (restricted IN (0, 1)),
      merged_into INTEGER REFERENCES person (key),
      erased INTEGER,
      revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
      recorded INTEGER NOT NULL,
      CHECK ((identity IS NULL) = (data_key IS NULL)),
      CHECK ((identity IS NULL) = (erased IS NOT NULL))
    ) STRICT;
    CREATE INDEX person_by_name ON person (name_hash) WHERE name_hash IS NOT NULL;
    CREATE INDEX person_by_data_key ON person (data_key);
    CREATE INDEX person_by_kept ON person (merged_into) WHERE merged_into IS NOT NULL;

    -- Every number that finds a person: the one that holds now, and earlier ones.
    CREATE TABLE person_identifier (
      hash BLOB PRIMARY KEY NOT NULL CHECK (length(hash) = 32),
      person INTEGER NOT NULL REFERENCES person (key),
      kind TEXT NOT NULL CHECK (kind IN ('insz', 'local')),
      digits BLOB NOT NULL,
      current INTEGER NOT NULL CHECK (current IN (0, 1)),
      recorded INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX person_identifier_by_person ON person_identifier (person, recorded);
    CREATE UNIQUE INDEX person_identifier_that_holds ON person_identifier (person, kind) WHERE current = 1;

    -- Where people live, from day to day; a row that is known better now has a time in `replaced`.
    CREATE TABLE residence (
      key INTEGER PRIMARY KEY,
      person INTEGER NOT NULL REFERENCES person (key),
      start_date INTEGER NOT NULL,
      end_date INTEGER CHECK (end_date >= start_date),
      municipality TEXT NOT NULL,
      address BLOB,
      recorded INTEGER NOT NULL,
      replaced INTEGER
    ) STRICT;
    CREATE INDEX residence_by_person ON residence (person, start_date) WHERE replaced IS NULL;
    CREATE INDEX residence_of_person ON residence (person, recorded);
    CREATE INDEX residence_by_municipality ON residence (municipality, person) WHERE replaced IS NULL;

    CREATE TABLE consent (
      key INTEGER PRIMARY KEY,
      person INTEGER NOT NULL REFERENCES person (key),
      purpose TEXT NOT NULL,
      given_date INTEGER NOT NULL,
      given_by TEXT NOT NULL,
      channel TEXT,
      recorded INTEGER NOT NULL,
      withdrawn INTEGER
    ) STRICT;
    -- At most one consent stands for each person and purpose; the withdrawn ones stay as history.
    CREATE UNIQUE INDEX consent_that_stands ON consent (person, purpose) WHERE withdrawn IS NULL;
    CREATE INDEX consent_by_person ON consent (person);

    CREATE TABLE assessment (
      key INTEGER PRIMARY KEY,
      person INTEGER NOT NULL REFERENCES person (key),
      content BLOB NOT NULL,
      recorded INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX assessment_by_person ON assessment (person, key);

    -- The support areas in which a caregiver needs support.
    CREATE TABLE need (
      person INTEGER NOT NULL REFERENCES person (key),
      area TEXT NOT NULL,
      recorded INTEGER NOT NULL,
      PRIMARY KEY (person, area)
    ) STRICT, WITHOUT ROWID;

    -- What passed over in a merge, so that it can return.
    CREATE TABLE merge (
      key INTEGER PRIMARY KEY,
      kept INTEGER NOT NULL REFERENCES person (key),
      merged INTEGER NOT NULL REFERENCES person (key),
      passed TEXT NOT NULL CHECK (json_valid(passed)),
      recorded INTEGER NOT NULL,
      undone INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX merge_that_stands ON merge (merged) WHERE undone IS NULL;
    CREATE INDEX merge_by_kept ON merge (kept);
    CREATE INDEX merge_by_merged ON merge (merged);

    CREATE TABLE duplicate (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      first INTEGER NOT NULL REFERENCES person (key),
      second INTEGER NOT NULL REFERENCES person (key),
      found INTEGER NOT NULL,
      closed INTEGER,
      UNIQUE (first, second),
      CHECK (first < second)
    ) STRICT;
    CREATE INDEX duplicate_by_second ON duplicate (second);
    -- On whose lists a pair that is open stands.
    CREATE TABLE duplicate_municipality (
      municipality TEXT NOT NULL,
      duplicate INTEGER NOT NULL REFERENCES duplicate (key),
      PRIMARY KEY (municipality, duplicate)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX duplicate_municipality_by_duplicate ON duplicate_municipality (duplicate);
    """

  private static let care = """
    CREATE TABLE care_situation (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      caregiver INTEGER NOT NULL REFERENCES person (key),
      recipient INTEGER NOT NULL REFERENCES person (key),
      start_date INTEGER NOT NULL,
      end_date INTEGER CHECK (end_date >= start_date),
      end_reason TEXT,
      caregiver_signed_date INTEGER,
      caregiver_signed_by TEXT,
      recipient_signed_date INTEGER,
      recipient_signed_by TEXT,
      -- Seals what the care situation holds beside the two people; made when there is something to seal.
      data_key INTEGER REFERENCES data_key (key),
      contact_point BLOB,
      revision INTEGER NOT NULL CHECK (revision >= 1),
      created INTEGER NOT NULL,
      updated INTEGER NOT NULL,
      CHECK (caregiver <> recipient)
    ) STRICT;
    CREATE INDEX care_situation_by_caregiver ON care_situation (caregiver, recipient, start_date, end_date);
    CREATE INDEX care_situation_by_recipient ON care_situation (recipient, start_date, end_date);
    CREATE INDEX care_situation_by_data_key ON care_situation (data_key) WHERE data_key IS NOT NULL;
    CREATE INDEX care_situation_by_end ON care_situation (end_date) WHERE end_date IS NOT NULL;

    -- What was recorded, one row for each change of the record.
    CREATE TABLE care_revision (
      care_situation INTEGER NOT NULL REFERENCES care_situation (key),
      revision INTEGER NOT NULL,
      kind TEXT NOT NULL,
      start_date INTEGER NOT NULL,
      end_date INTEGER,
      end_reason TEXT,
      caregiver_signed_date INTEGER,
      caregiver_signed_by TEXT,
      recipient_signed_date INTEGER,
      recipient_signed_by TEXT,
      recorded INTEGER NOT NULL,
      PRIMARY KEY (care_situation, revision)
    ) STRICT, WITHOUT ROWID;

    -- The terms from day to day, as known from the revision `since` until before the revision `until`.
    CREATE TABLE care_period (
      key INTEGER PRIMARY KEY,
      care_situation INTEGER NOT NULL REFERENCES care_situation (key),
      since INTEGER NOT NULL,
      until INTEGER CHECK (until > since),
      start_date INTEGER NOT NULL,
      end_date INTEGER CHECK (end_date >= start_date),
      relation TEXT NOT NULL,
      minutes_per_week INTEGER NOT NULL CHECK (minutes_per_week BETWEEN 1 AND 10080),
      tasks TEXT NOT NULL,
      causes TEXT NOT NULL,
      dwelling TEXT NOT NULL,
      same_address INTEGER NOT NULL CHECK (same_address IN (0, 1)),
      professional_involved INTEGER NOT NULL CHECK (professional_involved IN (0, 1)),
      role TEXT
    ) STRICT;
    CREATE INDEX care_period_that_holds
      ON care_period (care_situation, start_date, end_date, minutes_per_week) WHERE until IS NULL;
    CREATE INDEX care_period_by_care_situation ON care_period (care_situation, since);

    -- The places in the outbox at which the facts of a care situation were told.
    CREATE TABLE told_facts (
      care_situation INTEGER NOT NULL REFERENCES care_situation (key),
      sequence INTEGER NOT NULL,
      PRIMARY KEY (care_situation, sequence)
    ) STRICT, WITHOUT ROWID;

    -- Which municipalities see a care situation, from when until when: where the caregiver lives, where the recipient
    -- lives.
    CREATE TABLE care_situation_municipality (
      municipality TEXT NOT NULL,
      care_situation INTEGER NOT NULL REFERENCES care_situation (key),
      from_date INTEGER NOT NULL,
      until_date INTEGER NOT NULL CHECK (until_date >= from_date),
      PRIMARY KEY (municipality, care_situation, from_date)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX care_situation_municipality_by_situation ON care_situation_municipality (care_situation);

    CREATE TABLE evidence (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      care_situation INTEGER NOT NULL REFERENCES care_situation (key),
      fact TEXT NOT NULL,
      kind TEXT,
      value TEXT NOT NULL CHECK (json_valid(value)),
      assessor BLOB NOT NULL,
      issued_date INTEGER NOT NULL,
      valid_until_date INTEGER CHECK (valid_until_date >= issued_date),
      recorded INTEGER NOT NULL,
      withdrawn INTEGER,
      -- When it was told that it ends.
      announced INTEGER
    ) STRICT;
    CREATE INDEX evidence_by_care_situation ON evidence (care_situation, valid_until_date);
    CREATE INDEX evidence_to_announce ON evidence (valid_until_date)
      WHERE valid_until_date IS NOT NULL AND withdrawn IS NULL AND announced IS NULL;
    """

  private static let lists = """
    CREATE TABLE draft (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      municipality TEXT NOT NULL,
      sender TEXT NOT NULL,
      sender_kind TEXT,
      data_key INTEGER REFERENCES data_key (key),
      content BLOB,
      state TEXT NOT NULL CHECK (state IN ('open', 'confirmed', 'dropped')),
      drop_reason TEXT,
      care_situation INTEGER REFERENCES care_situation (key),
      revision INTEGER NOT NULL DEFAULT 1,
      received INTEGER NOT NULL,
      closed INTEGER,
      CHECK ((state = 'open') = (content IS NOT NULL)),
      CHECK ((content IS NULL) = (data_key IS NULL)),
      CHECK ((state = 'dropped') = (drop_reason IS NOT NULL))
    ) STRICT;
    CREATE INDEX draft_on_list ON draft (municipality, key) WHERE state = 'open';
    CREATE INDEX draft_by_age ON draft (received) WHERE state = 'open';
    CREATE INDEX draft_by_care_situation ON draft (care_situation) WHERE care_situation IS NOT NULL;
    CREATE INDEX draft_by_data_key ON draft (data_key) WHERE data_key IS NOT NULL;

    -- Whom an open draft is about, as far as it has numbers: for access and erasure.
    CREATE TABLE draft_person (
      hash BLOB NOT NULL CHECK (length(hash) = 32),
      draft INTEGER NOT NULL REFERENCES draft (key),
      PRIMARY KEY (hash, draft)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX draft_person_by_draft ON draft_person (draft);

    CREATE TABLE gap (
      key INTEGER PRIMARY KEY,
      municipality TEXT NOT NULL,
      area TEXT NOT NULL,
      description TEXT NOT NULL,
      recorded INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX gap_by_municipality ON gap (municipality, key);
    """
}
