import ServiceRuntime

/// The tables of the gateway. None of them holds care data.
enum GatewayMigrations {
  /// All migrations, in the order in which they are carried out.
  static let all: [Migration] = [.auditAndReleases, .shownRecords, .askedNumbers]
}
