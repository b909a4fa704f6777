import CareTypes
import EventsAPI
import HingeMomentsDomain
import MomentsAPI
import RegistrationAPI
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

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
