package import CareTypes
package import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// In which way persons are looked for.
package enum PersonSearch: Sendable, Hashable {
  /// By the number that holds, or an earlier one.
  case number(PersonNumber)
  /// By family name, however it is spelled, and birth date.
  case name(String, birthDate: CalendarDate)
}
