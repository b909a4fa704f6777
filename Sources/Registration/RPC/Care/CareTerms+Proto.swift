import RegistrationDomain
import CareTypes
import RegistrationAPI
import ServiceRuntime
import TypeAPI

extension Mantel_Registration_V1_CareTerms {
  /// The message for the terms of care.
  init(_ terms: CareTerms) {
    self.init()
    relation = terms.relation.message
    hoursPerWeek = terms.hours.hours
    tasks = terms.tasks.map(\.message)
    causes = terms.causes.map(\.message)
    dwelling = terms.dwelling.message
    sameAddress = terms.sameAddress
    professionalInvolved = terms.professionalInvolved
    role = terms.role?.message ?? .unspecified
  }
}

extension Mantel_Registration_V1_CarePeriod {
  /// The message for the terms of care from a day on.
  init(_ period: Timeline<CareTerms>.Period) {
    self.init()
    startDate = Mantel_Type_V1_Date(period.start)
    terms = Mantel_Registration_V1_CareTerms(period.value)
  }
}
