import CareTypes
package import RegistrationAPI
import RuleLanguage
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

typealias RegistrationProto = Mantel_Registration_V1_RegistrationService

extension EndReason: MessageWord {
  package var message: Mantel_Registration_V1_EndReason {
    switch self {
    case .noLongerNeeded: .noLongerNeeded
    case .caregiverStops: .caregiverStops
    case .recipientWithdraws: .recipientWithdraws
    case .recipientDied: .recipientDied
    case .caregiverDied: .caregiverDied
    }
  }
}

// MARK: - Domain to messages

extension Mantel_Registration_V1_PersonDetails {
  init(_ details: PersonDetails) {
    self.init()
    insz = details.insz.digits
    familyName = details.familyName
    givenNames = details.givenNames
    streetLine = details.streetLine
    postalCode = details.postalCode.digits
    municipality = details.municipality.digits
    phone = details.phone?.e164 ?? ""
    email = details.email?.address ?? ""
    language = details.language.message
    channel = details.channel.message
  }
}

extension Mantel_Registration_V1_Consent {
  init(_ consent: Consent) {
    self.init()
    purpose = consent.purpose.message
    givenDate = Mantel_Type_V1_Date(consent.givenDate)
    givenBy = consent.givenBy.message
    channel = consent.channel?.message ?? .unspecified
  }
}

extension Mantel_Registration_V1_Declaration {
  init(_ declaration: Declaration) {
    self.init()
    signedDate = Mantel_Type_V1_Date(declaration.signedDate)
    givenBy = declaration.givenBy.message
  }
}

extension Mantel_Registration_V1_Person {
  init(_ person: Person) {
    self.init()
    name = ResourceCollection.persons.name(person.id)
    details = Mantel_Registration_V1_PersonDetails(person.details)
    if let date = person.details.insz.birthDate { birthDate = Mantel_Type_V1_Date(date) }
    consents = person.consents.map(Mantel_Registration_V1_Consent.init)
  }
}

extension Mantel_Type_V1_Evidence {
  init(_ evidence: Evidence) {
    self.init()
    fact = evidence.fact
    switch evidence.value {
    case .bool(let value): boolValue = value
    case .int(let value): intValue = Int64(value)
    case .decimal(let value): decimalValue = value
    case .string(let value): stringValue = value
    case .date(let value): stringValue = value.iso
    }
    assessor = evidence.assessor
    issuedDate = Mantel_Type_V1_Date(evidence.validity.start)
    if let end = evidence.validity.end { validUntilDate = Mantel_Type_V1_Date(end) }
  }
}

extension Mantel_Registration_V1_CareSituation.State {
  init(span: DateSpan, today: CalendarDate) {
    self = span.ends(before: today) ? .ended : .active
  }
}

extension Mantel_Registration_V1_CareSituation {
  init(_ situation: CareSituation, today: CalendarDate) {
    self.init()
    let care = situation.care
    name = ResourceCollection.careSituations.name(situation.id)
    etag = ETag.text(situation.revision)
    caregiver = Mantel_Registration_V1_Person(situation.caregiver)
    recipient = Mantel_Registration_V1_Person(situation.recipient)
    relation = care.relation.message
    hoursPerWeek = care.hours.hours
    tasks = care.tasks.map(\.message)
    startDate = Mantel_Type_V1_Date(care.span.start)
    if let end = care.span.end { endDate = Mantel_Type_V1_Date(end) }
    endReason = situation.endReason?.message ?? .unspecified
    dwelling = care.dwelling.message
    sameAddress = care.sameAddress
    professionalInvolved = care.professionalInvolved
    evidence = care.evidence.map(Mantel_Type_V1_Evidence.init)
    if let signed = care.caregiverDeclaration { caregiverDeclaration = Mantel_Registration_V1_Declaration(signed) }
    if let signed = care.recipientDeclaration { recipientDeclaration = Mantel_Registration_V1_Declaration(signed) }
    state = Mantel_Registration_V1_CareSituation.State(span: care.span, today: today)
    createTime = Google_Protobuf_Timestamp(situation.createTime)
    updateTime = Google_Protobuf_Timestamp(situation.updateTime)
  }
}

extension Mantel_Registration_V1_CareSituationSummary {
  init(_ summary: CareSituationSummary, today: CalendarDate) {
    self.init()
    name = ResourceCollection.careSituations.name(summary.id)
    caregiverName = summary.caregiverName
    recipientName = summary.recipientName
    caregiverMunicipality = summary.caregiverMunicipality.digits
    recipientMunicipality = summary.recipientMunicipality.digits
    hoursPerWeek = summary.hours.hours
    startDate = Mantel_Type_V1_Date(summary.span.start)
    if let end = summary.span.end { endDate = Mantel_Type_V1_Date(end) }
    state = Mantel_Registration_V1_CareSituation.State(span: summary.span, today: today)
  }
}
