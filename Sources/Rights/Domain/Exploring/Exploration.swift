package import CareTypes

/// What someone can get, by what they tell.
package struct Exploration: Sendable {
  /// What they can have, the most money first.
  package let canHave: [ExploredRight]
  /// What they can perhaps have, in the order in which one answer settles the most.
  package let perhaps: [ExploredRight]
  /// What they can have later, the earliest first.
  package let later: [ExploredRight]
  /// What was looked at and does not hold.
  package let others: [ExploredRight]
  /// Offers that fit.
  package let offers: [ExploredOffer]
  /// What to ask next.
  package let questions: ExplorerQuestions
  /// Whether the person is a caregiver.
  package let caregiver: CaregiverVerdict

  /// Explores.
  ///
  /// - Parameters:
  ///   - profile: What is told.
  ///   - periods: The law from the day of the question on; the first period holds that day.
  ///   - language: The language of the reasons.
  package init(of profile: ExplorerProfile, under periods: [LawPeriod], in language: TextLanguage) {
    let explorer = RightsExplorer(profile: profile, language: language)
    guard let present = periods.first else {
      (canHave, perhaps, later, others, offers) = ([], [], [], [], [])
      questions = ExplorerQuestions(open: [], profile: profile)
      caregiver = CaregiverVerdict(profile)
      return
    }
    let now = explorer.findings(on: profile.told, in: present.book)
    let coming = explorer.later(after: now, periods)
    var groups: [DecisionOutcome: [ExploredRight]] = [:]
    for finding in now.sorted(by: { $0.name < $1.name }) where coming[finding.name] == nil {
      groups[finding.result.outcome, default: []].append(explorer.right(finding, firstDay: nil))
    }
    canHave = ((groups[.granted] ?? []) + (groups[.proposed] ?? [])).sorted {
      ($0.isHeld ? 1 : 0, -$0.centsAYear, $0.version.name) < ($1.isHeld ? 1 : 0, -$1.centsAYear, $1.version.name)
    }
    let waiting = groups[.awaitingEvidence] ?? []
    perhaps =
      MissingFactOrder(waiting.map(\.lacking)).groups.flatMap { group in group.entries.map { waiting[$0] } }
      + waiting.filter(\.lacking.isEmpty)
    later = coming.values.map { explorer.right($0.finding, firstDay: $0.day) }.sorted {
      ($0.firstDay?.daysSinceEpoch ?? 0, $0.version.name) < ($1.firstDay?.daysSinceEpoch ?? 0, $1.version.name)
    }
    others = (groups[.undecided] ?? []) + (groups[.notEntitled] ?? [])
    offers = explorer.offers(in: present.offers)
    questions = ExplorerQuestions(open: (perhaps + later).map(\.lacking), profile: profile)
    caregiver = CaregiverVerdict(profile)
  }
}
