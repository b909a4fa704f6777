package import CareTypes
import Foundation

/// The time of day, as a dependency: tests live through ten years in a second.
package struct RegistryClock: Sendable {
  private let read: @Sendable () -> Instant

  /// A clock that reads the time in some way.
  package init(_ read: @escaping @Sendable () -> Instant) {
    self.read = read
  }

  /// The machine's clock.
  package static let system = RegistryClock {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
  }

  /// Now.
  package var now: Instant { read() }

  /// The legal date in Belgium now.
  ///
  /// - Throws: `ValueError` when the clock is outside the years that a legal date can have.
  package func today() throws(ValueError) -> CalendarDate {
    try now.dateInBelgium()
  }
}

extension Instant {
  /// The legal date in Belgium at this instant.
  ///
  /// - Throws: `ValueError` outside the years that a legal date can have.
  package func dateInBelgium() throws(ValueError) -> CalendarDate {
    try CalendarDate(inBelgiumAt: seconds)
  }
}
