import EventsAPI
import SwiftProtobuf
import TypeAPI

/// Events of two older kinds about a care situation may still be in the outbox of Registration. They are read as the
/// newer kind.
extension Mantel_Events_V1_CareSituationRecorded {
  /// Reads a `CareSituationRegistered`, which has the facts of one day only. They become a single period that is valid on
  /// every day.
  init(_ older: Mantel_Events_V1_CareSituationRegistered) {
    self.init()
    careSituation = older.careSituation
    caregiver.person = older.caregiver
    if older.hasCaregiverBirthDate { caregiver.birthDate = older.caregiverBirthDate }
    if older.hasCaregiverDeclaredDate { caregiver.declaredDate = older.caregiverDeclaredDate }
    recipient.person = older.recipient
    if older.hasRecipientBirthDate { recipient.birthDate = older.recipientBirthDate }
    if older.hasRecipientDeclaredDate { recipient.declaredDate = older.recipientDeclaredDate }
    startDate = older.startDate
    if older.hasEndDate { endDate = older.endDate }
    caregiver.residences = [
      .with {
        $0.startDate = older.startDate
        $0.municipality = older.caregiverMunicipality
        $0.country = older.caregiverCountry
      }
    ]
    recipient.residences = [
      .with {
        $0.startDate = older.startDate
        $0.municipality = older.recipientMunicipality
        $0.country = older.recipientCountry
      }
    ]
    terms = [
      .with {
        $0.startDate = older.startDate
        $0.relation = older.relation
        $0.hoursPerWeek = older.hoursPerWeek
        $0.dwelling = older.dwelling
        $0.sameAddress = older.sameAddress
        $0.professionalInvolved = older.professionalInvolved
      }
    ]
    evidence = older.evidence
  }

  /// Reads a `CareSituationChanged`, which has the facts over time. A list that is empty there has the single period of the
  /// facts of that day.
  init(_ older: Mantel_Events_V1_CareSituationChanged) {
    self.init(older.situation)
    if !older.terms.isEmpty { terms = older.terms }
    if !older.caregiverResidences.isEmpty { caregiver.residences = older.caregiverResidences }
    if !older.recipientResidences.isEmpty { recipient.residences = older.recipientResidences }
  }
}
