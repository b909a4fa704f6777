import Assembly
import ArgumentParser
import Foundation
import Logging
import Metrics
import ServiceLifecycle
import ServiceRuntime
import Tracing
import UnixSignals

/// `mantel serve`: runs one of the services, or all.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Run one service, or all five in one process.",
    discussion: "SIGTERM and SIGINT finish the calls under way, then stop."
  )

  /// What can be run.
  enum Selection: String, CaseIterable, ExpressibleByArgument {
    case registration, statutes, rights, moments, gateway, all
  }

  @Argument(help: "registration, statutes, rights, moments, gateway, or all.")
  var service: Selection

  @Option(
    help: ArgumentHelp(
      "For tests and pilots: start at this time, and let `mantel clock set` set it forward. Never for real data.",
      valueName: "time"
    )
  )
  var clock: ClockTime?

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let settings = try await options.settings()
    let telemetry = try Telemetry(settings: settings)
    var composition = try Composition(settings: settings, clockStart: clock?.instant)
    if let page = try telemetry.page(settings: settings) { composition.add("metrics page", page) }
    if let name = ServiceName(rawValue: service.rawValue) {
      try composition.add(name)
    } else {
      try composition.addAll()
    }
    var configuration = ServiceGroupConfiguration(
      services: composition.services,
      gracefulShutdownSignals: [.sigterm, .sigint],
      logger: telemetry.quietLogger
    )
    configuration.maximumGracefulShutdownDuration = .seconds(15)
    if clock != nil {
      telemetry.logger.critical(
        "THE CLOCK IS SET BY HAND: for tests and pilots only",
        metadata: ["now": "\(ClockTime.text(composition.now))"]
      )
    }
    telemetry.logger.notice("Starting", metadata: ["services": "\(service.rawValue)"])
    try await ServiceGroup(configuration: configuration).run()
    telemetry.logger.notice("Stopped", metadata: ["services": "\(service.rawValue)"])
  }
}
