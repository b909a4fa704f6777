import Logging
import Metrics
import ServiceLifecycle
import ServiceRuntime
import Tracing

/// Logging, metrics and tracing of the process, set up in that order before anything takes hold of them.
struct Telemetry {
  /// The process's logger.
  let logger: Logger
  /// For what is said of every start and stop of a part.
  let quietLogger: Logger
  private let metrics = PrometheusMetrics()

  init(settings: Settings) throws {
    let level = try settings.logLevel()
    LoggingSystem.bootstrap { LogLines(label: $0, logLevel: level) }
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
