import GRDB

/// The tables of Rights. None of them holds identity. Ids are blobs of 16 bytes.
enum RightsMigrations {
  static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("rights-1", migrate: RightsMigration1.run)
    migrator.registerMigration("rights-2-consents-of-moments", migrate: RightsMigration2ConsentsOfMoments.run)
    migrator.registerMigration("rights-3-moments-of-unknown-consent", migrate: RightsMigration3UnknownConsents.run)
    migrator.registerMigration("rights-4-grant-modes", migrate: RightsMigration4GrantModes.run)
    migrator.registerMigration("rights-5-terms-as-json", migrate: RightsMigration5TermsAsJSON.run)
  }
}
