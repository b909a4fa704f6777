/// One figure, or one histogram, of the Prometheus page.
protocol PrometheusInstrument: AnyObject, Sendable {
  /// The type by its name on the page.
  static var type: String { get }

  /// The lines on the page.
  ///
  /// - Parameters:
  ///   - name: The name of the instrument.
  ///   - labels: Its labels, escaped and without braces; may be empty.
  func lines(_ name: String, _ labels: String) -> String
}

extension PrometheusInstrument {
  /// Labels in braces; an empty text if there are none.
  func braces(_ labels: String) -> String { labels.isEmpty ? "" : "{\(labels)}" }
}
