import CareTypes
import RegistrationDomain

/// A number by which a person is or was known.
struct KnownNumber {
  let number: PersonNumber
  /// Whether it holds now.
  var isInForce: Bool
  let recordTime: Instant
}
