import ArgumentParser
import CareTypes
import Foundation
import ServiceCore

/// A time on the command line to which a clock is set: `2027-01-01T09:00:00Z`, or `2027-01-01` for noon of that day (UTC).
struct ClockTime: ExpressibleByArgument {
  /// The time.
  let instant: Instant

  init?(argument: String) {
    let text = argument.contains("T") ? argument : "\(argument)T12:00:00Z"
    guard let date = try? Date(text, strategy: .iso8601) else { return nil }
    instant = Instant(seconds: Int64(date.timeIntervalSince1970))
    // Not the 30th of February, nor a year without legal dates.
    guard Self.text(instant) == text, (try? instant.dateInBelgium()) != nil else { return nil }
  }

  /// A time as it is shown.
  static func text(_ instant: Instant) -> String {
    Date(timeIntervalSince1970: Double(instant.seconds)).formatted(.iso8601)
  }
}
