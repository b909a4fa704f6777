import Assembly
import CareTypes
import GatewayDomain
import Proofs
import ServiceCore
import ServiceRuntime
import TestSupport

/// What the services of a test are made of: databases that are gone with it, on 1 June 2025, and answers that never wait.
struct TestResources: ServiceResources {
  let clock: RegistryClock
  let tables: ReferenceTables
  private let file = DatabaseFile()
  private let secret = KeyFile()
  private let register: ClientRegister
  private let counters: WorkCounters?

  /// Has the clients of a gateway, as their file has them, and perhaps counts what the databases do.
  init(clients: String, counters: WorkCounters?) throws {
    clock = ManualClock(try CalendarDate(year: 2025, month: 6, day: 1)).clock
    tables = try ReferenceTables()
    register = try ClientRegister(yaml: clients, tables: tables, today: clock.today())
    self.counters = counters
  }

  func location(of service: ServiceName) -> ServiceDatabase.Location {
    service == .gateway ? .file(file.path) : .temporary
  }
  func keys(of service: ServiceName) -> KeyFile { secret }
  func masterKeys() -> any MasterKeyProvider { MemoryMasterKeys() }
  func issuer() throws -> ProofIssuer { try .temporary() }
  func clients() -> ClientRegister { register }
  func probeLimits() -> ProbeLimits { ProbeLimits() }
  func pause(for duration: Duration) {}
  func counter(of service: ServiceName) -> StatementCounter? { counters?.databases[service] }
}
