import ServiceRuntime

extension Migration {
  /// Keeps re-evaluations as they go on and after they ended, in the place of sweeps, which are taken over. Also finds the
  /// care that a caregiver gives on a day without reading the care situations.
  static let reevaluations = Migration(
    "rights-14-reevaluations",
    """
    CREATE TABLE reevaluation (
      key INTEGER PRIMARY KEY,
      id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
      state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'cancelled')),
      -- Null for a sweep of before, whose cause is not known.
      cause TEXT CHECK (cause IN ('published', 'proofs_found', 'started')),
      -- The versions that are the cause.
      versions TEXT NOT NULL CHECK (json_valid(versions)),
      -- The names of the provisions that are decided on.
      provisions TEXT NOT NULL CHECK (json_valid(provisions)),
      -- The codes of the municipalities that it concerns; null: everywhere.
      municipalities TEXT CHECK (municipalities IS NULL OR json_valid(municipalities)),
      -- The first day that is decided on, in days since 1970-01-01; null: only today.
      since INTEGER,
      -- The client that started it; null: nobody did.
      started_by TEXT,
      -- The key of the last care situation that was decided on.
      reached INTEGER NOT NULL,
      -- The key of the last care situation that is concerned.
      last INTEGER NOT NULL,
      -- How many care situations were gone through, and how many there are; null: not known.
      done INTEGER,
      total INTEGER,
      traceparent TEXT NOT NULL,
      -- Microseconds since 1970.
      created INTEGER NOT NULL,
      begun INTEGER,
      ended INTEGER
    ) STRICT;
    CREATE INDEX reevaluation_open ON reevaluation (key) WHERE state IN ('waiting', 'running');
    INSERT INTO reevaluation (
      id, state, versions, provisions, municipalities, reached, last, traceparent, created)
    SELECT randomblob(16), 'waiting', '[]', provisions, municipalities, reached, last, traceparent,
      CAST(strftime('%s', 'now') AS INTEGER) * 1000000
    FROM evaluation_sweep ORDER BY key;
    DROP TABLE evaluation_sweep;
    DROP INDEX situation_by_caregiver;
    CREATE INDEX situation_by_caregiver ON situation (caregiver, start_date, end_date);
    """
  )
}
