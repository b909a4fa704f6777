import Logging
import Synchronization

/// What is logged, kept to be looked at.
final class KeptLog: Sendable {
  private let kept = Mutex<[String]>([])

  /// The lines so far that are more than information, with their metadata.
  var alarms: [String] { kept.withLock { $0 } }

  /// A logger that keeps its lines here.
  var logger: Logger { Logger(label: "kept") { _ in Handler(log: self) } }

  private struct Handler: LogHandler {
    let log: KeptLog
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      guard event.level > .notice else { return }
      let all = metadata.merging(event.metadata ?? [:]) { $1 }
      let told = all.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
      log.kept.withLock { $0.append("\(event.level) \(event.message) \(told)") }
    }
  }
}
