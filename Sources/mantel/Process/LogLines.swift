import Foundation
import Logging
import Synchronization
import SystemPackage

/// Writes the log to standard error, a line for each event: its time, level and label, what is known of it, its source and
/// its message.
///
/// What is known of an event becomes text only when a line is written: each call adds to it, and few lines are.
struct LogLines: LogHandler {
  /// The label of the logger; may be empty.
  let label: String
  var logLevel = Logger.Level.info
  var metadata: Logger.Metadata = [:]

  init(label: String, logLevel: Logger.Level) {
    self.label = label
    self.logLevel = logLevel
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let known = metadata.merging(event.metadata ?? [:]) { _, new in new }
    var line = "\(SecondText.current()) \(event.level)"
    if !label.isEmpty { line += " \(label)" }
    line += ":"
    for (key, value) in known.sorted(by: { $0.key < $1.key }) { line += " \(key)=\(value)" }
    line += " [\(event.source)] \(event.message)\n"
    _ = try? FileDescriptor.standardError.writeAll(line.utf8)
  }
}

/// The local time to the second as text, which is made once a second.
private enum SecondText {
  private static let last = Mutex((second: time_t(-1), text: ""))

  static func current() -> String {
    var now = time(nil)
    return last.withLock { last in
      if last.second == now { return last.text }
      var parts = tm()
      localtime_r(&now, &parts)
      var buffer = [CChar](repeating: 0, count: 64)
      let count = strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%S%z", &parts)
      let text = String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
      last = (now, text)
      return text
    }
  }
}
