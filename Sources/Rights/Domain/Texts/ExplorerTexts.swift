package import CareTypes
package import RuleLanguage

/// The texts of the explorer, in Dutch and English; their French is in `FrenchTexts`. Sentences are short and plain: most
/// readers are no professionals.
package enum ExplorerTexts {
  // MARK: Am I a caregiver?

  /// Whether someone is a caregiver.
  package static func caregiver(_ verdict: CaregiverVerdict) -> BilingualText {
    switch verdict {
    case .yes: BilingualText("Ja, u bent mantelzorger.", "Yes, you are a caregiver.")
    case .probably:
      BilingualText(
        "U bent waarschijnlijk mantelzorger. Wij weten nog niet alles.",
        "You are probably a caregiver. We do not know everything yet."
      )
    case .no:
      BilingualText(
        "Met deze antwoorden bent u geen mantelzorger.",
        "By these answers you are not a caregiver."
      )
    }
  }

  // MARK: What it is

  /// What a right is, by its kind and by who gets it.
  package static func summary(_ kind: String, forRecipient: Bool) -> BilingualText {
    switch (kind, forRecipient) {
    case ("recognition", _):
      BilingualText("Een bewijs dat u mantelzorger bent.", "A proof that you are a caregiver.")
    case ("allowance", true), ("premium", true):
      BilingualText("Geld voor wie zorg krijgt.", "Money for the one who is cared for.")
    case ("allowance", false), ("premium", false):
      BilingualText("Geld voor wie zorg geeft.", "Money for the one who cares.")
    case ("leave", _): BilingualText("Tijd vrij van het werk om te zorgen.", "Time off work to care.")
    case ("respite", _):
      BilingualText("Iemand neemt de zorg even over.", "Someone takes over the care for a while.")
    case ("card", _): BilingualText("Een kaart die voordelen geeft.", "A card that gives advantages.")
    case ("training", _): BilingualText("U leert bij over zorgen.", "You learn more about caring.")
    case ("peer_group", _): BilingualText("U praat met andere mantelzorgers.", "You talk to other caregivers.")
    case ("contact_point", _):
      BilingualText("Iemand aan wie u alles kunt vragen.", "Someone whom you can ask anything.")
    default: BilingualText("Hulp of een voordeel.", "Help or an advantage.")
    }
  }

  static let unknownAmount = BilingualText(
    "het bedrag hangt af van de situatie",
    "the amount depends on the situation"
  )
  static let atMost = BilingualText("hoogstens #", "at most #")

  /// How much a right gives, in words; empty when it is no money.
  package static func amount(_ right: ExploredRight, in language: TextLanguage) -> String {
    let frequency = right.version.frequency
    if let cents = right.amountCents { return RightsTexts.amount(cents, frequency, in: language) }
    if let most = right.mostCents {
      return atMost.filled(RightsTexts.amount(most, frequency, in: language), in: language)
    }
    return right.version.amounts.isEmpty ? "" : unknownAmount[language]
  }

  // MARK: What to do

  static let automatic = BilingualText(
    "Schrijf u in als mantelzorger. Daarna komt het vanzelf.",
    "Register as a caregiver. Then it comes by itself."
  )
  static let apply = BilingualText("Vraag het aan.", "Apply for it.")
  static let accept = BilingualText("Zeg dat u het wilt.", "Say that you want it.")
  static let confirm = BilingualText(
    "Vraag het aan. Daarna volgt een beslissing.",
    "Apply for it. Then it is decided on."
  )
  static let bring = BilingualText("Neem de bewijzen mee.", "Bring the proofs.")
  static let signedBy = BilingualText("Laat tekenen door: #.", "Have it signed by: #.")
  static let applyBefore = BilingualText("Vraag het aan ten laatste op #.", "Apply on # at the latest.")
  static let applyFrom = BilingualText("U kunt het aanvragen vanaf #.", "You can apply from # on.")
  static let applyWithin = BilingualText(
    "Vraag het aan binnen # dagen nadat het begint.",
    "Apply within # days after it begins."
  )
  static let waitUntil = BilingualText("Dit kan vanaf #.", "This is possible from # on.")
  static let showFirst = BilingualText(
    "Zoek eerst op wat nog ontbreekt.",
    "First find out what still lacks."
  )
  static let choose = BilingualText(
    "Kies: dit gaat niet samen met een ander recht in deze lijst.",
    "Choose: this does not go with another right in this list."
  )
  static let heldAlready = BilingualText("U hebt dit al, zegt u.", "You have this already, as you say.")

  /// Who signs.
  static func signatory(_ signatory: Signatory) -> BilingualText {
    switch signatory {
    case .caregiver: BilingualText("de mantelzorger", "the caregiver")
    case .recipient: BilingualText("de zorgvrager", "the recipient")
    case .representative: BilingualText("de vertegenwoordiger", "the representative")
    case .doctor: BilingualText("de arts", "the doctor")
    case .employer: BilingualText("de werkgever", "the employer")
    case .socialWorker: BilingualText("de maatschappelijk werker", "the social worker")
    case .professional: BilingualText("een professional", "a professional")
    }
  }

  /// What to do for a right, step by step.
  package static func steps(_ right: ExploredRight, period: ApplicationDays?, in language: TextLanguage) -> [String] {
    if right.isHeld { return [heldAlready[language]] }
    var steps: [String] = []
    if let day = right.firstDay { steps.append(waitUntil.filled(date(day, in: language), in: language)) }
    if !right.lacking.isEmpty { steps.append(showFirst[language]) }
    if !right.choices.isEmpty { steps.append(choose[language]) }
    switch right.version.grantMode {
    case .automatic: steps.append(automatic[language])
    case .apply: steps.append(apply[language])
    case .ratify: steps.append(confirm[language])
    case .propose, nil: steps.append(accept[language])
    }
    if let period {
      if let first = period.opens { steps.append(applyFrom.filled(date(first, in: language), in: language)) }
      steps.append(applyBefore.filled(date(period.last, in: language), in: language))
    }
    if let days = right.version.information?.withinDays {
      steps.append(applyWithin.filled(String(days), in: language))
    }
    if right.version.information?.evidence.isEmpty == false { steps.append(bring[language]) }
    let signatories = right.version.awardTerms?.signatures ?? []
    if !signatories.isEmpty {
      let names = signatories.map { signatory($0)[language] }.joined(separator: ", ")
      steps.append(signedBy.filled(names, in: language))
    }
    return steps
  }

  /// What one pays oneself.
  package static func ownContribution(_ paid: ProvisionInformation.Contribution, in language: TextLanguage) -> String {
    guard let cents = paid.cents else { return ownUnknown[language] }
    return own.filled("\(RuleTexts.spokenAmount(cents, in: language)) \(paid.per[language])", in: language)
  }

  static let own = BilingualText("U betaalt zelf #.", "You pay # yourself.")
  static let ownUnknown = BilingualText(
    "U betaalt zelf een deel. Vraag hoeveel.",
    "You pay a part yourself. Ask how much."
  )

  /// A day in words.
  package static func date(_ date: CalendarDate, in language: TextLanguage) -> String {
    RuleDate(iso: date.isoText).map { RuleTexts.date($0, in: language) } ?? date.isoText
  }

  // MARK: Questions

  static let isThisSo = BilingualText("Klopt dit? #", "Is this so? #")
  static let whatIs = BilingualText("Wat weet u hiervan: #?", "What do you know of this: #?")
  static let howMuch = BilingualText("Hoeveel is dit: #?", "How much is this: #?")
  static let when = BilingualText("Op welke dag: #?", "On which day: #?")

  /// A fact as a question.
  package static func question(_ fact: Fact, in language: TextLanguage) -> String {
    if let clause = FactClause.of(fact.name) {
      let sentence = clause.text(true, in: language)
      return isThisSo.filled(sentence.prefix(1).uppercased() + sentence.dropFirst() + ".", in: language)
    }
    let label = fact.label(in: language)
    switch fact.type {
    case .bool, .string: return whatIs.filled(label, in: language)
    case .int, .decimal: return howMuch.filled(label, in: language)
    case .date: return when.filled(label, in: language)
    }
  }

  /// What a question is about.
  package static func title(_ topic: ExplorerTopic) -> BilingualText {
    switch topic {
    case .ages: BilingualText("Hoe oud bent u beiden?", "How old are both of you?")
    case .bond:
      BilingualText("Wat bent u van wie u zorg geeft?", "What are you to the one you care for?")
    case .care: BilingualText("Hoeveel zorgt u, en met wie?", "How much do you care, and with whom?")
    case .dwelling: BilingualText("Waar verblijft wie u zorg geeft?", "Where does the one you care for stay?")
    case .attests: BilingualText("Welke attesten zijn er al?", "Which attests are there already?")
    case .work: BilingualText("Werkt of studeert u?", "Do you work or study?")
    case .income: BilingualText("Welke uitkeringen of voordelen zijn er al?", "Which benefits are there already?")
    }
  }
}
