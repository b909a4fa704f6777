import CoreMetrics
import Synchronization

/// How many durations lie below each of some bounds.
final class PrometheusHistogram: TimerHandler, PrometheusInstrument {
  static let type = "histogram"
  /// The upper bounds of the buckets, in seconds.
  private static let bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  private struct State {
    /// How many durations fall into each bucket and into none before it; the last bucket has no bound.
    var buckets = Array(repeating: 0, count: bounds.count + 1)
    var sum = 0.0
  }

  private let state = Mutex(State())

  func recordNanoseconds(_ duration: Int64) {
    let seconds = Double(duration) / 1_000_000_000
    let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
    state.withLock { state in
      state.buckets[bucket] += 1
      state.sum += seconds
    }
  }

  func lines(_ name: String, _ labels: String) -> String {
    let (buckets, sum) = state.withLock { ($0.buckets, $0.sum) }
    let prefix = labels.isEmpty ? "" : "\(labels),"
    var lines = ""
    var count = 0
    for (bound, bucket) in zip(Self.bounds, buckets) {
      count += bucket
      lines += "\(name)_bucket{\(prefix)le=\"\(bound)\"} \(count)\n"
    }
    count += buckets.last ?? 0
    lines += "\(name)_bucket{\(prefix)le=\"+Inf\"} \(count)\n"
    return lines + "\(name)_sum\(braces(labels)) \(sum)\n\(name)_count\(braces(labels)) \(count)\n"
  }
}
