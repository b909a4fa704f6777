import GRDB

/// The tables of Rights. None of them holds identity.
enum RightsTables {
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("rights-1-fact-sheets-decisions") { database in
      try database.execute(
        sql: """
          CREATE TABLE situation (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            caregiver TEXT NOT NULL,
            recipient TEXT NOT NULL,
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
            next_review INTEGER
          ) STRICT;
          CREATE INDEX situation_by_caregiver ON situation (caregiver);
          CREATE INDEX situation_by_recipient ON situation (recipient, start_date, end_date);
          CREATE INDEX situation_by_caregiver_municipality ON situation (caregiver_municipality);
          CREATE INDEX situation_by_recipient_municipality ON situation (recipient_municipality);
          CREATE INDEX situation_by_review ON situation (next_review) WHERE next_review IS NOT NULL;

          -- Who consents to rights being granted without an application.
          CREATE TABLE automatic_consent (person TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;

          CREATE TABLE recipient_moments (
            person TEXT PRIMARY KEY NOT NULL,
            moments TEXT NOT NULL CHECK (json_valid(moments))
          ) STRICT, WITHOUT ROWID;

          CREATE TABLE provision (
            name TEXT NOT NULL,
            version INTEGER NOT NULL,
            content TEXT NOT NULL CHECK (json_valid(content)),
            PRIMARY KEY (name, version)
          ) STRICT, WITHOUT ROWID;

          -- What is to be decided on, and the trace of the first thing that asked for it.
          CREATE TABLE evaluation_queue (
            situation INTEGER PRIMARY KEY REFERENCES situation (key),
            traceparent TEXT NOT NULL
          ) STRICT;

          CREATE TABLE decision (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            situation INTEGER NOT NULL REFERENCES situation (key),
            provision TEXT NOT NULL,
            version INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            missing TEXT NOT NULL CHECK (json_valid(missing)),
            reasons TEXT NOT NULL CHECK (json_valid(reasons)),
            explanation TEXT NOT NULL CHECK (json_valid(explanation)),
            input TEXT NOT NULL CHECK (json_valid(input)),
            digest BLOB NOT NULL CHECK (length(digest) = 32),
            decided_for INTEGER NOT NULL,
            decided INTEGER NOT NULL,
            superseded INTEGER,
            FOREIGN KEY (provision, version) REFERENCES provision (name, version)
          ) STRICT;
          -- One decision is current for each care situation and provision; the others stay as history.
          CREATE UNIQUE INDEX decision_that_is_current ON decision (situation, provision) WHERE superseded IS NULL;
          CREATE TRIGGER decision_never_changes
          BEFORE UPDATE OF id, situation, provision, version, outcome, missing, reasons, explanation, input, digest ON decision
          BEGIN SELECT RAISE(ABORT, 'a decision never changes'); END;
          CREATE TRIGGER decision_never_goes BEFORE DELETE ON decision
          BEGIN SELECT RAISE(ABORT, 'a decision never goes'); END;
          """
      )
    }
    migrator.registerMigration("rights-2-timelines") { database in
      try database.execute(
        sql: """
          -- What holds on which days, oldest first; empty: the columns hold on every day. Else those tell what held when
          -- the last event was told.
          ALTER TABLE situation ADD COLUMN terms TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(terms));
          ALTER TABLE situation
            ADD COLUMN caregiver_residences TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(caregiver_residences));
          ALTER TABLE situation
            ADD COLUMN recipient_residences TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(recipient_residences));

          -- Where either of the two lives on any day, to find whom a provision may concern.
          CREATE TABLE situation_municipality (
            municipality TEXT NOT NULL,
            situation INTEGER NOT NULL REFERENCES situation (key),
            PRIMARY KEY (municipality, situation)
          ) STRICT, WITHOUT ROWID;
          CREATE INDEX situation_municipality_by_situation ON situation_municipality (situation);
          INSERT INTO situation_municipality
            SELECT caregiver_municipality, key FROM situation UNION SELECT recipient_municipality, key FROM situation;
          DROP INDEX situation_by_caregiver_municipality;
          DROP INDEX situation_by_recipient_municipality;

          -- Who was erased: what the moments feed tells of them later is not taken in.
          CREATE TABLE erased_person (person TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;

          -- Who turned out to be whom: what befell the one befell the other.
          CREATE TABLE merged_person (
            merged TEXT PRIMARY KEY NOT NULL,
            kept TEXT NOT NULL
          ) STRICT, WITHOUT ROWID;
          CREATE INDEX merged_person_by_kept ON merged_person (kept);
          """
      )
    }
  }
}
