import GRDB

/// The tables of Statutes.
enum StatutesTables {
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("statutes-1-provisions") { database in
      try database.execute(
        sql: """
          CREATE TABLE provision (
            key INTEGER PRIMARY KEY,
            authority TEXT NOT NULL,
            id TEXT NOT NULL,
            version INTEGER NOT NULL CHECK (version >= 1),
            valid_from INTEGER NOT NULL,
            valid_to INTEGER CHECK (valid_to >= valid_from),
            content TEXT NOT NULL CHECK (json_valid(content)),
            published INTEGER NOT NULL,
            UNIQUE (id, version)
          ) STRICT;
          CREATE INDEX provision_by_authority ON provision (authority, id, version);
          CREATE TRIGGER provision_never_changes BEFORE UPDATE ON provision
          BEGIN SELECT RAISE(ABORT, 'a published version never changes'); END;
          CREATE TRIGGER provision_never_goes BEFORE DELETE ON provision
          BEGIN SELECT RAISE(ABORT, 'a published version never goes'); END;

          -- Where a version holds: a row for each NIS code, or one empty code for all of Flanders.
          CREATE TABLE provision_territory (
            municipality TEXT NOT NULL,
            provision INTEGER NOT NULL REFERENCES provision (key),
            PRIMARY KEY (municipality, provision)
          ) STRICT, WITHOUT ROWID;
          CREATE TRIGGER territory_never_changes BEFORE UPDATE ON provision_territory
          BEGIN SELECT RAISE(ABORT, 'the territory of a published version never changes'); END;
          CREATE TRIGGER territory_never_goes BEFORE DELETE ON provision_territory
          BEGIN SELECT RAISE(ABORT, 'the territory of a published version never goes'); END;
          """
      )
    }
  }
}
