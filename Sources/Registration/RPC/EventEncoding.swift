import CareTypes
import EventsAPI
import RegistrationDomain
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Turns Registration's events into what its outbox holds.
enum EventEncoding {
  static func payload(_ event: RegistrationEvent) throws -> EventPayload {
    let (persons, situations) = (ResourceCollection.persons, ResourceCollection.careSituations)
    var message = Mantel_Events_V1_Event()
    switch event {
    case .registered(let snapshot): message.careSituationRegistered = facts(snapshot)
    case .changed(let snapshot): message.careSituationChanged = changed(snapshot)
    case .ended(let id, let date):
      message.careSituationEnded = .with {
        $0.careSituation = situations.name(id)
        $0.endDate = Mantel_Type_V1_Date(date)
      }
    case .consentChanged(let person, let purpose, let given):
      message.consentChanged = .with {
        $0.person = persons.name(person)
        $0.purpose = purpose.message
        $0.given = given
      }
    case .personMoved(let person, let place, let date):
      message.personMoved = .with {
        $0.person = persons.name(person)
        $0.municipality = place.municipality?.digits ?? ""
        $0.country = place.country?.letters ?? ""
        $0.startDate = Mantel_Type_V1_Date(date)
      }
    case .personsMerged(let kept, let merged):
      message.personsMerged = .with {
        $0.kept = persons.name(kept)
        $0.merged = persons.name(merged)
      }
    case .personsUnmerged(let kept, let merged):
      message.personsUnmerged = .with {
        $0.kept = persons.name(kept)
        $0.merged = persons.name(merged)
      }
    case .personErased(let person): message.personErased = .with { $0.person = persons.name(person) }
    case .personShielded(let person): message.personShielded = .with { $0.person = persons.name(person) }
    case .caregiverOverloaded(let caregiver, let date):
      message.caregiverOverloaded = .with {
        $0.caregiver = persons.name(caregiver)
        $0.instrument = "csi"
        $0.assessDate = Mantel_Type_V1_Date(date)
      }
    case .evidenceExpiring(let situation, let person, let evidence, let fact, let until):
      message.evidenceExpiring = .with {
        $0.careSituation = situations.name(situation)
        $0.evidence = ResourceCollection.evidence.name(evidence)
        $0.fact = fact
        $0.validUntilDate = Mantel_Type_V1_Date(until)
        if let person { $0.person = persons.name(person) }
      }
    case .signalReceived(let draft, let municipality, let kind):
      message.signalReceived = .with {
        $0.draft = ResourceCollection.drafts.name(draft)
        $0.municipality = municipality.digits
        $0.senderKind = kind?.message ?? .unspecified
      }
    case .draftClosed(let draft, let situation):
      message.draftClosed = .with {
        $0.draft = ResourceCollection.drafts.name(draft)
        $0.careSituation = situation.map(situations.name) ?? ""
      }
    }
    return EventPayload(bytes: try message.serializedData())
  }

  /// The facts of the day on which it is told.
  private static func facts(_ snapshot: CareSnapshot) -> Mantel_Events_V1_CareSituationRegistered {
    let terms = snapshot.terms[max(snapshot.span.start, min(snapshot.today, snapshot.span.end ?? snapshot.today))]
    return .with {
      $0.careSituation = ResourceCollection.careSituations.name(snapshot.id)
      $0.caregiver = ResourceCollection.persons.name(snapshot.caregiver.id)
      $0.recipient = ResourceCollection.persons.name(snapshot.recipient.id)
      if let date = snapshot.caregiver.birthDate { $0.caregiverBirthDate = Mantel_Type_V1_Date(date) }
      if let date = snapshot.recipient.birthDate { $0.recipientBirthDate = Mantel_Type_V1_Date(date) }
      let caregiver = snapshot.caregiver.residences[snapshot.today]
      let recipient = snapshot.recipient.residences[snapshot.today]
      $0.caregiverMunicipality = caregiver.municipality?.digits ?? ""
      $0.caregiverCountry = caregiver.country?.letters ?? ""
      $0.recipientMunicipality = recipient.municipality?.digits ?? ""
      $0.recipientCountry = recipient.country?.letters ?? ""
      $0.relation = terms.relation.message
      $0.hoursPerWeek = terms.hours.hours
      $0.dwelling = terms.dwelling.message
      $0.sameAddress = terms.sameAddress
      $0.professionalInvolved = terms.professionalInvolved
      $0.startDate = Mantel_Type_V1_Date(snapshot.span.start)
      if let end = snapshot.span.end { $0.endDate = Mantel_Type_V1_Date(end) }
      if let signed = snapshot.declarations.caregiver {
        $0.caregiverDeclaredDate = Mantel_Type_V1_Date(signed.signedDate)
      }
      if let signed = snapshot.declarations.recipient {
        $0.recipientDeclaredDate = Mantel_Type_V1_Date(signed.signedDate)
      }
      // Who assessed is free text, and decides nothing.
      $0.evidence = snapshot.evidence.map { evidence in
        var message = Mantel_Type_V1_Evidence(evidence)
        message.assessor = ""
        return message
      }
    }
  }

  private static func changed(_ snapshot: CareSnapshot) -> Mantel_Events_V1_CareSituationChanged {
    .with {
      $0.situation = facts(snapshot)
      $0.terms = snapshot.terms.periods.map { period in
        .with {
          $0.startDate = Mantel_Type_V1_Date(period.start)
          $0.relation = period.value.relation.message
          $0.hoursPerWeek = period.value.hours.hours
          $0.dwelling = period.value.dwelling.message
          $0.sameAddress = period.value.sameAddress
          $0.professionalInvolved = period.value.professionalInvolved
        }
      }
      $0.caregiverResidences = residences(snapshot.caregiver.residences)
      $0.recipientResidences = residences(snapshot.recipient.residences)
    }
  }

  private static func residences(_ timeline: Timeline<Place>) -> [Mantel_Events_V1_ResidencePeriod] {
    timeline.periods.map { period in
      .with {
        $0.startDate = Mantel_Type_V1_Date(period.start)
        $0.municipality = period.value.municipality?.digits ?? ""
        $0.country = period.value.country?.letters ?? ""
      }
    }
  }
}
