import ServiceRuntime

/// The tables of Statutes. All that is in them is public.
enum StatutesMigrations {
  /// All migrations, in the order in which they are carried out.
  static let all: [Migration] = [.lawAndDrafts]
}
