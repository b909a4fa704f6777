package import CareTypes
import Foundation

extension Instant {
  /// ISO 8601 in UTC, to the second.
  package var isoText: String {
    Date(timeIntervalSince1970: TimeInterval(seconds)).ISO8601Format()
  }
}
