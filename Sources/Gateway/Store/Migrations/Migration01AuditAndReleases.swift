import ServiceRuntime

extension Migration {
  /// The audit trail, and the figures that were released.
  static let auditAndReleases = Migration(
    "gateway-1-audit-releases",
    """
    CREATE TABLE audit (
      key INTEGER PRIMARY KEY,
      recorded INTEGER NOT NULL,
      client TEXT NOT NULL,
      method TEXT NOT NULL,
      resource TEXT NOT NULL,
      outcome TEXT NOT NULL,
      traceparent TEXT NOT NULL
    ) STRICT;
    CREATE INDEX audit_by_resource ON audit (resource, recorded);
    CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit trail never changes'); END;
    CREATE TRIGGER audit_never_goes BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit trail never goes'); END;

    CREATE TABLE zone_release (
      zone TEXT NOT NULL,
      date INTEGER NOT NULL,
      content TEXT NOT NULL CHECK (json_valid(content)),
      PRIMARY KEY (zone, date)
    ) STRICT, WITHOUT ROWID;
    """
  )
}
