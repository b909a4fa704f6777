import CoreMetrics
import Synchronization

/// The last value of something.
final class PrometheusGauge: RecorderHandler, PrometheusInstrument {
  static let type = "gauge"
  private let value = Mutex(0.0)

  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) { self.value.withLock { $0 = value } }

  func lines(_ name: String, _ labels: String) -> String { "\(name)\(braces(labels)) \(value.withLock { $0 })\n" }
}
