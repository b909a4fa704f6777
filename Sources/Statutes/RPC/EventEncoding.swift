import CareTypes
import EventsAPI
import RuleLanguage
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Turns a newly published version into what the outbox holds.
enum EventEncoding {
  static func payload(_ provision: Provision) throws -> EventPayload {
    let message = try Mantel_Events_V1_Event.with { event in
      event.provisionPublished = try .with {
        $0.provision = ProvisionName.text(provision.id)
        $0.version = Int32(provision.version)
        $0.authority = provision.authority.id
        $0.territory = provision.authority.territory
        $0.validFromDate = Mantel_Type_V1_Date(try CalendarDate(daysSinceEpoch: provision.validFrom))
        if let day = provision.validTo {
          $0.validToDate = Mantel_Type_V1_Date(try CalendarDate(daysSinceEpoch: day))
        }
        $0.condition = provision.condition
        $0.parameters = provision.parameters.map { parameter in
          .with {
            $0.name = parameter.name
            $0.type = parameter.type.rawValue
            if let value = parameter.value { $0.value = value }
            $0.labelNl = parameter.labelNL
            $0.labelEn = parameter.labelEN
          }
        }
        $0.automatic = provision.grantMode == .automatic
        $0.forRecipient = provision.beneficiary == .recipient
        $0.titleNl = provision.titleNL
        $0.titleEn = provision.titleEN
      }
    }
    return EventPayload(bytes: try message.serializedData())
  }
}
