import ServiceRuntime

extension Migration {
  /// Creates the tables of care situations, provisions and decisions.
  static let situationsAndDecisions = Migration("rights-1") { db in
    for sql in [situations, provisions, decisions, guards] { try db.script(sql) }
  }

  private static let situations = """
    CREATE TABLE situation (
      key INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE,
      caregiver BLOB NOT NULL,
      recipient BLOB NOT NULL,
      caregiver_birth INTEGER,
      recipient_birth INTEGER,
      caregiver_municipality TEXT NOT NULL,
      recipient_municipality TEXT NOT NULL,
      relation TEXT NOT NULL,
      minutes_per_week INTEGER NOT NULL,
      dwelling TEXT NOT NULL,
      same_address INTEGER NOT NULL,
      professional_involved INTEGER NOT NULL,
      start_date INTEGER NOT NULL,
      end_date INTEGER,
      declared_by_caregiver INTEGER NOT NULL,
      declared_by_recipient INTEGER NOT NULL,
      evidence TEXT NOT NULL CHECK (json_valid(evidence)),
      -- What holds on which days, oldest first; empty: the columns hold on every day. Else those tell what held when
      -- the last event was told.
      terms TEXT NOT NULL CHECK (json_valid(terms)),
      caregiver_residences TEXT NOT NULL CHECK (json_valid(caregiver_residences)),
      recipient_residences TEXT NOT NULL CHECK (json_valid(recipient_residences)),
      next_review INTEGER,
      -- Whether facts that decisions rest on were forgotten since, so that those are to be taken anew.
      is_forgotten INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX situation_by_caregiver ON situation (caregiver);
    CREATE INDEX situation_by_recipient ON situation (recipient, start_date, end_date);
    CREATE INDEX situation_by_review ON situation (next_review) WHERE next_review IS NOT NULL;

    -- Where either of the two lives on any day, to find whom a provision may concern.
    CREATE TABLE situation_municipality (
      municipality TEXT NOT NULL,
      situation INTEGER NOT NULL REFERENCES situation (key),
      PRIMARY KEY (municipality, situation)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX situation_municipality_by_situation ON situation_municipality (situation);

    -- Who consents to rights being granted without an application.
    CREATE TABLE automatic_consent (person BLOB PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE recipient_moments (
      person BLOB PRIMARY KEY NOT NULL,
      moments TEXT NOT NULL CHECK (json_valid(moments))
    ) STRICT, WITHOUT ROWID;

    -- Who was erased: what the moments feed tells of them later is not taken in.
    CREATE TABLE erased_person (person BLOB PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;

    -- Who turned out to be whom: what befell the one befell the other.
    CREATE TABLE merged_person (
      merged BLOB PRIMARY KEY NOT NULL,
      kept BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX merged_person_by_kept ON merged_person (kept);

    -- What is to be decided on, and the trace of the first thing that asked for it.
    CREATE TABLE evaluation_queue (
      situation INTEGER PRIMARY KEY REFERENCES situation (key),
      traceparent TEXT NOT NULL
    ) STRICT;
    """

  private static let provisions = """
    CREATE TABLE provision (
      key INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE provision_version (
      provision INTEGER NOT NULL REFERENCES provision (key),
      version INTEGER NOT NULL,
      content TEXT NOT NULL CHECK (json_valid(content)),
      PRIMARY KEY (provision, version)
    ) STRICT, WITHOUT ROWID;

    -- Which proofs were found to stand for parts of the condition of a version; it may be published later.
    CREATE TABLE found_proofs (
      provision TEXT NOT NULL,
      version INTEGER NOT NULL,
      proofs TEXT NOT NULL CHECK (json_valid(proofs)),
      PRIMARY KEY (provision, version)
    ) STRICT, WITHOUT ROWID;

    -- Counts what was told of provisions, so that what is kept of them in memory is known to be fresh.
    CREATE TABLE provision_generation (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      generation INTEGER NOT NULL
    ) STRICT;
    INSERT INTO provision_generation (id, generation) VALUES (1, 0);
    """

  private static let decisions = """
    -- What was known of a care situation when it was decided on; without facts and digest once they were forgotten.
    CREATE TABLE fact_sheet (
      key INTEGER PRIMARY KEY,
      situation INTEGER NOT NULL REFERENCES situation (key),
      digest BLOB CHECK (digest IS NULL OR length(digest) = 32),
      facts TEXT CHECK (facts IS NULL OR json_valid(facts)),
      UNIQUE (situation, digest),
      CHECK ((digest IS NULL) = (facts IS NULL))
    ) STRICT;

    -- What many decisions have in common, each text once.
    CREATE TABLE decision_part (
      key INTEGER PRIMARY KEY,
      content TEXT NOT NULL UNIQUE CHECK (json_valid(content))
    ) STRICT;

    CREATE TABLE decision (
      key INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE,
      situation INTEGER NOT NULL REFERENCES situation (key),
      provision INTEGER NOT NULL REFERENCES provision (key),
      version INTEGER NOT NULL,
      sheet INTEGER NOT NULL REFERENCES fact_sheet (key),
      -- What it rests on besides the facts.
      basis INTEGER NOT NULL REFERENCES decision_part (key),
      -- What is told with the outcome; null: nothing.
      finding INTEGER REFERENCES decision_part (key),
      outcome INTEGER NOT NULL CHECK (outcome BETWEEN 1 AND 5),
      amount_cents INTEGER,
      explanation_mark INTEGER NOT NULL,
      decided_for INTEGER NOT NULL,
      decided INTEGER NOT NULL,
      superseded INTEGER,
      FOREIGN KEY (provision, version) REFERENCES provision_version (provision, version)
    ) STRICT;
    -- One decision is current for each care situation and provision; the others stay as history.
    CREATE UNIQUE INDEX decision_that_is_current ON decision (situation, provision) WHERE superseded IS NULL;
    """

  private static let guards = """
    CREATE TRIGGER decision_never_changes
    BEFORE UPDATE OF key, id, situation, provision, version, sheet, basis, finding, outcome, amount_cents,
      explanation_mark, decided_for, decided ON decision
    BEGIN SELECT RAISE(ABORT, 'a decision never changes'); END;
    CREATE TRIGGER decision_never_goes BEFORE DELETE ON decision
    BEGIN SELECT RAISE(ABORT, 'a decision never goes'); END;
    CREATE TRIGGER fact_sheet_is_only_forgotten BEFORE UPDATE ON fact_sheet
    WHEN NEW.facts IS NOT NULL OR NEW.key <> OLD.key OR NEW.situation <> OLD.situation
    BEGIN SELECT RAISE(ABORT, 'a fact sheet never changes'); END;
    CREATE TRIGGER fact_sheet_never_goes BEFORE DELETE ON fact_sheet
    BEGIN SELECT RAISE(ABORT, 'a fact sheet never goes'); END;
    CREATE TRIGGER decision_part_never_changes BEFORE UPDATE ON decision_part
    BEGIN SELECT RAISE(ABORT, 'a part of decisions never changes'); END;
    CREATE TRIGGER decision_part_never_goes BEFORE DELETE ON decision_part
    BEGIN SELECT RAISE(ABORT, 'a part of decisions never goes'); END;
    CREATE TRIGGER provision_version_never_changes BEFORE UPDATE ON provision_version
    BEGIN SELECT RAISE(ABORT, 'a version of a provision never changes'); END;
    """
}
