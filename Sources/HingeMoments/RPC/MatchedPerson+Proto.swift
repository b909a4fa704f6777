import CareTypes
import EventsAPI
import HingeMomentsDomain
import MomentsAPI
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

extension MatchedPerson {
  /// Reads the answer of Registration; nil for a person who is not in the registry.
  ///
  /// - Throws: `ValueError` for a malformed answer.
  init?(_ message: Mantel_Registration_V1_FindCaregiversResponse) throws {
    if message.recipient.isEmpty { return nil }
    self.init(
      person: try ResourceCollection.persons.id(from: message.recipient),
      purposes: Set(
        message.consentedPurposes.compactMap(ConsentPurpose.init) + (message.consented ? [.hospital] : [])
      ),
      isWithheld: message.withheld,
      caregivers: try message.caregivers.map { caregiver in
        MatchedCaregiver(
          caregiver: try ResourceCollection.persons.id(from: caregiver.caregiver),
          careSituation: try ResourceCollection.careSituations.id(from: caregiver.careSituation),
          municipality: try NISCode(caregiver.municipality),
          channel: Channel(caregiver.channel) ?? .letter,
          language: Language(caregiver.language) ?? .dutch,
          throughTrustedAdult: caregiver.throughTrustedAdult
        )
      },
      sequence: message.sequence
    )
  }
}
