import ServiceRuntime

/// The tables of Registration.
enum RegistrationMigrations {
  /// All migrations, in the order in which they are carried out.
  static let all: [Migration] = [
    .personsAndCare, .numberClaims, .importedRows, .consentLog, .joinedCare, .unconfirmedPersons, .evidenceOfPersons,
    .evidenceByHome, .likenessKeys, .confirmedWarnings, .draftTraces, .likenessOfNameParts, .joinedCareDetails,
    .widerDraftTraces, .termsAsJSON, .fewerIndexes, .groupedLikenessKeys, .packedTraces, .hoursAsDeclared,
    .bankAccounts,
  ]
}
