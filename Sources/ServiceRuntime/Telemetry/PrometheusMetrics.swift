package import CoreMetrics
import Synchronization

/// Keeps counts and durations for a Prometheus page. Labels are names of methods and statuses: closed sets, never ids.
///
/// The same name and labels give the same instrument. What is measured for each call keeps its instruments, because to find
/// one takes longer than to count with it.
package final class PrometheusMetrics: MetricsFactory {
  private struct Series: Hashable {
    let name: String
    let labels: String
  }

  private let instruments = Mutex<[Series: any PrometheusInstrument]>([:])

  /// A factory without any instrument yet.
  package init() {}

  /// A counter. All with the same name and dimensions are one.
  package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    instrument(label, dimensions, else: PrometheusCounter())
  }

  /// A recorder. All with the same name and dimensions are one.
  package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    instrument(label, dimensions, else: PrometheusGauge())
  }

  /// A timer. All with the same name and dimensions are one.
  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    instrument(label, dimensions, else: PrometheusHistogram())
  }

  /// Does nothing: figures are kept as long as the process runs.
  package func destroyCounter(_ handler: any CounterHandler) {}
  /// Does nothing: figures are kept as long as the process runs.
  package func destroyRecorder(_ handler: any RecorderHandler) {}
  /// Does nothing: figures are kept as long as the process runs.
  package func destroyTimer(_ handler: any TimerHandler) {}

  /// The instrument with a name and labels, which is made at its first use. One of another kind with the same name and
  /// labels stays on the page, and what is measured with this one does not show.
  private func instrument<Instrument: PrometheusInstrument>(
    _ label: String,
    _ dimensions: [(String, String)],
    else new: @autoclosure () -> Instrument
  ) -> Instrument {
    let series = Self.series(label, dimensions)
    return instruments.withLock { instruments in
      if let known = instruments[series] { return known as? Instrument ?? new() }
      let made = new()
      instruments[series] = made
      return made
    }
  }

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

  /// The page, in the Prometheus text format 0.0.4.
  package func page() -> String {
    let snapshot = instruments.withLock { $0 }
    var page = ""
    let byName = Dictionary(grouping: snapshot, by: \.key.name).sorted { $0.key < $1.key }
    for (name, series) in byName {
      page += "# TYPE \(name) \(series.first.map { type(of: $0.value).type } ?? "untyped")\n"
      for (key, instrument) in series.sorted(by: { $0.key.labels < $1.key.labels }) {
        page += instrument.lines(name, key.labels)
      }
    }
    return page
  }
}
