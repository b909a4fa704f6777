package import CareTypes
package import RuleLanguage

/// What Rights knows of a care situation: facts and opaque ids, never a name or a national number.
package struct SituationFacts: Sendable, Hashable {
  /// One of the two people.
  package struct Party: Sendable, Hashable {
    /// Opaque id.
    package var id: OpaqueID
    /// Birth date; nil when it is not known.
    package var birthDate: CalendarDate?
    /// Where they live.
    package var place: Place
    /// Whether they consent to rights being granted without an application.
    package var consentsToAutomaticRights = false

    /// One of the two people.
    package init(
      id: OpaqueID,
      birthDate: CalendarDate? = nil,
      place: Place,
      consentsToAutomaticRights: Bool = false
    ) {
      self.id = id
      self.birthDate = birthDate
      self.place = place
      self.consentsToAutomaticRights = consentsToAutomaticRights
    }
  }

  /// Evidence for a fact (bewijsstuk).
  package struct EvidenceItem: Sendable, Hashable, Codable {
    /// Name of the fact.
    package var fact: String
    /// Its value.
    package var value: FactValue
    /// First day on which it is valid, in days since 1970-01-01.
    package var from: Int
    /// Last day on which it is valid, in days since 1970-01-01; nil when it does not expire.
    package var until: Int?

    /// Whether it is valid on a day, in days since 1970-01-01.
    func isValid(on day: Int) -> Bool { DayRange(from: from, until: until).contains(day) }

    /// Evidence for a fact.
    package init(
      fact: String,
      value: FactValue,
      from: Int,
      until: Int? = nil
    ) {
      self.fact = fact
      self.value = value
      self.from = from
      self.until = until
    }
  }

  /// Opaque id of the care situation.
  package var id: OpaqueID
  /// The person who cares.
  package var caregiver: Party
  /// The person who is cared for.
  package var recipient: Party
  /// The terms of the care.
  package var terms: CareTerms
  /// The days of the care.
  package var span: DateSpan
  /// Whether the caregiver signed the declaration on honour.
  package var declaredByCaregiver: Bool
  /// Whether the recipient signed the declaration on honour.
  package var declaredByRecipient: Bool
  /// Evidence for facts.
  package var evidence: [EvidenceItem]
  /// Terms and residences on other days.
  package var timeline = SituationTimeline()
  /// How many care situations of the recipient are active on the day of the decision.
  package var caregiverCount = 1
  /// The hinge moments of the recipient.
  package var moments = RecipientMoments()
  /// The first day after the death of the caregiver, in days since 1970-01-01; nil when no death is known. It is the day
  /// after the last day of care that ended because the caregiver died.
  package var caregiverDeathDay: Int?

  /// The facts of a care situation.
  package init(
    id: OpaqueID,
    caregiver: Party,
    recipient: Party,
    terms: CareTerms,
    span: DateSpan,
    declaredByCaregiver: Bool,
    declaredByRecipient: Bool,
    evidence: [EvidenceItem],
    timeline: SituationTimeline = SituationTimeline(),
    caregiverCount: Int = 1,
    moments: RecipientMoments = RecipientMoments()
  ) {
    self.id = id
    self.caregiver = caregiver
    self.recipient = recipient
    self.terms = terms
    self.span = span
    self.declaredByCaregiver = declaredByCaregiver
    self.declaredByRecipient = declaredByRecipient
    self.evidence = evidence
    self.timeline = timeline
    self.caregiverCount = caregiverCount
    self.moments = moments
  }
}
