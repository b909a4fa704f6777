import ServiceRuntime

/// The tables of HingeMoments.
enum MomentsMigrations {
  /// All migrations, in the order in which they are carried out.
  static let all: [Migration] = [
    .momentsAndNotices, .withdrawals, .noticesByCaregiver, .corrections,
  ]
}
