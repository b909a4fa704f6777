package import EventsAPI
import MomentsAPI
package import RegistrationAPI
package import ServiceCore
package import ServiceRuntime

/// Puts the service HingeMoments together.
package enum HingeMomentsComponent {
  /// Opens the database and makes the service.
  ///
  /// - Parameters:
  ///   - location: The location of its database.
  ///   - clock: The clock.
  ///   - keys: The secret from which its keys are derived.
  ///   - counter: Counts what its database does, for tests; nil: nothing is counted.
  ///   - registration: Registration, which is asked for the caregivers of a person.
  ///   - registrationFeed: The events of Registration. Three kinds are used: a person was erased, a person was shielded (a sealed
  ///     or restricted record, or a young caregiver without a trusted adult), and a consent for hospitals was withdrawn.
  /// - Throws: `StartupError` when the database cannot be opened.
  package static func make(
    location: ServiceDatabase.Location,
    clock: RegistryClock,
    keys: KeyFile,
    counting counter: StatementCounter? = nil,
    registration: any Mantel_Registration_V1_RegistrationService.ClientProtocol,
    registrationFeed: any Mantel_Events_V1_EventFeedService.ClientProtocol
  ) throws -> ServiceComponent {
    let database = try MomentsStore.openDatabase(location, clock: clock, counting: counter)
    let store = MomentsStore(database: database, keys: keys, encode: MomentsEventEncoder.payload)
    let follower = EventFollower(.registration, client: registrationFeed, database: database) { events in
      guard let last = events.last else { return }
      try await store.apply(events.compactMap(EventForMoments.init), upTo: last.sequence)
    }
    return ServiceComponent(
      name: "moments",
      rpcs: [MomentsRPC(store: store, clock: clock), EventFeed(database: database)],
      descriptors: [MomentsProto.descriptor],
      background: [MomentMatcher(store: store, registration: registration), follower],
      storage: database.health
    )
  }
}
