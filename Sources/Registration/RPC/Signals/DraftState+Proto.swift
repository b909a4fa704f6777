import RegistrationDomain
package import RegistrationAPI
import ServiceRuntime

extension DraftState: MessageWord {
  /// The value of the protos.
  package var message: Mantel_Registration_V1_DraftState {
    switch self {
    case .open: .open
    case .confirmed: .confirmed
    case .dropped: .dropped
    }
  }
}

extension DropReason: MessageWord {
  /// The value of the protos.
  package var message: Mantel_Registration_V1_DropReason {
    switch self {
    case .notACaregiver: .notACaregiver
    case .doesNotWant: .doesNotWant
    case .alreadyRegistered: .alreadyRegistered
    case .notReached: .notReached
    case .mistake: .mistake
    case .expired: .expired
    }
  }
}
