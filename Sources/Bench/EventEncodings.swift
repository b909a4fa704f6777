import CareTypes
import EventsAPI
import Foundation
import Registration
import RuleLanguage
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Writes the events that are measured as the services' RPC layers do, whose encodings are their own.
enum EventEncodings {
  /// An event of Registration.
  static func payload(_ event: RegistrationEvent) throws -> EventPayload {
    var message = Mantel_Events_V1_Event()
    switch event {
    case .registered(let snapshot): message.careSituationRegistered = facts(snapshot)
    case .consentChanged(let person, let purpose, let given):
      message.consentChanged = .with {
        $0.person = ResourceCollection.persons.name(person)
        $0.purpose = purpose.message
        $0.given = given
      }
    default: throw Refusal(.internal, "This event is not measured")
    }
    return EventPayload(bytes: try message.serializedData())
  }

  private static func facts(_ snapshot: CareSnapshot) -> Mantel_Events_V1_CareSituationRegistered {
    let terms = snapshot.terms[snapshot.today]
    return .with {
      $0.careSituation = ResourceCollection.careSituations.name(snapshot.id)
      $0.caregiver = ResourceCollection.persons.name(snapshot.caregiver.id)
      $0.recipient = ResourceCollection.persons.name(snapshot.recipient.id)
      if let date = snapshot.caregiver.birthDate { $0.caregiverBirthDate = Mantel_Type_V1_Date(date) }
      if let date = snapshot.recipient.birthDate { $0.recipientBirthDate = Mantel_Type_V1_Date(date) }
      $0.caregiverMunicipality = snapshot.caregiver.residences[snapshot.today].text
      $0.recipientMunicipality = snapshot.recipient.residences[snapshot.today].text
      $0.relation = terms.relation.message
      $0.hoursPerWeek = terms.hours.hours
      $0.dwelling = terms.dwelling.message
      $0.sameAddress = terms.sameAddress
      $0.professionalInvolved = terms.professionalInvolved
      $0.startDate = Mantel_Type_V1_Date(snapshot.span.start)
      if let signed = snapshot.declarations.caregiver {
        $0.caregiverDeclaredDate = Mantel_Type_V1_Date(signed.signedDate)
      }
      if let signed = snapshot.declarations.recipient {
        $0.recipientDeclaredDate = Mantel_Type_V1_Date(signed.signedDate)
      }
      $0.evidence = snapshot.evidence.map(evidence)
    }
  }

  private static func evidence(_ recorded: RecordedEvidence) -> Mantel_Type_V1_Evidence {
    let points = if case .int(let value) = recorded.evidence.value { Int64(value) } else { Int64(0) }
    return .with {
      $0.name = ResourceCollection.evidence.name(recorded.id)
      $0.fact = recorded.evidence.fact
      $0.intValue = points
      $0.kind = recorded.evidence.kind?.message ?? .unspecified
      $0.issuedDate = Mantel_Type_V1_Date(recorded.evidence.validity.start)
    }
  }
}
