/// A point in time: microseconds since 1970-01-01T00:00:00Z, the resolution that the databases keep.
package struct Instant: Sendable, Hashable, Comparable, Codable {
  /// Microseconds since 1970-01-01T00:00:00Z.
  package let microseconds: Int64

  /// An instant from microseconds since 1970-01-01T00:00:00Z.
  package init(microseconds: Int64) {
    self.microseconds = microseconds
  }

  /// An instant from whole seconds since 1970-01-01T00:00:00Z.
  package init(seconds: Int64) {
    self.microseconds = seconds.multipliedReportingOverflow(by: 1_000_000).partialValue
  }

  /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
  package var seconds: Int64 {
    microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000
  }

  /// Whether the left moment is earlier.
  package static func < (left: Instant, right: Instant) -> Bool {
    left.microseconds < right.microseconds
  }
}
