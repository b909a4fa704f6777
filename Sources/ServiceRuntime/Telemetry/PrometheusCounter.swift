import CoreMetrics
import Synchronization

/// A count that grows.
final class PrometheusCounter: CounterHandler, PrometheusInstrument {
  static let type = "counter"
  private let count = Atomic<Int64>(0)

  func increment(by amount: Int64) { count.wrappingAdd(amount, ordering: .relaxed) }

  func reset() { count.store(0, ordering: .relaxed) }

  func lines(_ name: String, _ labels: String) -> String {
    "\(name)\(braces(labels)) \(count.load(ordering: .relaxed))\n"
  }
}
