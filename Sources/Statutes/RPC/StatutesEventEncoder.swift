import CareTypes
import EventsAPI
import ServiceRuntime
import StatutesDomain
import SwiftProtobuf
import TypeAPI

/// Encodes the events of Statutes for the outbox.
enum StatutesEventEncoder {
  static func payload(_ event: StatutesEvent) throws -> EventPayload {
    var message = Mantel_Events_V1_Event()
    switch event {
    case .published(let provision):
      message.provisionPublished = try .with { $0.provision = try Mantel_Type_V1_ExecutableProvision(provision) }
    case .equivalences(let provision, let proofs):
      message.equivalencesFound = .with {
        $0.provision = ProvisionName.text(provision.id)
        $0.provisionVersion = Int32(provision.version)
        $0.acceptedProofs = proofs.map(Mantel_Type_V1_AcceptedProof.init)
      }
    }
    return EventPayload(bytes: try message.serializedData())
  }
}
