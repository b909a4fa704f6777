import ServiceRuntime

extension Migration {
  /// Creates the tables of moments and notices.
  static let momentsAndNotices = Migration(
    "moments-1-moments-notices",
    """
    -- One row for each reported event, for ever: a report that is repeated gets its first answer. Of people who are
    -- not in the registry nothing else is kept: kind, time, place and sealed number are erased.
    CREATE TABLE moment (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      source TEXT NOT NULL,
      event_id TEXT NOT NULL,
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      received INTEGER NOT NULL,
      traceparent TEXT,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'set_aside', 'matched', 'unknown')),
      kind TEXT,
      occurred INTEGER,
      place TEXT,
      sealed_insz BLOB,
      person TEXT,
      UNIQUE (source, event_id),
      CHECK ((state IN ('waiting', 'set_aside')) = (sealed_insz IS NOT NULL)),
      CHECK ((state = 'matched') = (person IS NOT NULL))
    ) STRICT;
    CREATE INDEX moment_that_waits ON moment (key) WHERE state = 'waiting';
    CREATE INDEX moment_set_aside ON moment (key) WHERE state = 'set_aside';

    CREATE TABLE moment_count (
      state TEXT PRIMARY KEY NOT NULL,
      count INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    INSERT INTO moment_count VALUES ('waiting', 0), ('matched', 0), ('unknown', 0), ('set_aside', 0);
    CREATE TRIGGER moment_counted_insert AFTER INSERT ON moment BEGIN
      UPDATE moment_count SET count = count + 1 WHERE state = NEW.state;
    END;
    CREATE TRIGGER moment_counted_update AFTER UPDATE OF state ON moment BEGIN
      UPDATE moment_count SET count = count - 1 WHERE state = OLD.state;
      UPDATE moment_count SET count = count + 1 WHERE state = NEW.state;
    END;

    CREATE TABLE notice (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      moment INTEGER NOT NULL REFERENCES moment (key),
      caregiver TEXT NOT NULL,
      care_situation TEXT NOT NULL,
      municipality TEXT NOT NULL,
      channel TEXT NOT NULL,
      language TEXT NOT NULL,
      text TEXT NOT NULL,
      planned INTEGER NOT NULL,
      acknowledged INTEGER,
      UNIQUE (moment, care_situation)
    ) STRICT;
    CREATE INDEX notice_by_municipality ON notice (municipality, sequence);
    """
  )
}
