package import CareTypes

/// All texts for people about decisions, in Dutch and English.
package enum RightsTexts {
  /// The text of a reason outside the condition.
  package static func reason(_ reason: DecisionReason) -> BilingualText {
    switch reason {
    case .careNotBegun: BilingualText("de zorg is nog niet begonnen", "the care has not begun yet")
    case .careEnded: BilingualText("de zorg is beëindigd", "the care has ended")
    case .recipientDied: BilingualText("de zorgvrager is overleden", "the recipient has died")
    case .caregiverDied: BilingualText("de mantelzorger is overleden", "the caregiver has died")
    case .recipientAdmitted:
      BilingualText(
        "de zorgvrager woont in een woonzorgcentrum",
        "the recipient lives in a residential care centre"
      )
    case .requestNeeded:
      BilingualText(
        "op deze grond wordt het recht niet zonder aanvraag toegekend",
        "the right is not granted without an application on these grounds"
      )
    case .notInForce:
      BilingualText(
        "de regeling geldt niet meer voor deze personen",
        "the provision is no longer in force for these people"
      )
    case .suspended:
      BilingualText(
        "de opname van de zorgvrager duurt te lang; de regeling is geschorst",
        "the admission of the recipient lasts too long; the provision is suspended"
      )
    case .replaced:
      BilingualText(
        "een andere regeling heeft hier voorrang",
        "another provision takes its place here"
      )
    case .choice:
      BilingualText(
        "de regeling is niet te combineren met een andere die ook geldt; de begunstigde kiest",
        "the provision cannot be held beside another that applies as well; the beneficiary chooses"
      )
    case .contradicts:
      BilingualText(
        "twee regelingen die niet te combineren zijn, gelden beide zonder aanvraag; hun overheden moeten beslissen welke voorgaat",
        "two provisions that cannot be held together both apply without an application; their authorities have to settle which goes first"
      )
    case .unreadable:
      BilingualText(
        "Mantel kan de regeling niet lezen; haar overheid moet ze verbeteren",
        "Mantel cannot read the provision; its authority has to mend it"
      )
    case .consentMissing:
      BilingualText(
        "de toestemming voor automatische toekenning ontbreekt; het recht wordt voorgesteld",
        "consent to granting without an application is missing; the right is proposed"
      )
    }
  }

  /// The text that someone lives outside Flanders.
  ///
  /// - Parameter person: `caregiver` or `recipient`.
  package static func lives(_ person: String, _ region: Region) -> BilingualText {
    let who =
      person == "caregiver"
      ? BilingualText("de mantelzorger", "the caregiver") : BilingualText("de zorgvrager", "the recipient")
    let place =
      switch region {
      case .flanders: BilingualText("in Vlaanderen", "in Flanders")
      case .brussels: BilingualText("in Brussel", "in Brussels")
      case .wallonia: BilingualText("in Wallonië", "in Wallonia")
      case .abroad: BilingualText("in het buitenland", "abroad")
      }
    return BilingualText("\(who.dutch) woont \(place.dutch)", "\(who.english) lives \(place.english)")
  }

  /// The text that a provision is held already, as the label of a fact.
  package static func held(_ title: BilingualText) -> BilingualText {
    BilingualText("\(title.dutch) is al toegekend", "\(title.english) is held already")
  }

  /// The text that a provision that is held already proves a part of the condition.
  package static func provenBy(_ title: BilingualText) -> BilingualText {
    BilingualText(
      "\(title.dutch) is al toegekend en geldt als bewijs voor een deel van de voorwaarde",
      "\(title.english) is held already and stands for a part of the condition"
    )
  }

  /// The text that another provision cannot be held beside this one.
  package static func contradicts(_ title: BilingualText) -> BilingualText {
    BilingualText("niet te combineren met \(title.dutch)", "cannot be held beside \(title.english)")
  }

  /// Who can show that a provision is held.
  package static let holder = BilingualText(
    "de begunstigde of de overheid die het toekende",
    "the beneficiary or the authority that granted it"
  )

  /// Who can supply a parameter that an authority's text does not give.
  package static func authority(_ id: String) -> BilingualText {
    BilingualText("de overheid van de regeling (\(id))", "the authority of the provision (\(id))")
  }
}
