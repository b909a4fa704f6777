import GRPCCore
package import EventsAPI
package import Proofs
import RightsAPI
package import ServiceCore
package import ServiceRuntime

/// Puts the service Rights together.
package enum RightsComponent {
  /// Opens the database and makes the service.
  ///
  /// - Parameters:
  ///   - location: The location of its database.
  ///   - clock: The clock.
  ///   - tables: The municipalities and their mergers.
  ///   - issuer: Signs caregiver cards and attests.
  ///   - counter: Counts what its database does, for tests; nil: nothing is counted.
  ///   - registrationFeed: The events of Registration: who cares for whom.
  ///   - statutesFeed: The events of Statutes: the provisions.
  ///   - momentsFeed: The events of HingeMoments: what happened to recipients.
  /// - Throws: `StartupError` when the database cannot be opened.
  package static func make(
    location: ServiceDatabase.Location,
    clock: RegistryClock,
    tables: ReferenceTables,
    issuer: ProofIssuer,
    counting counter: StatementCounter? = nil,
    registrationFeed: any Mantel_Events_V1_EventFeedService.ClientProtocol,
    statutesFeed: any Mantel_Events_V1_EventFeedService.ClientProtocol,
    momentsFeed: any Mantel_Events_V1_EventFeedService.ClientProtocol
  ) throws -> ServiceComponent {
    let database = try RightsStore.openDatabase(location, clock: clock, counting: counter)
    let store = RightsStore(
      database: database,
      municipalities: tables.municipalities,
      encode: RightsEventEncoder.payload
    )
    func follower(
      _ feed: FeedName,
      _ client: any Mantel_Events_V1_EventFeedService.ClientProtocol
    ) -> EventFollower {
      EventFollower(feed, client: client, database: database) { events in
        guard let last = events.last else { return }
        try await store.apply(events.compactMap(EventForRights.init), of: feed, upTo: last.sequence)
      }
    }
    return ServiceComponent(
      name: "rights",
      rpcs: [
        RightsRPC(store: store, clock: clock, tables: tables), AwardRPC(store: store, clock: clock),
        ExplorerRPC(store: store, clock: clock, tables: tables), CardRPC(store: store, clock: clock, issuer: issuer),
        PaymentRPC(store: store, clock: clock), ReevaluationRPC(store: store, clock: clock),
        EventFeed(database: database),
      ],
      descriptors: [
        RightsProto.descriptor, AwardProto.descriptor, ExplorerProto.descriptor, CardProto.descriptor,
        PaymentProto.descriptor, ReevaluationProto.descriptor,
      ],
      // A simulation goes over every care situation in Flanders, a payment run over those of a municipality.
      longDeadlines: [
        RightsProto.Method.SimulateRegulation.descriptor.fullyQualifiedMethod: .seconds(120),
        AwardProto.Method.CountNonTakeUp.descriptor.fullyQualifiedMethod: .seconds(120),
        PaymentProto.Method.PreparePaymentRun.descriptor.fullyQualifiedMethod: .seconds(120),
      ],
      background: [
        follower(.registration, registrationFeed), follower(.statutes, statutesFeed), follower(.moments, momentsFeed),
        EvaluationWorker(store: store), ReviewWorker(store: store, clock: clock),
      ],
      storage: database.health
    )
  }
}
