import GRDB

/// The tables of the Gateway. None of them holds care data.
enum GatewayTables {
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("gateway-1-audit-releases") { database in
      try database.execute(
        sql: """
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
    migrator.registerMigration("gateway-2-audit-of-what-was-shown") { database in
      try database.execute(
        sql: """
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
    migrator.registerMigration("gateway-3-audit-of-numbers") { database in
      try database.execute(sql: GatewayStore.askedTables)
      try database.execute(sql: GatewayStore.probeTables)
    }
  }
}
