import Assembly
import CareTypes
import Foundation
import GatewayDomain
import ServiceCore
import ServiceRuntime

/// What the services of a process are made of, as the operator set it.
struct ProcessResources: ServiceResources {
  let clock = RegistryClock.system
  let tables: ReferenceTables
  private let settings: Settings
  private let dataDirectory: String

  /// Makes the folder of the databases, if it is not there yet.
  ///
  /// - Throws: `StartupError` if it cannot be made, or the reference tables cannot be read.
  init(settings: Settings) throws {
    self.settings = settings
    tables = try ReferenceTables(directory: settings.referenceDirectory())
    dataDirectory = try settings.dataDirectory()
    do {
      try FileManager.default.createDirectory(
        atPath: dataDirectory,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
    } catch {
      throw StartupError("The data folder cannot be made: \(dataDirectory)")
    }
  }

  func location(of service: ServiceName) -> ServiceDatabase.Location {
    .file("\(dataDirectory)/\(service.rawValue).sqlite")
  }

  func keys(of service: ServiceName) throws -> KeyFile { try settings.keys(service) }

  func masterKeys() throws -> any MasterKeyProvider { try settings.masterKeyFile() }

  func clients() throws -> ClientRegister {
    try ClientRegister(path: settings.clientsFile(), tables: tables, today: clock.today())
  }

  func probeLimits() throws -> ProbeLimits { try settings.probeLimits() }
}
