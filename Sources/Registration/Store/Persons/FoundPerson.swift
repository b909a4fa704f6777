package import CareTypes
import GRDB
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

/// A person in a list.
package struct FoundPerson: Sendable, Hashable {
  /// Opaque id.
  package let id: OpaqueID
  /// Who they are and where they live; nothing of a sealed record that the viewer may find but not read.
  package let shown: Shown?
  /// Where they live today.
  package let place: Place
  /// Whether the record is sealed.
  package let isSealed: Bool
  /// Whether they have a national number.
  package let hasINSZ: Bool

  /// What a clerk recognises a person by.
  package struct Shown: Sendable, Hashable {
    /// Family name and given names.
    package let displayName: String
    /// Birth date, when known.
    package let birthDate: CalendarDate?
    /// Street, number and box.
    package let streetLine: String
  }
}
