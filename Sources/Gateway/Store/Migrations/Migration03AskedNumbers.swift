import ServiceRuntime

extension Migration {
  /// The numbers about which clients asked, and how often each asked in vain.
  static let askedNumbers = Migration(
    "gateway-3-audit-of-numbers",
    """
    -- The numbers about which a call asked, as keyed hashes, and what was answered about each.
    CREATE TABLE audit_asked (
      hash BLOB NOT NULL CHECK (length(hash) = 32),
      audit INTEGER NOT NULL REFERENCES audit (key),
      row INTEGER NOT NULL,
      answer TEXT NOT NULL,
      PRIMARY KEY (hash, audit, row)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX audit_asked_by_audit ON audit_asked (audit);
    CREATE TRIGGER audit_asked_never_changes BEFORE UPDATE ON audit_asked
    BEGIN SELECT RAISE(ABORT, 'the audit trail never changes'); END;
    CREATE TRIGGER audit_asked_never_goes BEFORE DELETE ON audit_asked
    BEGIN SELECT RAISE(ABORT, 'the audit trail never goes'); END;

    CREATE TABLE probe (
      client TEXT NOT NULL,
      kind TEXT NOT NULL,
      minute INTEGER NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (client, kind, minute)
    ) STRICT, WITHOUT ROWID;
    """
  )
}
