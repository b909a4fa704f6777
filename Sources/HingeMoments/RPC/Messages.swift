import CareTypes
import EventsAPI
import MomentsAPI
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

typealias MomentsProto = Mantel_Moments_V1_MomentsService

extension MatchedPerson {
  /// What Registration answered; nothing for a person who is not in the registry.
  ///
  /// - Throws: `ValueError` for an answer that is malformed.
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

extension Mantel_Moments_V1_Notice {
  init(_ notice: MomentsStore.Notice) {
    self.init()
    name = ResourceCollection.notices.name(notice.id)
    sequence = notice.sequence
    moment = ResourceCollection.moments.name(notice.moment)
    kind = notice.kind.message
    caregiver = ResourceCollection.persons.name(notice.addressee.caregiver)
    careSituation = ResourceCollection.careSituations.name(notice.addressee.careSituation)
    municipality = notice.addressee.municipality.digits
    channel = notice.addressee.channel.message
    language = notice.addressee.language.message
    text = notice.text
    state =
      if notice.isWithdrawn { .withdrawn } else if notice.acknowledgeTime != nil { .acknowledged } else { .planned }
    planTime = Google_Protobuf_Timestamp(notice.planTime)
    if let time = notice.acknowledgeTime { acknowledgeTime = Google_Protobuf_Timestamp(time) }
    throughTrustedAdult = notice.addressee.throughTrustedAdult
  }
}

/// Turns the events of HingeMoments into what its outbox holds.
enum EventEncoding {
  static func payload(_ event: MomentEvent) throws -> EventPayload {
    var message = Mantel_Events_V1_Event()
    switch event {
    case .matched(let moment, let person, let kind, let occurTime, let purpose):
      message.momentMatched = .with {
        $0.moment = ResourceCollection.moments.name(moment)
        $0.recipient = ResourceCollection.persons.name(person)
        $0.kind = kind.message
        $0.occurTime = Google_Protobuf_Timestamp(occurTime)
        $0.coveredBy = purpose?.message ?? .unspecified
      }
    case .noticePlanned(let notice, let moment, let careSituation):
      message.noticePlanned = .with {
        $0.notice = ResourceCollection.notices.name(notice)
        $0.moment = ResourceCollection.moments.name(moment)
        $0.careSituation = ResourceCollection.careSituations.name(careSituation)
      }
    case .noticeAcknowledged(let notice):
      message.noticeAcknowledged = .with { $0.notice = ResourceCollection.notices.name(notice) }
    }
    return EventPayload(bytes: try message.serializedData())
  }
}
