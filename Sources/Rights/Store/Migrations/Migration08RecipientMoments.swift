import ServiceRuntime

extension Migration {
  /// Keeps the moments of people as they are reported, in place of their outcome, and queues the care of people who are
  /// admitted: the first day of an admission is day 1 from now on, and was day 0.
  ///
  /// What is known of an outcome becomes the moments that led to it. Only hospitals could report until now, so that an
  /// admission was one to a hospital.
  static let recipientMoments = Migration("rights-8-recipient-moments") { db in
    try db.script(table)
    for (kind, field, place) in [
      ("admission", "admittedSince", "hospital"), ("discharge", "dischargedOn", "hospital"),
      ("palliative_status", "palliativeSince", nil), ("death", "diedOn", nil),
    ] {
      try db.execute(takeOverSQL, ["kind": kind, "path": "$.\(field)", "place": place])
    }
    try db.execute("DROP TABLE recipient_moments")
    try db.execute(queueSQL, [TraceContext.newTrace().traceparent])
  }

  private static let table = """
    CREATE TABLE recipient_moment (
      key INTEGER PRIMARY KEY,
      -- The id that HingeMoments gave it; null for what was reported before all moments were kept.
      moment BLOB UNIQUE CHECK (moment IS NULL OR length(moment) = 16),
      person BLOB NOT NULL,
      -- The consent that covers it: while that is not given it does not count. Empty: the law needs none.
      purpose TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('admission', 'discharge', 'palliative_status', 'death')),
      -- The day on which it happened, in days since 1970-01-01.
      day INTEGER NOT NULL,
      -- The kind of place of an admission or discharge; null when it is not known.
      place TEXT
    ) STRICT;
    CREATE INDEX recipient_moment_by_person ON recipient_moment (person, purpose);
    """

  private static let takeOverSQL = """
    INSERT INTO recipient_moment (person, purpose, kind, day, place)
    SELECT person, purpose, :kind, json_extract(moments, :path), :place FROM recipient_moments
    WHERE json_extract(moments, :path) IS NOT NULL
    """

  /// Queues the care of people who are admitted, and of the persons whom they were merged into.
  private static let queueSQL = """
    WITH RECURSIVE keeper (person) AS (
      SELECT person FROM recipient_moment WHERE kind = 'admission'
      UNION SELECT kept FROM merged_person JOIN keeper ON merged_person.merged = keeper.person)
    INSERT INTO evaluation_queue (situation, traceparent)
    SELECT key, ? FROM situation WHERE recipient IN (SELECT person FROM keeper) ON CONFLICT DO NOTHING
    """
}
