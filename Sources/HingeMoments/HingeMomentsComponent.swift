package import EventsAPI
import MomentsAPI
package import RegistrationAPI
package import ServiceCore
package import ServiceRuntime

/// HingeMoments, ready to be served.
package enum HingeMomentsComponent {
  /// Opens the service.
  ///
  /// - Parameters:
  ///   - location: Where its database is kept.
  ///   - clock: Tells the time.
  ///   - keys: The secret from which its keys are derived.
  ///   - registration: Says who cares for whom.
  ///   - registrationFeed: Tells who was shielded or erased.
  /// - Throws: `StartupError` when the database cannot be opened.
  package static func make(
    location: ServiceDatabase.Location,
    clock: RegistryClock,
    keys: KeyFile,
    registration: any Mantel_Registration_V1_RegistrationService.ClientProtocol,
    registrationFeed: any Mantel_Events_V1_EventFeedService.ClientProtocol
  ) throws -> ServiceComponent {
    let database = try MomentsStore.openDatabase(location, clock: clock)
    let store = MomentsStore(database: database, keys: keys, encode: MomentEventEncoder.payload)
    let follower = EventFollower(.registration, client: registrationFeed, database: database) { events in
      guard let last = events.last else { return }
      try await store.apply(events.compactMap(EventDecoding.input), upTo: last.sequence)
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
