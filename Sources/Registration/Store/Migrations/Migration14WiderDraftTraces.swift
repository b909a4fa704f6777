import ServiceRuntime

extension Migration {
  /// Queues open drafts for new traces: they are found by more than before.
  static let widerDraftTraces = Migration("registration-drafts-by-likeness") { database in
    try database.script(
      """
      -- Open drafts are found by more than before: they are filled in anew by and by.
      UPDATE draft SET is_findable = 0 WHERE state = 'open';
      """
    )
  }
}
