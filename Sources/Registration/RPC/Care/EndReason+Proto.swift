import RegistrationDomain
package import RegistrationAPI
import ServiceRuntime

extension EndReason: MessageWord {
  /// The value of the protos.
  package var message: Mantel_Registration_V1_EndReason {
    switch self {
    case .noLongerNeeded: .noLongerNeeded
    case .caregiverStops: .caregiverStops
    case .recipientWithdraws: .recipientWithdraws
    case .recipientDied: .recipientDied
    case .caregiverDied: .caregiverDied
    case .erased: .erased
    }
  }
}
