package import CareTypes
import Foundation

/// The time of day, as a dependency: tests live through ten years in a second.
package struct RegistryClock: Sendable {
  private let read: @Sendable () -> Instant
  /// How often a wait looks at the time again; nil for a clock that only goes on by itself.
  private let lookInterval: Duration?

  /// A clock that reads the time in some way.
  ///
  /// - Parameter lookInterval: How often a wait looks at the time again, on a clock that may be set forward; nil for one
  ///   that only goes on by itself.
  package init(lookingEvery lookInterval: Duration? = nil, _ read: @escaping @Sendable () -> Instant) {
    self.lookInterval = lookInterval
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

  /// Waits for some seconds of this clock. On a clock that may be set forward the wait ends as well when it is set past
  /// them, or when another day begins: what depends on the time or the date is then done at once.
  ///
  /// Whatever waits for the time of the registry to pass waits here.
  ///
  /// - Throws: `CancellationError` when the task is cancelled.
  package func sleep(forSeconds seconds: Int64) async throws {
    guard let lookInterval else { return try await Task.sleep(for: .seconds(seconds)) }
    let (end, day) = (Instant(microseconds: now.microseconds + seconds * 1_000_000), try? today())
    while now < end, (try? today()) == day { try await Task.sleep(for: lookInterval) }
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
