import RegistrationDomain
package import RegistrationAPI
import ServiceRuntime

extension PlausibilityRule: MessageWord {
  /// The value of the protos.
  package var message: Mantel_Registration_V1_Warning {
    switch self {
    case .careBeforeCaregiverBirth: .careBeforeCaregiverBirth
    case .careBeforeRecipientBirth: .careBeforeRecipientBirth
    case .caregiverUnderFive: .caregiverUnderFive
    case .caregiverVeryYoung: .caregiverVeryYoung
    case .olderThanAnyone: .olderThanAnyone
    case .veryOld: .veryOld
    case .careBeyondLifetime: .careBeyondLifetime
    case .veryLongCare: .veryLongCare
    case .careLongAgo: .careLongAgo
    case .defaultBirthDate: .defaultBirthDate
    case .nameWithoutLetters: .nameWithoutLetters
    case .placeholderName: .placeholderName
    case .oneNameAndBirthDate: .oneNameAndBirthDate
    case .everyHourOfTheWeek: .everyHourOfTheWeek
    case .signedBeforeBirth: .signedBeforeBirth
    case .consentBeforeBirth: .consentBeforeBirth
    case .careEndsFarAhead: .careEndsFarAhead
    case .moveBeforeBirth: .moveBeforeBirth
    case .moveLongAgo: .moveLongAgo
    case .declaredBySmallChild: .declaredBySmallChild
    case .numberOfAnotherBirthDate: .numberOfAnotherBirthDate
    case .evidenceBeforeBirth: .evidenceBeforeBirth
    case .assessmentBeforeBirth: .assessmentBeforeBirth
    case .relationAgainstAges: .relationAgainstAges
    case .partnerUnderSixteen: .partnerUnderSixteen
    case .sameAddressApart: .sameAddressApart
    case .hoursBeyondTheWeek: .hoursBeyondTheWeek
    case .placeholderPhone: .placeholderPhone
    }
  }
}
