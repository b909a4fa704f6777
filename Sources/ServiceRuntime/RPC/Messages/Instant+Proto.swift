package import CareTypes
package import SwiftProtobuf

extension Google_Protobuf_Timestamp {
  /// The message for an instant.
  package init(_ instant: Instant) {
    self.init()
    seconds = instant.seconds
    nanos = Int32(instant.microseconds - instant.seconds * 1_000_000) * 1_000
  }
}

extension Instant {
  /// The instant of a message, in microseconds.
  ///
  /// - Throws: `ValueError` outside the years 1800 to 2200, or for a fraction that is no fraction.
  package init(_ message: Google_Protobuf_Timestamp) throws(ValueError) {
    guard (-5_364_662_400...7_289_654_400).contains(message.seconds), (0..<1_000_000_000).contains(message.nanos) else {
      throw ValueError(.outOfRange, "is not a time between 1800 and 2200")
    }
    self.init(microseconds: message.seconds * 1_000_000 + Int64(message.nanos) / 1_000)
  }
}
