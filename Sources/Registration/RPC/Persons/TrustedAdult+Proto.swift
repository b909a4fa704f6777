import RegistrationDomain
import CareTypes
import RegistrationAPI

extension Mantel_Registration_V1_TrustedAdult {
  /// The message for a trusted adult (vertrouwenspersoon).
  init(_ adult: TrustedAdult) {
    self.init()
    displayName = adult.displayName
    relation = adult.relation
    phone = adult.phone
    email = adult.email
  }
}
