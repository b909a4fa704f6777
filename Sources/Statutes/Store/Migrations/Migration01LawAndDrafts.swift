import ServiceRuntime

extension Migration {
  /// Creates the tables of published versions, which never change, and of drafts.
  static let lawAndDrafts = Migration(
    "statutes-1-law-and-drafts",
    """
    CREATE TABLE provision (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version >= 1),
      content TEXT NOT NULL CHECK (json_valid(content)),
      drafter TEXT NOT NULL,
      publisher TEXT NOT NULL,
      published INTEGER NOT NULL,
      UNIQUE (id, version)
    ) STRICT;
    CREATE TRIGGER provision_never_changes BEFORE UPDATE ON provision
    BEGIN SELECT RAISE(ABORT, 'a published version never changes'); END;
    CREATE TRIGGER provision_never_goes BEFORE DELETE ON provision
    BEGIN SELECT RAISE(ABORT, 'a published version never goes'); END;

    -- What waits for a second pair of eyes, and what became of it.
    CREATE TABLE draft (
      key INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      authority TEXT NOT NULL,
      level TEXT NOT NULL,
      -- NIS codes with commas, to hold against the scope of who asks.
      territory TEXT NOT NULL,
      pack TEXT NOT NULL,
      drafter TEXT NOT NULL,
      drafted INTEGER NOT NULL,
      state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'published', 'dropped')),
      closer TEXT NOT NULL DEFAULT '',
      reason TEXT NOT NULL DEFAULT '',
      closed INTEGER
    ) STRICT;
    CREATE INDEX draft_that_is_open ON draft (key) WHERE state = 'open';
    CREATE TRIGGER draft_never_changes BEFORE UPDATE OF id, authority, level, territory, pack, drafter, drafted ON draft
    BEGIN SELECT RAISE(ABORT, 'a draft never changes'); END;
    CREATE TRIGGER draft_is_closed_once BEFORE UPDATE ON draft WHEN OLD.state <> 'open'
    BEGIN SELECT RAISE(ABORT, 'a closed draft never changes'); END;
    """
  )
}
