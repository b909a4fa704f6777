import CareTypes
import RightsAPI
import RightsDomain
import RuleLanguage
import SwiftProtobuf
import ServiceRuntime
import TypeAPI

extension Mantel_Rights_V1_ExploreRightsResponse {
  /// The message for an exploration.
  init(_ found: Exploration, _ asked: ExploreRequest, withOthers: Bool) {
    self.init()
    let (language, day) = (asked.language, asked.profile.told)
    func rights(_ rights: [ExploredRight]) -> [Mantel_Rights_V1_ExploredRight] {
      rights.map { Mantel_Rights_V1_ExploredRight($0, on: day, in: language) }
    }
    caregiver =
      switch found.caregiver {
      case .yes: .yes
      case .probably: .probably
      case .no: .no
      }
    caregiverText = ExplorerTexts.caregiver(found.caregiver)[language]
    canHave = rights(found.canHave)
    perhaps = rights(found.perhaps)
    later = rights(found.later)
    if withOthers { others = rights(found.others) }
    offers = found.offers.map { Mantel_Rights_V1_ExploredOffer($0, in: language) }
    if let question = Mantel_Rights_V1_NextQuestion(found.questions, in: language) { nextQuestion = question }
    questionsLeft = Int32(found.questions.left)
  }
}

extension Mantel_Rights_V1_RegulationText {
  /// A text of a regulation, in Dutch where it has no French.
  init(_ text: BilingualText, in language: TextLanguage) {
    self.init()
    self.text = text[language]
    self.language = text.available(in: language).rawValue
  }
}

extension Mantel_Rights_V1_ExploredRight {
  /// The message for a right.
  ///
  /// - Parameter day: The day of the question.
  init(_ right: ExploredRight, on day: CalendarDate, in language: TextLanguage) {
    self.init()
    let version = right.version
    provision = version.name
    provisionVersion = Int32(version.version)
    title = Mantel_Rights_V1_RegulationText(version.title, in: language)
    summary = ExplorerTexts.summary(version.kind, forRecipient: version.isForRecipient)[language]
    kind = version.kind
    amountText = ExplorerTexts.amount(right, in: language)
    if let cents = right.amountCents { amountCents = cents }
    if !version.amounts.isEmpty, let times = version.frequency { frequency = times.message }
    let asked = right.firstDay ?? day
    let period = version.awardTerms?.applicationPeriod.flatMap { ApplicationDays($0, on: asked) }
    steps = ExplorerTexts.steps(right, period: period, in: language)
    if let period { applyUntilDate = Mantel_Type_V1_Date(period.last) }
    if let decider = version.awardTerms?.decider {
      self.decider = Mantel_Rights_V1_RegulationText(decider, in: language)
    }
    if let information = version.information { tell(information, in: language) }
    reasons =
      right.reasons.map { reason in
        .with {
          $0.text = RightsTexts.reason(reason)[language]
          $0.result = reason == .contradicts ? .notKnown : .against
        }
      }
      + right.shownLines.map { line in
        .with {
          $0.text = line.texts[0]
          $0.depth = Int32(line.depth)
          $0.result =
            switch line.verdict {
            case .yes: .for
            case .no: .against
            case .unknown: .notKnown
            }
        }
      }
    lacking = right.lacking.map { Mantel_Rights_V1_LackingFact($0, in: right.catalogue, language) }
    choices = right.choices.map { choice in
      .with {
        $0.provision = choice.name
        $0.title = Mantel_Rights_V1_RegulationText(choice.title, in: language)
      }
    }
    if let first = right.firstDay { firstDate = Mantel_Type_V1_Date(first) }
    alreadyHeld = right.isHeld
    uncertainties = version.uncertainties
  }

  private mutating func tell(_ information: ProvisionInformation, in language: TextLanguage) {
    authority = Mantel_Rights_V1_RegulationText(information.authority, in: language)
    if let text = information.inKind { inKind = Mantel_Rights_V1_RegulationText(text, in: language) }
    if let paid = information.ownContribution {
      ownContributionText = ExplorerTexts.ownContribution(paid, in: language)
      if let cents = paid.cents { ownContributionCents = cents }
    }
    if let text = information.application { application = Mantel_Rights_V1_RegulationText(text, in: language) }
    evidence = information.evidence.map { Mantel_Rights_V1_RegulationText($0.text, in: language) }
    legalBasis = information.legalBasis
    supportAreas = information.supportAreas.map(\.rawValue)
  }
}

extension Mantel_Rights_V1_LackingFact {
  /// The message for a fact that lacks; one without a label is called by its name.
  init(_ name: String, in catalogue: FactCatalogue, _ language: TextLanguage) {
    self.init()
    fact = name
    guard let fact = catalogue[name] else {
      label = name
      return
    }
    label = fact.label(in: language)
    suppliedBy = fact.suppliedBy[language]
    if ExplorerTopic.canBeTold(name) { question = ExplorerTexts.question(fact, in: language) }
  }
}

extension Mantel_Rights_V1_ExploredOffer {
  init(_ offer: ExploredOffer, in language: TextLanguage) {
    self.init()
    let version = offer.version
    provision = version.name
    title = Mantel_Rights_V1_RegulationText(version.title, in: language)
    kind = version.kind
    supportAreas = offer.areas.map(\.rawValue)
    lacking = offer.lacking.map { Mantel_Rights_V1_LackingFact($0, in: .care, language) }
    guard let information = version.information else { return }
    if let text = information.inKind { inKind = Mantel_Rights_V1_RegulationText(text, in: language) }
    if let paid = information.ownContribution {
      ownContributionText = ExplorerTexts.ownContribution(paid, in: language)
    }
    guard let offerer = information.offerer else { return }
    self.offerer = offerer.name
    (phone, email) = (offerer.phone, offerer.email)
    (website, address) = (offerer.website, offerer.address)
  }
}

extension Mantel_Rights_V1_NextQuestion {
  /// The message for the next question; nil when there is none.
  init?(_ questions: ExplorerQuestions, in language: TextLanguage) {
    guard let topic = questions.topic else { return nil }
    self.init()
    title = ExplorerTexts.title(topic)[language]
    facts = questions.facts.compactMap { asked in
      FactCatalogue.care[asked.fact].map { fact in
        .with {
          $0.fact = fact.name
          $0.text = ExplorerTexts.question(fact, in: language)
          $0.type = fact.type.rawValue
          $0.settles = Int32(asked.settles)
          $0.choices = fact.choices.map { choice in
            .with {
              $0.value = choice.value
              $0.label = choice.label[language]
            }
          }
        }
      }
    }
  }
}
