import ServiceCore
import GRPCCore

/// The `grpc-timeout` header: one to eight digits and a unit.
package enum TimeoutHeader {
  private static let name = "grpc-timeout"
  /// Where the values wait for `DeadlineInterceptor`.
  private static let hiddenName = "mantel-received-timeout"
  /// Longer than any call lasts; clocks cannot count as far as the header can.
  private static let longest = Duration.seconds(365 * 86_400)

  /// Moves the values to where the runtime does not look. What a client sent under that name is dropped.
  static func hide(in metadata: inout Metadata) {
    let values = Array(metadata[stringValues: name])
    metadata.removeAllValues(forKey: name)
    metadata.removeAllValues(forKey: hiddenName)
    for value in values { metadata.addString(value, forKey: hiddenName) }
  }

  /// How long the call may take; nil when the client sets no limit.
  ///
  /// - Throws: `Refusal` when the header is malformed, or there more than once.
  static func timeout(in metadata: Metadata) throws(Refusal) -> Duration? {
    let values = Array(metadata[stringValues: hiddenName]) + Array(metadata[stringValues: name])
    guard let value = values.first else { return nil }
    guard values.count == 1 else { throw .invalid(name, "is there more than once") }
    guard let duration = duration(of: value) else {
      throw .invalid(name, "is not one to eight digits and a unit H, M, S, m, u or n")
    }
    return min(duration, longest)
  }

  /// Says in the metadata of a call how long the caller waits, unless the call has a time of its own.
  static func add(_ timeout: Duration, to metadata: inout Metadata) {
    guard !metadata.contains(where: { $0.key == name }) else { return }
    metadata.addString(text(of: timeout), forKey: name)
  }

  /// Writes a value: microseconds as far as eight digits go, then milliseconds, then seconds.
  package static func text(of timeout: Duration) -> String {
    let (seconds, attoseconds) = min(max(timeout, .zero), longest).components
    let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    if microseconds < 100_000_000 { return "\(microseconds)u" }
    if microseconds < 100_000_000_000 { return "\(microseconds / 1_000)m" }
    return "\(seconds)S"
  }

  /// Reads a value. One digit more than the protocol allows is read too: the runtime's own client sends nine.
  package static func duration(of text: String) -> Duration? {
    let digits = text.utf8.dropLast()
    guard (1...9).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }),
      let value = Int64(text.dropLast()), let unit = text.last
    else { return nil }
    switch unit {
    case "H": return .seconds(value * 3600)
    case "M": return .seconds(value * 60)
    case "S": return .seconds(value)
    case "m": return .milliseconds(value)
    case "u": return .microseconds(value)
    case "n": return .nanoseconds(value)
    default: return nil
    }
  }
}
