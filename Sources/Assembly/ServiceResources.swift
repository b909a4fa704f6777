import CareTypes
package import GatewayDomain
import Gateway
import HingeMoments
package import Proofs
import Registration
import Rights
package import ServiceCore
package import ServiceRuntime
import Statutes

/// What the services of a process are made of. Each is asked for only by the services that need it.
package protocol ServiceResources: Sendable {
  /// The clock of all of them.
  var clock: RegistryClock { get }
  /// Municipalities and care zones.
  var tables: ReferenceTables { get }
  /// The place of a service's database.
  func location(of service: ServiceName) -> ServiceDatabase.Location
  /// The secret key of a service.
  ///
  /// - Throws: `StartupError` if it has none.
  func keys(of service: ServiceName) throws -> KeyFile
  /// The keys that wrap the keys of persons.
  ///
  /// - Throws: `StartupError` if there are none.
  func masterKeys() throws -> any MasterKeyProvider
  /// What signs caregiver cards and attests.
  ///
  /// - Throws: `StartupError` if that is not set, or set wrongly.
  func issuer() throws -> ProofIssuer
  /// The clients of the gateway.
  ///
  /// - Throws: `StartupError` if they cannot be read.
  func clients() throws -> ClientRegister
  /// How often a client of the gateway may ask in vain by number.
  ///
  /// - Throws: `StartupError` if that is set wrongly.
  func probeLimits() throws -> ProbeLimits
  /// Delays an answer of the gateway.
  func pause(for duration: Duration) async throws
  /// Counts what the database of a service does; nil: nothing is counted.
  func counter(of service: ServiceName) -> StatementCounter?
}

extension ServiceResources {
  /// Delays it.
  package func pause(for duration: Duration) async throws { try await Task.sleep(for: duration) }

  /// Nothing is counted.
  package func counter(of service: ServiceName) -> StatementCounter? { nil }

  /// Makes a service.
  ///
  /// - Parameters:
  ///   - name: Which.
  ///   - channels: The ways to the services that it calls.
  /// - Throws: `StartupError` if something that it is made of is missing, or its database cannot be opened.
  package func component(
    _ name: ServiceName,
    reaching channels: [ServiceName: any ServiceChannel]
  ) throws -> ServiceComponent {
    func channel(_ name: ServiceName) throws -> any ServiceChannel {
      guard let channel = channels[name] else { throw StartupError("There is no way to \(name.rawValue)") }
      return channel
    }
    switch name {
    case .registration:
      return try RegistrationComponent.make(
        location: location(of: name),
        clock: clock,
        keys: keys(of: name),
        masterKeys: masterKeys(),
        tables: tables,
        counting: counter(of: name)
      )
    case .statutes:
      return try StatutesComponent.make(
        location: location(of: name),
        clock: clock,
        tables: tables,
        counting: counter(of: name)
      )
    case .rights:
      return try RightsComponent.make(
        location: location(of: name),
        clock: clock,
        tables: tables,
        issuer: issuer(),
        counting: counter(of: name),
        registrationFeed: channel(.registration).events(),
        statutesFeed: channel(.statutes).events(),
        momentsFeed: channel(.moments).events()
      )
    case .moments:
      return try HingeMomentsComponent.make(
        location: location(of: name),
        clock: clock,
        keys: keys(of: name),
        counting: counter(of: name),
        registration: channel(.registration).registration(),
        registrationFeed: channel(.registration).events()
      )
    case .gateway:
      return try GatewayComponent.make(
        location: location(of: name),
        clock: clock,
        clients: clients(),
        keys: keys(of: name),
        limits: probeLimits(),
        pause: { try await pause(for: $0) },
        tables: tables,
        counting: counter(of: name),
        to: ServicesBehind(
          registration: channel(.registration),
          statutes: channel(.statutes),
          rights: channel(.rights),
          moments: channel(.moments)
        )
      )
    }
  }
}
