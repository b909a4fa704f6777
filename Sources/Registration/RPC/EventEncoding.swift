import CareTypes
import EventsAPI
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Turns Registration's events into what its outbox holds.
enum EventEncoding {
  static func payload(_ event: RegistrationEvent) throws -> EventPayload {
    var message = Mantel_Events_V1_Event()
    switch event {
    case .registered(let situation):
      message.careSituationRegistered = registered(situation)
    case .ended(let id, let date):
      message.careSituationEnded = .with {
        $0.careSituation = ResourceCollection.careSituations.name(id)
        $0.endDate = Mantel_Type_V1_Date(date)
      }
    case .consentChanged(let person, let purpose, let given):
      message.consentChanged = .with {
        $0.person = ResourceCollection.persons.name(person)
        $0.purpose = purpose.message
        $0.given = given
      }
    }
    return EventPayload(bytes: try message.serializedData())
  }

  private static func registered(_ situation: RegisteredCareSituation) -> Mantel_Events_V1_CareSituationRegistered {
    let care = situation.care
    return .with {
      $0.careSituation = ResourceCollection.careSituations.name(situation.id)
      $0.caregiver = ResourceCollection.persons.name(situation.caregiver.id)
      $0.recipient = ResourceCollection.persons.name(situation.recipient.id)
      if let date = situation.caregiver.birthDate { $0.caregiverBirthDate = Mantel_Type_V1_Date(date) }
      if let date = situation.recipient.birthDate { $0.recipientBirthDate = Mantel_Type_V1_Date(date) }
      $0.caregiverMunicipality = situation.caregiver.municipality.digits
      $0.recipientMunicipality = situation.recipient.municipality.digits
      $0.relation = care.relation.message
      $0.hoursPerWeek = care.hours.hours
      $0.dwelling = care.dwelling.message
      $0.sameAddress = care.sameAddress
      $0.professionalInvolved = care.professionalInvolved
      $0.startDate = Mantel_Type_V1_Date(care.span.start)
      if let end = care.span.end { $0.endDate = Mantel_Type_V1_Date(end) }
      if let signed = care.caregiverDeclaration { $0.caregiverDeclaredDate = Mantel_Type_V1_Date(signed.signedDate) }
      if let signed = care.recipientDeclaration { $0.recipientDeclaredDate = Mantel_Type_V1_Date(signed.signedDate) }
      // Who assessed is free text, and decides nothing.
      $0.evidence = care.evidence.map { evidence in
        var message = Mantel_Type_V1_Evidence(evidence)
        message.assessor = ""
        return message
      }
    }
  }
}
