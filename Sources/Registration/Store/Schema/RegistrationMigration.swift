import GRDB
import RegistrationDomain

/// One change of the tables of Registration. A migration that was released is never edited.
struct RegistrationMigration: Sendable {
  /// Under which name the database remembers that the migration was carried out.
  let identifier: String
  /// Changes the tables.
  let migrate: @Sendable (Database) throws -> Void

  /// A migration.
  init(_ identifier: String, _ migrate: @escaping @Sendable (Database) throws -> Void) {
    self.identifier = identifier
    self.migrate = migrate
  }

  /// All migrations, in the order in which they are carried out.
  static let all: [RegistrationMigration] = [
    .personsAndCare, .numberClaims, .importedRows, .consentLog, .joinedCare, .unconfirmedPersons, .evidenceOfPersons,
    .evidenceByHome, .likenessKeys, .confirmedWarnings, .draftTraces, .likenessOfNameParts, .joinedCareDetails,
    .widerDraftTraces, .termsAsJSON,
  ]

  /// Registers all migrations.
  static func registerAll(in migrator: inout DatabaseMigrator) {
    for migration in all { migrator.registerMigration(migration.identifier, migrate: migration.migrate) }
  }
}
