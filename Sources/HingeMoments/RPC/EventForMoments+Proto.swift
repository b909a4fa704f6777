import CareTypes
import EventsAPI
import TypeAPI

extension EventForMoments {
  /// Reads an event of Registration; nil for an event that HingeMoments does not react to.
  ///
  /// - Throws: `ValueError` for an event that cannot be read.
  init?(_ event: Mantel_Events_V1_Event) throws {
    switch event.payload {
    case .personShielded(let message):
      self = .shielded(person: try ResourceCollection.persons.id(from: message.person), sequence: event.sequence)
    case .personErased(let message):
      self = .erased(person: try ResourceCollection.persons.id(from: message.person), sequence: event.sequence)
    // A consent may also end without a request of a client, by a merge with a record that has a later withdrawal.
    case .consentChanged(let message) where message.purpose == .hospital && !message.given:
      self = .withdrawn(person: try ResourceCollection.persons.id(from: message.person), sequence: event.sequence)
    default:
      return nil
    }
  }
}
