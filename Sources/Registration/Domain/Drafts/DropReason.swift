import CareTypes
import Foundation
import ServiceCore

/// Why a draft is dropped.
package enum DropReason: String, Sendable, Hashable, CaseIterable {
  /// The person is no caregiver (geen mantelzorger).
  case notACaregiver = "not_a_caregiver"
  /// The person does not want to be registered (wil niet geregistreerd worden).
  case doesNotWant = "does_not_want"
  /// Registered already (al geregistreerd).
  case alreadyRegistered = "already_registered"
  /// Could not be reached (niet bereikbaar).
  case notReached = "not_reached"
  /// A mistake (vergissing).
  case mistake
  /// Nobody took it up in time (termijn verstreken); set by the registry alone.
  case expired

  /// Whether someone may give it as the reason.
  package var isGivenByPeople: Bool { self != .expired }
}
