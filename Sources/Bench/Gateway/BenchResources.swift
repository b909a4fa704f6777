import Assembly
import CareTypes
import Foundation
import GRPCCore
import GatewayDomain
import Proofs
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// What services are made of that are measured inside this process: files in the folder that is measured.
struct BenchResources: ServiceResources {
  let clock: RegistryClock
  let tables: ReferenceTables
  private let folder: URL
  private let secret = KeyFile()
  private let wrapping = MemoryMasterKeys()
  private let register: ClientRegister
  private let counters: WorkCounters

  /// Makes a folder for the databases.
  ///
  /// - Parameters:
  ///   - site: Where things are measured.
  ///   - counters: Count what the databases do.
  init(site: Site, counters: WorkCounters) throws {
    (clock, tables, self.counters) = (site.clock, site.tables, counters)
    folder = site.folder.appending(path: "inside-\(OpaqueID.random())", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let clients = RunningMantel.clients.map { client in
      "  - {name: \(client.name), key_sha256: \(Self.key(client.name).digest), \(client.scope)}"
    }
    register = try ClientRegister(
      yaml: "clients:\n\(clients.joined(separator: "\n"))\n",
      tables: site.tables,
      today: site.viewer.today
    )
  }

  private static func key(_ client: String) -> APIKey { APIKey("\(client)-key") }

  /// The headers of a client: its key.
  func metadata(_ client: String) -> Metadata { ["authorization": "Bearer \(Self.key(client).text)"] }

  /// The file of a service's database.
  func path(of service: ServiceName) -> String {
    folder.appending(path: "\(service.rawValue).sqlite").path(percentEncoded: false)
  }

  func location(of service: ServiceName) -> ServiceDatabase.Location { .file(path(of: service)) }
  func keys(of service: ServiceName) -> KeyFile { secret }
  func masterKeys() -> any MasterKeyProvider { wrapping }
  func issuer() throws -> ProofIssuer { try .temporary() }
  func clients() -> ClientRegister { register }
  func probeLimits() -> ProbeLimits { ProbeLimits() }
  func pause(for duration: Duration) {}
  func counter(of service: ServiceName) -> StatementCounter? { counters.databases[service] }
}
