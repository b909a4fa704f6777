import ServiceRuntime

extension Migration {
  /// The records that an answer showed beside the one that its call was about.
  static let shownRecords = Migration(
    "gateway-2-audit-of-what-was-shown",
    """
    -- The records that an answer showed beside the one that its call was about.
    CREATE TABLE audit_shown (
      resource TEXT NOT NULL,
      audit INTEGER NOT NULL REFERENCES audit (key),
      PRIMARY KEY (resource, audit)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX audit_shown_by_audit ON audit_shown (audit);
    CREATE TRIGGER audit_shown_never_changes BEFORE UPDATE ON audit_shown
    BEGIN SELECT RAISE(ABORT, 'the audit trail never changes'); END;
    CREATE TRIGGER audit_shown_never_goes BEFORE DELETE ON audit_shown
    BEGIN SELECT RAISE(ABORT, 'the audit trail never goes'); END;
    """
  )
}
