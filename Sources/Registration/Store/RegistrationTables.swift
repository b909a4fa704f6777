import GRDB

/// The tables of Registration. Identity stands in them sealed alone.
enum RegistrationTables {
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("registration-1-persons-care-situations") { database in
      try database.execute(
        sql: """
          CREATE TABLE person (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            insz_hash BLOB NOT NULL UNIQUE CHECK (length(insz_hash) = 32),
            insz BLOB NOT NULL,
            family_name BLOB NOT NULL,
            given_names BLOB NOT NULL,
            street_line BLOB NOT NULL,
            postal_code BLOB NOT NULL,
            phone BLOB,
            email BLOB,
            municipality TEXT NOT NULL,
            birth_date INTEGER,
            language TEXT NOT NULL,
            channel TEXT NOT NULL,
            recorded INTEGER NOT NULL
          ) STRICT;
          CREATE INDEX person_by_municipality ON person (municipality, birth_date);

          CREATE TABLE care_situation (
            key INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            caregiver INTEGER NOT NULL REFERENCES person (key),
            recipient INTEGER NOT NULL REFERENCES person (key),
            relation TEXT NOT NULL,
            minutes_per_week INTEGER NOT NULL CHECK (minutes_per_week BETWEEN 1 AND 10080),
            tasks TEXT NOT NULL,
            start_date INTEGER NOT NULL,
            end_date INTEGER CHECK (end_date >= start_date),
            end_reason TEXT,
            dwelling TEXT NOT NULL,
            same_address INTEGER NOT NULL CHECK (same_address IN (0, 1)),
            professional_involved INTEGER NOT NULL CHECK (professional_involved IN (0, 1)),
            caregiver_signed_date INTEGER,
            caregiver_signed_by TEXT,
            recipient_signed_date INTEGER,
            recipient_signed_by TEXT,
            revision INTEGER NOT NULL CHECK (revision >= 1),
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            CHECK (caregiver <> recipient)
          ) STRICT;
          CREATE INDEX care_situation_by_caregiver
            ON care_situation (caregiver, recipient, start_date, end_date, minutes_per_week);
          CREATE INDEX care_situation_by_recipient ON care_situation (recipient, start_date, end_date);

          -- Which municipalities see a care situation: where the caregiver lives, where the recipient lives.
          CREATE TABLE care_situation_municipality (
            municipality TEXT NOT NULL,
            care_situation INTEGER NOT NULL REFERENCES care_situation (key),
            PRIMARY KEY (municipality, care_situation)
          ) STRICT, WITHOUT ROWID;

          CREATE TABLE evidence (
            care_situation INTEGER NOT NULL REFERENCES care_situation (key),
            fact TEXT NOT NULL,
            value TEXT NOT NULL CHECK (json_valid(value)),
            assessor BLOB NOT NULL,
            issued_date INTEGER NOT NULL,
            valid_until_date INTEGER CHECK (valid_until_date >= issued_date),
            PRIMARY KEY (care_situation, fact)
          ) STRICT, WITHOUT ROWID;

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
          """
      )
    }
  }
}
