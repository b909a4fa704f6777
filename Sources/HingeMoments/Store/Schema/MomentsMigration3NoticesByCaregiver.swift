import GRDB

/// Adds an index to find the notices of a caregiver.
enum MomentsMigration3NoticesByCaregiver {
  static func run(in database: Database) throws {
    try database.execute(sql: "CREATE INDEX notice_by_caregiver ON notice (caregiver)")
  }
}
