package import CareTypes
import Foundation
package import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// A pair of persons who are probably one.
package struct Duplicate: Sendable, Hashable {
  /// Opaque id.
  package let id: OpaqueID
  /// The one registered first.
  package let first: Person
  /// The one registered later.
  package let second: Person
  /// When they were found to be alike.
  package let findTime: Instant
  /// How alike they are, and why, by their current records.
  package let likeness: Likeness
}
