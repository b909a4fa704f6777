package import CoreMetrics
import Synchronization

/// Keeps counts and durations for a Prometheus page. Labels are names of methods and statuses: closed sets, never ids.
///
/// The same name and labels give the same instrument, so that instruments may be made for each call.
package final class PrometheusMetrics: MetricsFactory {
  /// The upper bounds of the buckets of durations, in seconds.
  private static let bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  private struct Series: Hashable {
    let name: String
    let labels: String
  }

  private enum Value {
    case counter(Int64)
    case gauge(Double)
    case histogram(buckets: [Int], sum: Double, count: Int)

    var type: String {
      switch self {
      case .counter: "counter"
      case .gauge: "gauge"
      case .histogram: "histogram"
      }
    }
  }

  private let values = Mutex<[Series: Value]>([:])

  /// A factory without any instrument yet.
  package init() {}

  /// A counter. All with the same name and dimensions share one figure.
  package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    Instrument(metrics: self, series: Self.series(label, dimensions))
  }

  /// A recorder. All with the same name and dimensions share one figure.
  package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    Instrument(metrics: self, series: Self.series(label, dimensions))
  }

  /// A timer. All with the same name and dimensions share one figure.
  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    Instrument(metrics: self, series: Self.series(label, dimensions))
  }

  /// Does nothing: figures are kept as long as the process runs.
  package func destroyCounter(_ handler: any CounterHandler) {}
  /// Does nothing: figures are kept as long as the process runs.
  package func destroyRecorder(_ handler: any RecorderHandler) {}
  /// Does nothing: figures are kept as long as the process runs.
  package func destroyTimer(_ handler: any TimerHandler) {}

  private static func series(_ label: String, _ dimensions: [(String, String)]) -> Series {
    let labels = dimensions.map { "\($0.0)=\"\(escaped($0.1))\"" }.joined(separator: ",")
    return Series(name: label, labels: labels)
  }

  private static func escaped(_ value: String) -> String {
    value.reduce(into: "") { text, character in
      switch character {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.append(character)
      }
    }
  }

  /// One instrument: a counter, a gauge or a timer, as it is used.
  private final class Instrument: CounterHandler, RecorderHandler, TimerHandler {
    private let metrics: PrometheusMetrics
    private let series: Series

    init(metrics: PrometheusMetrics, series: Series) {
      self.metrics = metrics
      self.series = series
    }

    func increment(by amount: Int64) {
      metrics.values.withLock { values in
        if case .counter(let count) = values[series, default: .counter(0)] {
          values[series] = .counter(count.addingReportingOverflow(amount).partialValue)
        }
      }
    }

    func reset() {
      metrics.values.withLock { $0[series] = .counter(0) }
    }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
      metrics.values.withLock { $0[series] = .gauge(value) }
    }

    func recordNanoseconds(_ duration: Int64) {
      let seconds = Double(duration) / 1_000_000_000
      metrics.values.withLock { values in
        let empty = Value.histogram(buckets: Array(repeating: 0, count: bounds.count), sum: 0, count: 0)
        guard case .histogram(var buckets, let sum, let count) = values[series, default: empty] else { return }
        for (index, bound) in bounds.enumerated() where seconds <= bound { buckets[index] += 1 }
        values[series] = .histogram(buckets: buckets, sum: sum + seconds, count: count + 1)
      }
    }
  }

  /// The page, in the Prometheus text format 0.0.4.
  package func page() -> String {
    let snapshot = values.withLock { $0 }
    var page = ""
    let byName = Dictionary(grouping: snapshot, by: \.key.name).sorted { $0.key < $1.key }
    for (name, series) in byName {
      page += "# TYPE \(name) \(series.first?.value.type ?? "untyped")\n"
      for (key, value) in series.sorted(by: { $0.key.labels < $1.key.labels }) {
        page += Self.lines(name, key.labels, value)
      }
    }
    return page
  }

  private static func lines(_ name: String, _ labels: String, _ value: Value) -> String {
    let braces = labels.isEmpty ? "" : "{\(labels)}"
    switch value {
    case .counter(let count): return "\(name)\(braces) \(count)\n"
    case .gauge(let value): return "\(name)\(braces) \(value)\n"
    case .histogram(let buckets, let sum, let count):
      let prefix = labels.isEmpty ? "" : "\(labels),"
      var lines = ""
      for (bound, bucket) in zip(bounds, buckets) { lines += "\(name)_bucket{\(prefix)le=\"\(bound)\"} \(bucket)\n" }
      lines += "\(name)_bucket{\(prefix)le=\"+Inf\"} \(count)\n"
      return lines + "\(name)_sum\(braces) \(sum)\n\(name)_count\(braces) \(count)\n"
    }
  }
}
