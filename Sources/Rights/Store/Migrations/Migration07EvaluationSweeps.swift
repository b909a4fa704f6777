import ServiceRuntime

extension Migration {
  /// Adds the table of changes of the law whose care situations are decided on one after the other.
  static let evaluationSweeps = Migration(
    "rights-7-evaluation-sweeps",
    """
    CREATE TABLE evaluation_sweep (
      key INTEGER PRIMARY KEY,
      -- The names of the changed provisions.
      provisions TEXT NOT NULL CHECK (json_valid(provisions)),
      -- The codes of the municipalities where they apply; null: everywhere.
      municipalities TEXT CHECK (municipalities IS NULL OR json_valid(municipalities)),
      -- The key of the last care situation that was decided on.
      reached INTEGER NOT NULL,
      -- The key of the last care situation that is concerned.
      last INTEGER NOT NULL,
      traceparent TEXT NOT NULL
    ) STRICT;
    """
  )
}
