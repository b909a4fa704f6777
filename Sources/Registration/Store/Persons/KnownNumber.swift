import CareTypes
import GRDB
import RegistrationDomain
import ServiceCore
import ServiceRuntime

/// A number by which a person is or was known.
struct KnownNumber {
  let number: PersonNumber
  /// Whether it holds now.
  var holdsNow: Bool
  let recordTime: Instant
}

extension PersonNumber {
  /// The word for its kind in tables, and its digits.
  var kindAndDigits: (kind: String, digits: String) {
    switch self {
    case .insz(let insz): ("insz", insz.digits)
    case .local(let local): ("local", local.digits)
    }
  }
}
