import CareTypes
import EventsAPI
import RightsAPI
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// Encodes the event about a decision for the outbox.
enum RightsEventEncoder {
  static func payload(_ event: DecisionEvent) throws -> EventPayload {
    var message = Mantel_Events_V1_Event()
    message.decisionMade = .with {
      $0.decision = ResourceCollection.decisions.name(event.decision)
      $0.careSituation = ResourceCollection.careSituations.name(event.careSituation)
      $0.provision = event.provision
      $0.provisionVersion = Int32(event.version)
      $0.decisionOutcome = event.outcome.message
    }
    return EventPayload(bytes: try message.serializedData())
  }
}
