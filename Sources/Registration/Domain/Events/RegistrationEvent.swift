package import CareTypes

/// What Registration publishes to the other services: opaque ids and facts, never identity.
package enum RegistrationEvent: Sendable {
  /// A care situation was registered or changed: all its facts.
  case recorded(CareSnapshot)
  /// A care situation has a last day, perhaps because the caregiver died.
  case ended(careSituation: OpaqueID, date: CalendarDate, caregiverDied: Bool)
  /// A consent was given or withdrawn.
  case consentChanged(person: OpaqueID, purpose: ConsentPurpose, given: Bool)
  /// A person lives elsewhere from a day on.
  case personMoved(person: OpaqueID, place: Place, from: CalendarDate)
  /// A person was merged into another.
  case personsMerged(kept: OpaqueID, merged: OpaqueID)
  /// A merge was undone.
  case personsUnmerged(kept: OpaqueID, merged: OpaqueID)
  /// A person was erased.
  case personErased(person: OpaqueID)
  /// A person is sealed or restricted, or a minor without a trusted adult: nobody gets notices about them, and they get none.
  case personShielded(person: OpaqueID)
  /// The care weighs too heavily on a caregiver.
  case caregiverOverloaded(caregiver: OpaqueID, date: CalendarDate)
  /// Evidence ends soon: of the care situation, or of a person for whose care it is valid.
  case evidenceExpiring(
    careSituation: OpaqueID,
    person: OpaqueID?,
    evidence: OpaqueID,
    fact: String,
    until: CalendarDate
  )
  /// A signal came in.
  case signalReceived(draft: OpaqueID, municipality: NISCode, senderKind: PartnerKind?)
  /// A draft was confirmed, as a care situation, or dropped.
  case draftClosed(draft: OpaqueID, careSituation: OpaqueID?)
}

/// The facts of a care situation over time, without identity.
package struct CareSnapshot: Sendable {
  /// One of the two people.
  package struct Party: Sendable {
    /// Opaque id.
    package let id: OpaqueID
    /// Birth date, when known.
    package let birthDate: CalendarDate?
    /// Where they live over time.
    package let residences: Timeline<Place>

    /// A party.
    package init(id: OpaqueID, birthDate: CalendarDate?, residences: Timeline<Place>) {
      self.id = id
      self.birthDate = birthDate
      self.residences = residences
    }
  }

  /// Opaque id.
  package let id: OpaqueID
  /// Who cares.
  package let caregiver: Party
  /// Who is cared for.
  package let recipient: Party
  /// First day, and last day when known.
  package let span: DateSpan
  /// The terms over time.
  package let terms: Timeline<CareTerms>
  /// Evidence that was not withdrawn.
  package let evidence: [RecordedEvidence]
  /// The declarations on honour.
  package let declarations: Declarations

  /// A care snapshot.
  package init(
    id: OpaqueID,
    caregiver: Party,
    recipient: Party,
    span: DateSpan,
    terms: Timeline<CareTerms>,
    evidence: [RecordedEvidence],
    declarations: Declarations
  ) {
    self.id = id
    self.caregiver = caregiver
    self.recipient = recipient
    self.span = span
    self.terms = terms
    self.evidence = evidence
    self.declarations = declarations
  }
}

extension CareSnapshot {
  /// The days that are published of a care situation that was joined into another one: its first day only, in the past. So
  /// it is not counted twice.
  ///
  /// - Throws: `ValueError` for days out of the range of the calendar.
  package static func spanOfJoinedCare(_ span: DateSpan, today: CalendarDate) throws(ValueError) -> DateSpan {
    let day = try min(span.start, today.adding(days: -1))
    return try DateSpan(start: day, end: day)
  }
}
