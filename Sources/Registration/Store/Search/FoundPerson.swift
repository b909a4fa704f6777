package import CareTypes
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// A person in a list.
package struct FoundPerson: Sendable, Hashable {
  /// Opaque id.
  package let id: OpaqueID
  /// Who they are and where they live; nil of a sealed record that the viewer may find but not read.
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
