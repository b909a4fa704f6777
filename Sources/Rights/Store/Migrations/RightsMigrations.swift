import ServiceRuntime

/// The tables of Rights. None of them holds identity. Ids are blobs of 16 bytes.
enum RightsMigrations {
  /// All migrations, in the order in which they are carried out.
  static let all: [Migration] = [
    .situationsAndDecisions, .consentsOfMoments, .unknownConsents, .grantModes, .termsAsJSON, .decisionSets,
    .evaluationSweeps, .recipientMoments, .awards, .consentDays, .payments, .cards, .caregiverDeaths,
    .reevaluations,
  ]
}
