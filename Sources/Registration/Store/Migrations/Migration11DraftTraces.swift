import ServiceRuntime

extension Migration {
  /// Lets open drafts be found by the people they mention.
  static let draftTraces = Migration("registration-drafts-by-person") { database in
    try database.script(
      """
      -- Whether draft_person holds everything by which its people are found; those of before are filled in by and by.
      ALTER TABLE draft ADD COLUMN is_findable INTEGER NOT NULL DEFAULT 0 CHECK (is_findable IN (0, 1));
      CREATE INDEX draft_to_trace ON draft (is_findable) WHERE is_findable = 0 AND state = 'open';
      """
    )
  }
}
