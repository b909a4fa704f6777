import RegistrationDomain
package import RegistrationAPI
import ServiceRuntime

extension Likeness.Reason: MessageWord {
  /// The value of the protos.
  package var message: Mantel_Registration_V1_Duplicate.Reason {
    switch self {
    case .sameName: .sameName
    case .spelling: .spelling
    case .oneLetter: .oneLetter
    case .namesSwapped: .namesSwapped
    case .partOfName: .partOfName
    case .otherFamilyName: .otherFamilyName
    case .otherGivenName: .otherGivenName
    case .sameBirthDate: .sameBirthDate
    case .dayMonthSwapped: .dayMonthSwapped
    case .oneDigitOfDate: .oneDigitOfDate
    case .birthDateMissing: .birthDateMissing
    case .sameAddress: .sameAddress
    case .sameMunicipality: .sameMunicipality
    case .neighbouringMunicipality: .neighbouringMunicipality
    case .samePhone: .samePhone
    case .sameEmail: .sameEmail
    case .samePartner: .samePartner
    case .oneHasNoNumber: .oneHasNoNumber
    case .oneHasBISNumber: .oneHasBisNumber
    case .numbersDiffer: .numbersDiffer
    case .sameNumber: .sameNumber
    }
  }
}
