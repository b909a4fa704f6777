import GatewayDomain
import GRDB

/// The tables of the Gateway, one migration a file, in the order in which they are applied. None of them holds care data.
enum GatewayMigrations {
  /// Registers every migration.
  static func register(in migrator: inout DatabaseMigrator) {
    auditAndReleases(&migrator)
    shownRecords(&migrator)
    askedNumbers(&migrator)
  }
}
