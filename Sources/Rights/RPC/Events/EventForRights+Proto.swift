import CareTypes
import EventsAPI
import RightsDomain
import ServiceCore
import ServiceRuntime
import TypeAPI

extension EventForRights {
  /// Reads an event of another service; nil for an event that Rights does not react to.
  ///
  /// - Throws: `ValueError` or `Refusal` for an event that cannot be read.
  init?(_ event: Mantel_Events_V1_Event) throws {
    switch event.payload {
    case .careSituationRecorded(let message):
      self = .changed(try SituationFacts(message))
    case .careSituationRegistered(let message):
      self = .registered(try SituationFacts(Mantel_Events_V1_CareSituationRecorded(message)))
    case .careSituationChanged(let message):
      self = .changed(try SituationFacts(Mantel_Events_V1_CareSituationRecorded(message)))
    case .careSituationEnded(let message):
      self = .ended(
        try ResourceCollection.careSituations.id(from: message.careSituation),
        try CalendarDate(message.endDate),
        caregiverDied: message.caregiverDied
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
        proofs: message.acceptedProofs.map(AcceptedProof.init)
      )
    case .momentMatched(let message):
      guard let kind = MomentKind(message.kind) else { return nil }
      let day = try Instant(message.occurTime).dateInBelgium().daysSinceEpoch
      self = .moment(
        try ResourceCollection.moments.id(from: message.moment),
        RecipientMoments.Moment(kind, on: day, in: PlaceKind(message.placeKind)),
        of: try ResourceCollection.persons.id(from: message.recipient),
        coveredBy: ConsentPurpose(message.coveredBy)
      )
    case .momentRetracted(let message):
      self = .momentRetracted(try ResourceCollection.moments.id(from: message.moment))
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
}
