import ArgumentParser
import Foundation
import Logging
import Metrics
import ServiceLifecycle
import ServiceRuntime
import Tracing
import UnixSignals

/// `mantel serve`: runs one of the services, or all.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run one service, or all five in one process.",
    discussion: "SIGTERM and SIGINT finish the calls under way, then stop."
  )

  /// What can be run.
  enum Selection: String, CaseIterable, ExpressibleByArgument {
    case registration, statutes, rights, moments, gateway, all
  }

  @Argument(help: "registration, statutes, rights, moments, gateway, or all.")
  var service: Selection

  @OptionGroup var options: SettingsOptions

  func run() async throws {
    let settings = try await options.settings()
    let telemetry = try Telemetry(settings: settings)
    var composition = try Composition(settings: settings)
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
    telemetry.logger.notice("Starting", metadata: ["services": "\(service.rawValue)"])
    try await ServiceGroup(configuration: configuration).run()
    telemetry.logger.notice("Stopped", metadata: ["services": "\(service.rawValue)"])
  }
}

/// The options of every command that reads settings.
struct SettingsOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A YAML file of settings.", valueName: "file"))
  var config: String?

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp("One setting, before file and environment.", valueName: "key=value")
  )
  var overrides: [String] = []

  /// The settings of the command line, the environment and the file.
  func settings() async throws -> Settings {
    try await Settings(file: config, overrides: overrides)
  }
}

/// Logging, metrics and tracing of the process, set up in that order before anything takes hold of them.
struct Telemetry {
  /// The process's logger.
  let logger: Logger
  /// For what is said of every start and stop of a part.
  let quietLogger: Logger
  private let metrics = PrometheusMetrics()

  init(settings: Settings) throws {
    let level = try settings.logLevel()
    LoggingSystem.bootstrap { label in
      var handler = StreamLogHandler.standardError(label: label)
      handler.logLevel = level
      return handler
    }
    MetricsSystem.bootstrap(metrics)
    logger = Logger(label: "mantel")
    var quiet = logger
    quiet.logLevel = max(level, .warning)
    quietLogger = quiet
    InstrumentationSystem.bootstrap(LogTracer(logger: logger))
  }

  /// The Prometheus page, unless it is switched off.
  func page(settings: Settings) throws -> (any Service)? {
    guard let endpoint = try settings.metricsListen() else { return nil }
    return MetricsPage(metrics: metrics, host: endpoint.host, port: endpoint.port)
  }
}
