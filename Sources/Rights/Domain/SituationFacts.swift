package import CareTypes
package import RuleLanguage

/// What Rights knows of a care situation: facts and opaque ids, never identity.
package struct SituationFacts: Sendable, Hashable {
  /// One of the two people.
  package struct Party: Sendable, Hashable {
    /// Opaque id.
    package var id: OpaqueID
    /// Birth date, when known.
    package var birthDate: CalendarDate?
    /// Where they live.
    package var place: Place
    /// Whether they consent to rights being granted without an application.
    package var consentsToAutomaticRights = false
  }

  /// Evidence for a fact (bewijsstuk).
  package struct EvidenceItem: Sendable, Hashable, Codable {
    /// Name of the fact.
    package var fact: String
    /// Its value.
    package var value: FactValue
    /// First day on which it counts, in days since 1970-01-01.
    package var from: Int
    /// Last day on which it counts, in days since 1970-01-01.
    package var until: Int?
  }

  /// Opaque id of the care situation.
  package var id: OpaqueID
  /// Who cares.
  package var caregiver: Party
  /// Who is cared for.
  package var recipient: Party
  /// What the caregiver is to the recipient.
  package var relation: Relation
  /// Hours of care per week.
  package var hours: HoursPerWeek
  /// Where the recipient lives.
  package var dwelling: Dwelling
  /// Whether the two live at one address.
  package var sameAddress: Bool
  /// Whether a professional care provider is involved.
  package var professionalInvolved: Bool
  /// First day, and last day when known.
  package var span: DateSpan
  /// Whether the caregiver signed the declaration on honour.
  package var declaredByCaregiver: Bool
  /// Whether the recipient signed the declaration on honour.
  package var declaredByRecipient: Bool
  /// Evidence for facts.
  package var evidence: [EvidenceItem]
  /// What holds on other days.
  package var timeline = SituationTimeline()
  /// How many care situations of the recipient are active on the day of the decision.
  package var caregiverCount = 1
  /// What befell the recipient.
  package var moments = RecipientMoments()
}

/// What befell a recipient, as far as it bears on rights; days since 1970-01-01.
package struct RecipientMoments: Sendable, Hashable, Codable {
  /// First day of the current admission.
  package var admittedSince: Int?
  /// Day of the latest discharge.
  package var dischargedOn: Int?
  /// Day of the palliative status.
  package var palliativeSince: Int?
  /// Day of death.
  package var diedOn: Int?

  /// Nothing happened yet.
  package init() {}

  /// Takes a moment in. Moments may arrive out of order: an admission before the latest discharge is over already.
  package mutating func apply(_ kind: MomentKind, on day: Int) {
    switch kind {
    case .admission:
      if let discharge = dischargedOn, day <= discharge { return }
      admittedSince = min(admittedSince ?? day, day)
    case .discharge:
      dischargedOn = max(dischargedOn ?? day, day)
      if let since = admittedSince, since <= day { admittedSince = nil }
    case .palliativeStatus: palliativeSince = min(palliativeSince ?? day, day)
    case .death: diedOn = min(diedOn ?? day, day)
    }
  }

  /// Takes in what befell someone who turned out to be the same person.
  package mutating func add(_ others: RecipientMoments) {
    let admissions = [admittedSince, others.admittedSince].compactMap(\.self)
    for day in [dischargedOn, others.dischargedOn].compactMap(\.self) { apply(.discharge, on: day) }
    admittedSince = admissions.filter { day in dischargedOn.map { day > $0 } ?? true }.min()
    if let day = others.palliativeSince { apply(.palliativeStatus, on: day) }
    if let day = others.diedOn { apply(.death, on: day) }
  }
}
