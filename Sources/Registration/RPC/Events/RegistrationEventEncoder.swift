import CareTypes
import EventsAPI
package import RegistrationDomain
package import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Encodes the events of Registration for its outbox.
package enum RegistrationEventEncoder {
  /// The bytes of an event.
  package static func payload(_ event: RegistrationEvent) throws -> EventPayload {
    let (persons, situations) = (ResourceCollection.persons, ResourceCollection.careSituations)
    var message = Mantel_Events_V1_Event()
    switch event {
    case .recorded(let snapshot): message.careSituationRecorded = recorded(snapshot)
    case .ended(let id, let date, let caregiverDied):
      message.careSituationEnded = .with {
        $0.careSituation = situations.name(id)
        $0.endDate = Mantel_Type_V1_Date(date)
        $0.caregiverDied = caregiverDied
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

  private static func recorded(_ snapshot: CareSnapshot) -> Mantel_Events_V1_CareSituationRecorded {
    .with {
      $0.careSituation = ResourceCollection.careSituations.name(snapshot.id)
      $0.caregiver = party(snapshot.caregiver, snapshot.declarations.caregiver)
      $0.recipient = party(snapshot.recipient, snapshot.declarations.recipient)
      $0.startDate = Mantel_Type_V1_Date(snapshot.span.start)
      if let end = snapshot.span.end { $0.endDate = Mantel_Type_V1_Date(end) }
      $0.terms = snapshot.terms.periods.map { period in
        .with {
          $0.startDate = Mantel_Type_V1_Date(period.start)
          $0.writeDeciding(period.value)
        }
      }
      // The assessor is free text, and no decision needs it.
      $0.evidence = snapshot.evidence.map { evidence in
        var message = Mantel_Type_V1_Evidence(evidence)
        message.assessor = ""
        return message
      }
    }
  }

  private static func party(_ party: CareSnapshot.Party, _ declaration: Declaration?) -> Mantel_Events_V1_CareParty {
    .with {
      $0.person = ResourceCollection.persons.name(party.id)
      if let date = party.birthDate { $0.birthDate = Mantel_Type_V1_Date(date) }
      $0.residences = party.residences.periods.map { period in
        .with {
          $0.startDate = Mantel_Type_V1_Date(period.start)
          $0.municipality = period.value.municipality?.digits ?? ""
          $0.country = period.value.country?.letters ?? ""
        }
      }
      if let declaration { $0.declaredDate = Mantel_Type_V1_Date(declaration.signedDate) }
    }
  }
}
