import ArgumentParser
import Foundation
import ServiceCore
import ServiceRuntime

/// The command of Mantel.
@main
struct Mantel: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mantel",
    abstract: "The caregiver registry for Flanders (het mantelzorgregister).",
    subcommands: [
      ServeCommand.self, StatutesCommand.self, RightsCommand.self, KeysCommand.self, ClientsCommand.self,
      AuditCommand.self, ImportCommand.self, ExploreCommand.self, CardCommand.self, PaymentsCommand.self,
      ClockCommand.self, DemoCommand.self,
    ]
  )

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let error as StartupError {
      FileHandle.standardError.write(Data("mantel: \(error.message)\n".utf8))
      Foundation.exit(EXIT_FAILURE)
    } catch {
      exit(withError: error)
    }
  }
}
