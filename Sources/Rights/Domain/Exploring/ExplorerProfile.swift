package import CareTypes
package import RuleLanguage

/// What someone tells of a caregiver, a recipient and their care, without a name. Nothing of it is kept.
package struct ExplorerProfile: Sendable, Hashable {
  /// One of the two people.
  package struct Person: Sendable, Hashable {
    /// Where they live.
    package var place: Place
    /// Birth date; nil when it is not told.
    package var birthDate: CalendarDate?
    /// Age, when no birth date is told; nil when neither is.
    package var age: Int?

    /// A person.
    package init(place: Place, birthDate: CalendarDate? = nil, age: Int? = nil) {
      self.place = place
      self.birthDate = birthDate
      self.age = age
    }

    /// The age on a day. An age that was told stays as it was: its birthday is not known.
    func age(on date: CalendarDate) -> Int? { birthDate.map { max(0, $0.fullYears(until: date)) } ?? age }
  }

  /// Facts that were told about: the least and the most that they may be.
  package struct Range: Sendable, Hashable {
    /// The facts at the least.
    package let least: [String: FactValue]
    /// The facts at the most.
    package let most: [String: FactValue]

    /// A range.
    package init(least: [String: FactValue], most: [String: FactValue]) {
      self.least = least
      self.most = most
    }
  }

  /// The most facts that may be told about: each doubles the work.
  package static let rangeLimit = 3

  /// The person who cares.
  package var caregiver: Person
  /// The person who is cared for.
  package var recipient: Person
  /// The day on which it is told.
  package var told: CalendarDate
  /// The first day of the care; nil when it is not told.
  package var careStart: CalendarDate?
  /// Admissions of the recipient.
  package var moments = RecipientMoments()
  /// Facts that were told exactly, by name.
  package var facts: [String: FactValue] = [:]
  /// Facts that were told about.
  package var ranges: [Range] = []
  /// The areas in which support is wanted.
  package var needs: Set<SupportArea> = []
  /// The names of facts that were asked and are not known.
  package var notKnown: Set<String> = []

  /// A profile that tells where two people live.
  package init(caregiver: Person, recipient: Person, told: CalendarDate) {
    self.caregiver = caregiver
    self.recipient = recipient
    self.told = told
  }

  /// The names of the facts that were told about.
  package var rangedFacts: Set<String> { Set(ranges.flatMap { Array($0.least.keys) + Array($0.most.keys) }) }
}

// MARK: - Facts of a day

extension ExplorerProfile {
  /// Facts that count the time since something: they grow with it.
  private static let growingMonths: Set = [
    "caregiver.seniority_months", "caregiver.months_resident_in_municipality",
    "recipient.months_resident_in_municipality", "recipient.care_attest_age_months", "recipient.living_wage_months",
  ]
  private static let growingYears: Set = ["recipient.years_insured", "recipient.years_insured_consecutive"]
  private static let shrinkingMonths: Set = ["recipient.care_attest_months_left"]

  /// Whether a fact that was told grows or shrinks month by month.
  var countsMonths: Bool {
    careStart != nil
      || facts.keys.contains { Self.growingMonths.contains($0) || Self.shrinkingMonths.contains($0) }
  }

  /// The facts of a day, by name, without those that were told about and those that depend on a provision.
  func facts(on date: CalendarDate) -> [String: FactValue] {
    var facts = grown(until: date)
    facts["caregiver.age"] = caregiver.age(on: date).map { .int($0) }
    facts["recipient.age"] = recipient.age(on: date).map { .int($0) }
    for (role, place) in [("caregiver", caregiver.place), ("recipient", recipient.place)] {
      facts["\(role).domicile_in_belgium"] = .bool(place.country == nil)
      facts["\(role).region"] = place.region.map { .string($0.rawValue) }
    }
    if caregiver.place != recipient.place { facts["situation.same_address"] = .bool(false) }
    if let careStart { facts["situation.months_since_start"] = .int(max(0, careStart.fullMonths(until: date))) }
    if case .string(let word)? = facts["recipient.dwelling"], let dwelling = Dwelling(rawValue: word) {
      facts["recipient.lives_at_home"] = .bool([.ownHome, .withCaregiver].contains(dwelling))
    }
    setAdmission(&facts, on: date)
    for need in needs { facts[Self.fact(of: need)] = .bool(true) }
    ImpliedFacts.add(to: &facts)
    return facts
  }

  /// The facts that were told exactly, as they have become.
  private func grown(until date: CalendarDate) -> [String: FactValue] {
    if date == told { return facts }
    let (months, years) = (told.fullMonths(until: date), told.fullYears(until: date))
    return facts.reduce(into: facts) { grown, fact in
      guard case .int(let number) = fact.value else { return }
      if Self.growingMonths.contains(fact.key) { grown[fact.key] = .int(number + months) }
      if Self.growingYears.contains(fact.key) { grown[fact.key] = .int(number + years) }
      if Self.shrinkingMonths.contains(fact.key) { grown[fact.key] = .int(max(0, number - months)) }
    }
  }

  /// Adds what is known of an admission. Who lives at home and tells of none is not admitted.
  private func setAdmission(_ facts: inout [String: FactValue], on date: CalendarDate) {
    let state = moments.state(on: date.daysSinceEpoch)
    guard state.admission != nil || facts["recipient.lives_at_home"] == .bool(true) else { return }
    let days = state.admission?.days ?? 0
    facts["recipient.days_admitted"] = .int(days)
    facts["recipient.admitted_over_90_days"] = .bool(days > FactDerivation.daysBeforeLongAdmission)
    facts["recipient.residential_days"] = .int(state.residence?.days ?? 0)
    facts["recipient.place_of_stay"] = .string(state.admission == nil ? "none" : state.place?.rawValue ?? "other")
  }

  /// How long the recipient has been admitted, in days; nil when they are not, or it is not told.
  func daysAdmitted(on date: CalendarDate) -> Int? { moments.state(on: date.daysSinceEpoch).admission?.days }

  /// The fact that support is wanted in an area.
  private static func fact(of need: SupportArea) -> String {
    switch need {
    case .information: "caregiver.needs_information"
    case .guidance: "caregiver.needs_guidance"
    case .education: "caregiver.needs_education"
    case .emotional: "caregiver.needs_emotional_support"
    case .practical: "caregiver.needs_practical_help"
    case .respite: "caregiver.needs_respite"
    case .financial: "caregiver.needs_financial_help"
    case .material: "caregiver.needs_material_help"
    }
  }

  /// The corners of what was told about: every combination of the least and the most. Without a range there is one corner
  /// without a fact.
  var corners: [[String: FactValue]] {
    ranges.prefix(Self.rangeLimit).reduce([[:]]) { corners, range in
      corners.flatMap { corner in
        [range.least, range.most].map { corner.merging($0) { _, new in new } }
      }
    }
  }

  /// What decisions depend on, on a day.
  ///
  /// - Parameter corner: The values of the facts that were told about.
  func deciding(_ corner: [String: FactValue], on date: CalendarDate, in book: RuleBook) -> DecidingFacts {
    DecidingFacts(
      facts: book.factIndex.values(facts(on: date).merging(corner) { _, new in new }),
      circumstances: DecidingFacts.Circumstances(
        // Whether a right comes without an application is asked when it is granted, not when it is explored.
        caregiver: DecidingFacts.Party(place: caregiver.place, consents: true),
        recipient: DecidingFacts.Party(place: recipient.place, consents: true),
        blockers: []
      ),
      daysAdmitted: daysAdmitted(on: date),
      livesInCareCentre: moments.state(on: date.daysSinceEpoch).livesInCareCentre
    )
  }
}
