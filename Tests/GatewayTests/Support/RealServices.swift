import CareTypes
import EventsAPI
import GRPCCore
import GRPCInProcessTransport
import GatewayDomain
import HingeMoments
import MomentsAPI
import Registration
import RegistrationAPI
import Rights
import RightsAPI
import ServiceCore
import ServiceRuntime
import Statutes
import StatutesAPI
import TestSupport

@testable import Gateway

/// A gateway before the real services, each with a database of its own.
struct RealServices: Sendable {
  /// Calls the gateway.
  let gateway: GRPCClient<InProcessTransport.Client>
  /// Calls Registration itself, as Mantel's own work.
  let registration: GRPCClient<LocalTransport.Client>
  /// Calls Statutes itself, as Mantel's own work.
  let statutes: GRPCClient<LocalTransport.Client>
  /// The services that the gateway serves.
  let services: Set<String>
  /// The route table of the gateway.
  let routes: RouteTable
  /// The audit trail.
  let store: GatewayStore
  /// What stands for a number in the audit trail.
  let hash: NumberHash

  /// Serves them all on 1 June 2025.
  ///
  /// - Parameters:
  ///   - clients: The clients of the gateway, as their file has them.
  ///   - decisions: What the gateway has as Rights; nil for the real one.
  ///   - counting: Counts what the databases do, and the calls behind the gateway; nil: nothing is counted. With it the
  ///     services do no work of their own, so that only the calls count.
  ///   - body: Makes calls.
  static func serve<Value: Sendable>(
    clients: String,
    decisions: (@Sendable (GRPCClient<LocalTransport.Client>) -> any RegistrableRPCService)? = nil,
    counting: WorkCounters? = nil,
    _ body: @Sendable (RealServices) async throws -> Value
  ) async throws -> Value {
    let clock = ManualClock(try CalendarDate(year: 2025, month: 6, day: 1)).clock
    let tables = try ReferenceTables()
    let clients = try ClientRegister(yaml: clients, tables: tables, today: clock.today())
    let (file, keys) = (DatabaseFile(), KeyFile())
    let registry = try RegistrationComponent.make(
      location: .temporary,
      clock: clock,
      keys: KeyFile(),
      masterKeys: MemoryMasterKeys(),
      tables: tables,
      counting: counting?.registration
    )
    let law = try StatutesComponent.make(
      location: .temporary,
      clock: clock,
      tables: tables,
      counting: counting?.statutes
    )
    let isWorking = counting == nil
    return try await withLocal(registry, inBackground: isWorking, counting: counting?.calls) { registration in
      try await withLocal(law, inBackground: isWorking, counting: counting?.calls) { statutes in
        let moments = try HingeMomentsComponent.make(
          location: .temporary,
          clock: clock,
          keys: KeyFile(),
          counting: counting?.moments,
          registration: Mantel_Registration_V1_RegistrationService.Client(wrapping: registration),
          registrationFeed: Mantel_Events_V1_EventFeedService.Client(wrapping: registration)
        )
        return try await withLocal(moments, inBackground: isWorking, counting: counting?.calls) { moments in
          let rights = try RightsComponent.make(
            location: .temporary,
            clock: clock,
            tables: tables,
            counting: counting?.rights,
            registrationFeed: Mantel_Events_V1_EventFeedService.Client(wrapping: registration),
            statutesFeed: Mantel_Events_V1_EventFeedService.Client(wrapping: statutes),
            momentsFeed: Mantel_Events_V1_EventFeedService.Client(wrapping: moments)
          )
          return try await withLocal(rights, inBackground: isWorking, counting: counting?.calls) { rights in
            let shown = ServiceComponent(name: "decisions", rpcs: decisions.map { [$0(rights)] } ?? [])
            return try await withLocal(shown) { shown in
              let behind = ServicesBehind(
                registration: Mantel_Registration_V1_RegistrationService.Client(wrapping: registration),
                persons: Mantel_Registration_V1_PersonService.Client(wrapping: registration),
                care: Mantel_Registration_V1_CareService.Client(wrapping: registration),
                signals: Mantel_Registration_V1_SignalService.Client(wrapping: registration),
                imports: Mantel_Registration_V1_ImportService.Client(wrapping: registration),
                statutes: Mantel_Statutes_V1_StatutesService.Client(wrapping: statutes),
                comparison: Mantel_Statutes_V1_ComparisonService.Client(wrapping: statutes),
                harmonisation: Mantel_Statutes_V1_HarmonisationService.Client(wrapping: statutes),
                rights: Mantel_Rights_V1_RightsService.Client(wrapping: decisions == nil ? rights : shown),
                moments: Mantel_Moments_V1_MomentsService.Client(wrapping: moments)
              )
              let component = try GatewayComponent.make(
                location: .file(file.path),
                clock: clock,
                clients: clients,
                keys: keys,
                pause: { _ in },
                tables: tables,
                counting: counting?.gateway,
                registration: behind.registration,
                persons: behind.persons,
                care: behind.care,
                signals: behind.signals,
                imports: behind.imports,
                statutes: behind.statutes,
                comparison: behind.comparison,
                harmonisation: behind.harmonisation,
                rights: behind.rights,
                moments: behind.moments
              )
              let store = try GatewayStore(.file(file.path), clock: clock)
              let routes = component.rpcs.compactMap { $0 as? RouteTable }.first
              return try await withServed(component, inBackground: isWorking) { gateway in
                guard let routes else { throw Refusal(.internal, "The gateway has no route table") }
                return try await body(
                  RealServices(
                    gateway: gateway,
                    registration: registration,
                    statutes: statutes,
                    services: Set(component.descriptors.map(\.fullyQualifiedService)),
                    routes: routes,
                    store: store,
                    hash: NumberHash(keys: keys)
                  )
                )
              }
            }
          }
        }
      }
    }
  }
}
