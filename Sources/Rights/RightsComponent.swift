package import EventsAPI
import RightsAPI
package import ServiceCore
package import ServiceRuntime

/// Rights, ready to be served.
package enum RightsComponent {
  /// Opens the service.
  ///
  /// - Parameters:
  ///   - location: Where its database is kept.
  ///   - clock: Tells the time.
  ///   - tables: Tells which municipalities merged.
  ///   - registrationFeed: Tells who cares for whom.
  ///   - statutesFeed: Tells what the law says.
  ///   - momentsFeed: Tells what happened.
  /// - Throws: `StartupError` when the database cannot be opened.
  package static func make(
    location: ServiceDatabase.Location,
    clock: RegistryClock,
    tables: ReferenceTables,
    registrationFeed: any Mantel_Events_V1_EventFeedService.ClientProtocol,
    statutesFeed: any Mantel_Events_V1_EventFeedService.ClientProtocol,
    momentsFeed: any Mantel_Events_V1_EventFeedService.ClientProtocol
  ) throws -> ServiceComponent {
    let database = try RightsStore.openDatabase(location, clock: clock)
    let store = RightsStore(
      database: database,
      municipalities: tables.municipalities,
      encode: EventEncoding.payload
    )
    func follower(
      _ feed: FeedName,
      _ client: any Mantel_Events_V1_EventFeedService.ClientProtocol
    ) -> EventFollower {
      EventFollower(feed, client: client, database: database) { events in
        guard let last = events.last else { return }
        try await store.apply(events.compactMap(EventDecoding.input), of: feed, upTo: last.sequence)
      }
    }
    return ServiceComponent(
      name: "rights",
      rpcs: [RightsRPC(store: store, clock: clock, tables: tables), EventFeed(database: database)],
      descriptors: [RightsProto.descriptor],
      background: [
        follower(.registration, registrationFeed), follower(.statutes, statutesFeed), follower(.moments, momentsFeed),
        EvaluationWorker(store: store), ReviewWorker(store: store, clock: clock),
      ],
      storage: database.health
    )
  }
}
