import CareTypes
import EventsAPI
import HingeMomentsDomain
import MomentsAPI
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Encodes the events of HingeMoments for its outbox.
enum MomentsEventEncoder {
  static func payload(_ event: MomentEvent) throws -> EventPayload {
    var message = Mantel_Events_V1_Event()
    switch event {
    case .matched(let moment, let person, let kind, let occurTime, let place, let purpose):
      message.momentMatched = .with {
        $0.moment = ResourceCollection.moments.name(moment)
        $0.recipient = ResourceCollection.persons.name(person)
        $0.kind = kind.message
        $0.occurTime = Google_Protobuf_Timestamp(occurTime)
        $0.placeKind = place?.message ?? .unspecified
        $0.coveredBy = purpose?.message ?? .unspecified
      }
    case .retracted(let moment):
      message.momentRetracted = .with { $0.moment = ResourceCollection.moments.name(moment) }
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
