package import RuleLanguage

/// The one catalogue of words for decisions, Dutch and English side by side.
package enum RightsTexts {
  /// Why the condition did not matter, or mattered less.
  package static func reason(_ reason: DecisionReason) -> Phrase {
    switch reason {
    case .careNotBegun: Phrase("de zorg is nog niet begonnen", "the care has not begun yet")
    case .careEnded: Phrase("de zorg is beëindigd", "the care has ended")
    case .recipientDied: Phrase("de zorgvrager is overleden", "the recipient has died")
    case .notInForce:
      Phrase("de regeling geldt niet meer voor deze personen", "the provision is no longer in force for these people")
    case .consentMissing:
      Phrase(
        "de toestemming voor automatische toekenning ontbreekt; het recht wordt voorgesteld",
        "consent to granting without an application is missing; the right is proposed"
      )
    }
  }

  /// Who can supply a figure that an authority's text lacks.
  package static func authority(_ id: String) -> Phrase {
    Phrase("de overheid van de regeling (\(id))", "the authority of the provision (\(id))")
  }
}
