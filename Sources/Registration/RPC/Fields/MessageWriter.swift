import RegistrationDomain
import CareTypes
import ServiceCore
import ServiceRuntime

/// Writes records as the messages of answers.
struct MessageWriter {
  /// Today in Belgium.
  let today: CalendarDate
  /// Municipalities and zones.
  let tables: ReferenceTables
}
