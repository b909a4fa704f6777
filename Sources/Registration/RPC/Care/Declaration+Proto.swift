import RegistrationDomain
import CareTypes
import RegistrationAPI
import ServiceRuntime
import TypeAPI

extension Mantel_Registration_V1_Declaration {
  /// The message for a declaration on honour (verklaring op eer).
  init(_ declaration: Declaration) {
    self.init()
    signedDate = Mantel_Type_V1_Date(declaration.signedDate)
    givenBy = declaration.givenBy.message
  }
}
