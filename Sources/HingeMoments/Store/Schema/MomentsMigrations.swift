import GRDB

/// The tables of HingeMoments.
enum MomentsMigrations {
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("moments-1-moments-notices", migrate: MomentsMigration1.run)
    migrator.registerMigration("moments-2-withdrawals", migrate: MomentsMigration2Withdrawals.run)
    migrator.registerMigration("moments-3-notices-by-caregiver", migrate: MomentsMigration3NoticesByCaregiver.run)
  }
}
