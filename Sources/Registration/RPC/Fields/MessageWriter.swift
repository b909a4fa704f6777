import CareTypes
import ServiceCore
import ServiceRuntime

/// Tells records as messages, as of a day.
struct MessageWriter {
  /// The legal date.
  let today: CalendarDate
  /// Municipalities and zones.
  let tables: ReferenceTables
}
