import CareTypes
import RegistrationAPI
import ServiceRuntime
import TypeAPI

// The messages of Registration that have the terms of care: `CareTermsMessage` reads and writes them.
extension Mantel_Registration_V1_NewCareSituation: CareTermsMessage {}
extension Mantel_Registration_V1_CareTerms: CareTermsMessage {}
extension Mantel_Registration_V1_CareSituation: CareTermsMessage {}

extension Mantel_Registration_V1_CarePeriod {
  /// The message for the terms of care from a day on.
  init(_ period: Timeline<CareTerms>.Period) {
    self.init()
    startDate = Mantel_Type_V1_Date(period.start)
    terms.write(period.value)
  }
}
