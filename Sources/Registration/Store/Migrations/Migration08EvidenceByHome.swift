import ServiceRuntime

extension Migration {
  /// Records whether evidence was filed by a municipality that may read the record of the person.
  static let evidenceByHome = Migration("registration-evidence-by-home") { database in
    try database.script(
      """
      -- Whether a municipality filed it that may read the record of whom it is about: then it is not for who made that
      -- record across a border, until the record is confirmed.
      ALTER TABLE evidence ADD COLUMN by_home INTEGER NOT NULL DEFAULT 1 CHECK (by_home IN (0, 1));
      """
    )
  }
}
