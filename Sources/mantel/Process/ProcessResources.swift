import Assembly
import CareTypes
import Foundation
import GatewayDomain
import Proofs
import ServiceCore
import ServiceRuntime

/// What the services of a process are made of, as the operator set it.
struct ProcessResources: ServiceResources {
  let clock: RegistryClock
  let tables: ReferenceTables
  private let settings: Settings
  private let dataDirectory: String

  /// Makes the folder of the databases, if it is not there yet.
  ///
  /// - Parameter clockStart: The time at which a clock that is set by hand starts; nil: the machine's clock.
  /// - Throws: `StartupError` if it cannot be made, the reference tables cannot be read, or the data were lived through with
  ///   a clock that is set by hand, and now are not.
  init(settings: Settings, clockStart: Instant? = nil) throws {
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
    let file = try settings.clockFile()
    if let clockStart {
      try ClockFile.start(file, at: clockStart)
      clock = try ClockFile(path: file).clock
    } else if FileManager.default.fileExists(atPath: file) {
      // Days that have not come yet stand in such data.
      throw StartupError("The clock of these data was set by hand: start with --clock, or with other data: \(file)")
    } else {
      clock = .system
    }
  }

  func location(of service: ServiceName) -> ServiceDatabase.Location {
    .file("\(dataDirectory)/\(service.rawValue).sqlite")
  }

  func keys(of service: ServiceName) throws -> KeyFile { try settings.keys(service) }

  func masterKeys() throws -> any MasterKeyProvider { try settings.masterKeyFile() }

  func issuer() throws -> ProofIssuer { try settings.issuer() }

  func clients() throws -> ClientRegister {
    try ClientRegister(path: settings.clientsFile(), tables: tables, today: clock.today())
  }

  func probeLimits() throws -> ProbeLimits { try settings.probeLimits() }
}
