import CareTypes
import EventsAPI
import TypeAPI

/// Reads from events what HingeMoments takes in; events that do not concern it are passed over.
enum EventDecoding {
  static func input(_ event: Mantel_Events_V1_Event) throws -> ConsumedEvent? {
    switch event.payload {
    case .personShielded(let message):
      .shielded(person: try ResourceCollection.persons.id(from: message.person), sequence: event.sequence)
    case .personErased(let message):
      .erased(person: try ResourceCollection.persons.id(from: message.person), sequence: event.sequence)
    // A consent also ends by a merge with a record that holds a later withdrawal, which no client asked for.
    case .consentChanged(let message) where message.purpose == .hospital && !message.given:
      .withdrawn(person: try ResourceCollection.persons.id(from: message.person), sequence: event.sequence)
    default:
      nil
    }
  }
}
