package import CareTypes
package import ServiceCore
import ServiceRuntime
import Synchronization

/// A clock that stands still until it is set.
package final class ManualClock: Sendable {
  private let instant: Mutex<Instant>

  /// A clock at noon UTC of a day.
  package init(_ date: CalendarDate) {
    instant = Mutex(Self.noon(of: date))
  }

  /// The clock that services are given.
  package var clock: RegistryClock {
    RegistryClock { [self] in instant.withLock { $0 } }
  }

  /// Sets it to noon UTC of a day.
  package func set(_ date: CalendarDate) {
    instant.withLock { $0 = Self.noon(of: date) }
  }

  /// Sets it to a number of seconds since 1970.
  package func set(seconds: Int64) {
    instant.withLock { $0 = Instant(seconds: seconds) }
  }

  private static func noon(of date: CalendarDate) -> Instant {
    Instant(seconds: Int64(date.daysSinceEpoch) * 86_400 + 43_200)
  }
}
