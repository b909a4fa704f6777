package import GatewayDomain
import GatewayAPI
package import ServiceCore
package import ServiceRuntime

/// The Gateway: the service that clients call. It knows who calls, passes the call on to the service that answers, and
/// keeps the audit trail.
package enum GatewayComponent {
  /// Opens the Gateway.
  ///
  /// - Parameters:
  ///   - location: The place of its database.
  ///   - clock: The clock.
  ///   - clients: The clients that may call.
  ///   - keys: The secret key by which the audit trail keeps the numbers that clients asked about.
  ///   - limits: How often a client may ask in vain by number.
  ///   - pause: Delays an answer.
  ///   - watchRenewal: How long a stream of notices behind the gateway is read before it is opened anew.
  ///   - tables: Municipalities and zones.
  ///   - counter: Counts what its database does, for tests; nil: nothing is counted.
  ///   - services: The services that answer the calls.
  /// - Throws: `StartupError` if the database cannot be opened.
  package static func make(
    location: ServiceDatabase.Location,
    clock: RegistryClock,
    clients: ClientRegister,
    keys: KeyFile,
    limits: ProbeLimits = ProbeLimits(),
    pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
    watchRenewal: Duration = .seconds(300),
    tables: ReferenceTables,
    counting counter: StatementCounter? = nil,
    to services: ServicesBehind
  ) throws -> ServiceComponent {
    let store = try GatewayStore(location, clock: clock, counting: counter)
    let mapping = ErrorMapping(service: "gateway")
    let routes = routes(
      to: services,
      probes: ProbeGuard(store: store, hash: NumberHash(keys: keys), limits: limits, pause: pause),
      store: store,
      clock: clock,
      tables: tables,
      watchRenewal: watchRenewal
    )
    return ServiceComponent(
      name: "gateway",
      rpcs: [routes],
      descriptors: routes.services,
      interceptors: [
        AuthenticationInterceptor(register: clients, mapping: mapping),
        AuditInterceptor(store: store, mapping: mapping),
      ],
      longDeadlines: routes.longDeadlines,
      storage: store.database.health
    )
  }

  /// The route table: every method that clients call.
  static func routes(
    to services: ServicesBehind,
    probes: ProbeGuard,
    store: GatewayStore,
    clock: RegistryClock,
    tables: ReferenceTables,
    watchRenewal: Duration
  ) -> RouteTable {
    let municipality = MunicipalityHandler(services: services, watchRenewal: watchRenewal)
    let zone = ZoneHandler(services: services, store: store, clock: clock, tables: tables)
    let ofGateway =
      MunicipalityRoutes(handler: municipality).all + HospitalRoutes(handler: HospitalHandler(services: services)).all
      + ZoneRoutes(handler: zone).all
    let ofServices =
      RegistrationRoutes(services: services).all + StatutesRoutes(services: services).all
      + RightsRoutes(services: services).all + AwardRoutes(services: services).all
      + ExplorerRoutes(services: services).all
      + CardRoutes(handler: CardHandler(services: services)).all
      + PaymentRoutes(handler: PaymentExportHandler(services: services, clock: clock)).all
    let visibility = RecordVisibility(registration: services.registration)
    return RouteTable(ofGateway + ofServices, with: RouteGuards(probes: probes, visibility: visibility))
  }
}
