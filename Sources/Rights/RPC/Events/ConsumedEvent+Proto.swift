import CareTypes
import EventsAPI
import RuleLanguage
import ServiceCore
import ServiceRuntime
import TypeAPI

extension ConsumedEvent {
  /// Reads an event of another service; nil for an event that Rights does not react to.
  ///
  /// - Throws: `ValueError` or `Refusal` for an event that cannot be read.
  init?(_ event: Mantel_Events_V1_Event) throws {
    switch event.payload {
    case .careSituationRegistered(let message):
      self = .registered(try Self.situation(message))
    case .careSituationChanged(let message):
      var situation = try Self.situation(message.situation)
      situation.timeline = try Self.timeline(message)
      self = .changed(situation)
    case .careSituationEnded(let message):
      self = .ended(
        try ResourceCollection.careSituations.id(from: message.careSituation),
        try CalendarDate(message.endDate)
      )
    case .consentChanged(let message):
      guard let purpose = ConsentPurpose(message.purpose) else { return nil }
      self = .consent(
        person: try ResourceCollection.persons.id(from: message.person),
        purpose: purpose,
        given: message.given
      )
    case .provisionPublished(let message):
      self = .published(try ProvisionVersion(message.provision))
    case .equivalencesFound(let message):
      self = .equivalences(
        provision: message.provision,
        version: Int(message.provisionVersion),
        proofs: message.acceptedProofs.map(ProvisionVersion.AcceptedProof.init)
      )
    case .momentMatched(let message):
      guard let kind = MomentKind(message.kind) else { return nil }
      let day = try Instant(message.occurTime).dateInBelgium()
      self = .moment(
        person: try ResourceCollection.persons.id(from: message.recipient),
        kind: kind,
        day: day,
        coveredBy: ConsentPurpose(message.coveredBy)
      )
    case .personErased(let message):
      self = .erased(person: try ResourceCollection.persons.id(from: message.person))
    case .personsMerged(let message):
      self = .merged(
        kept: try ResourceCollection.persons.id(from: message.kept),
        merged: try ResourceCollection.persons.id(from: message.merged)
      )
    case .personsUnmerged(let message):
      self = .unmerged(
        kept: try ResourceCollection.persons.id(from: message.kept),
        merged: try ResourceCollection.persons.id(from: message.merged)
      )
    // A move is followed by an event for every care situation that it concerns.
    case .personMoved, .personShielded, .caregiverOverloaded, .evidenceExpiring, .signalReceived,
      .draftClosed, .decisionMade, .noticePlanned, .noticeAcknowledged, nil:
      return nil
    }
  }

  private static func situation(_ message: Mantel_Events_V1_CareSituationRegistered) throws -> SituationFacts {
    guard let relation = Relation(message.relation), let dwelling = Dwelling(message.dwelling) else {
      throw Refusal(.internal, "An event has an unknown word")
    }
    return SituationFacts(
      id: try ResourceCollection.careSituations.id(from: message.careSituation),
      caregiver: SituationFacts.Party(
        id: try ResourceCollection.persons.id(from: message.caregiver),
        birthDate: message.hasCaregiverBirthDate ? try CalendarDate(message.caregiverBirthDate) : nil,
        place: try place(message.caregiverMunicipality, message.caregiverCountry)
      ),
      recipient: SituationFacts.Party(
        id: try ResourceCollection.persons.id(from: message.recipient),
        birthDate: message.hasRecipientBirthDate ? try CalendarDate(message.recipientBirthDate) : nil,
        place: try place(message.recipientMunicipality, message.recipientCountry)
      ),
      relation: relation,
      hours: try hours(message.hoursPerWeek),
      dwelling: dwelling,
      sameAddress: message.sameAddress,
      professionalInvolved: message.professionalInvolved,
      span: try DateSpan(
        start: CalendarDate(message.startDate),
        end: message.hasEndDate ? CalendarDate(message.endDate) : nil
      ),
      declaredByCaregiver: message.hasCaregiverDeclaredDate,
      declaredByRecipient: message.hasRecipientDeclaredDate,
      evidence: try message.evidence.compactMap(evidence)
    )
  }

  private static func timeline(_ message: Mantel_Events_V1_CareSituationChanged) throws -> SituationTimeline {
    SituationTimeline(
      terms: try message.terms.map(terms).sorted { $0.from < $1.from },
      caregiverResidences: try message.caregiverResidences.map(residence).sorted { $0.from < $1.from },
      recipientResidences: try message.recipientResidences.map(residence).sorted { $0.from < $1.from }
    )
  }

  private static func terms(_ message: Mantel_Events_V1_TermsPeriod) throws -> SituationTimeline.Terms {
    guard let relation = Relation(message.relation), let dwelling = Dwelling(message.dwelling) else {
      throw Refusal(.internal, "An event has an unknown word")
    }
    return SituationTimeline.Terms(
      from: try CalendarDate(message.startDate).daysSinceEpoch,
      relation: relation,
      minutesPerWeek: try hours(message.hoursPerWeek).minutes,
      dwelling: dwelling,
      sameAddress: message.sameAddress,
      professionalInvolved: message.professionalInvolved
    )
  }

  private static func residence(_ message: Mantel_Events_V1_ResidencePeriod) throws -> SituationTimeline.Residence {
    SituationTimeline.Residence(
      from: try CalendarDate(message.startDate).daysSinceEpoch,
      place: try place(message.municipality, message.country).text
    )
  }

  private static func place(_ municipality: String, _ country: String) throws -> Place {
    country.isEmpty ? .municipality(try NISCode(municipality)) : .country(try CountryCode(country))
  }

  private static func hours(_ hours: Double) throws -> HoursPerWeek {
    try HoursPerWeek(minutes: Int((hours * 60).rounded()))
  }

  private static func evidence(_ message: Mantel_Type_V1_Evidence) throws -> SituationFacts.EvidenceItem? {
    let value: FactValue
    switch message.value {
    case .boolValue(let bool): value = .bool(bool)
    case .intValue(let int): value = .int(Int(int))
    case .decimalValue(let decimal): value = .decimal(decimal)
    case .stringValue(let string): value = .string(string)
    case nil: return nil
    }
    return SituationFacts.EvidenceItem(
      fact: message.fact,
      value: value,
      from: try CalendarDate(message.issuedDate).daysSinceEpoch,
      until: message.hasValidUntilDate ? try CalendarDate(message.validUntilDate).daysSinceEpoch : nil
    )
  }
}
