import RegistrationDomain
package import RegistrationAPI
import ServiceRuntime

extension PossibleDraft.Part: MessageWord {
  /// The value of the protos.
  package var message: Mantel_Registration_V1_PossibleDraft.Part {
    switch self {
    case .caregiver: .caregiver
    case .recipient: .recipient
    case .trustedAdult: .trustedAdult
    case .remark: .remark
    }
  }
}
