import CareTypes
package import RegistrationAPI
import RegistrationDomain
import RuleLanguage
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

typealias RegistrationProto = Mantel_Registration_V1_RegistrationService

// MARK: - Words

extension EndReason: MessageWord {
  /// The word of the protos.
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

extension Likeness.Reason: MessageWord {
  /// The word of the protos.
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

extension PossibleDraft.Part: MessageWord {
  /// The word of the protos.
  package var message: Mantel_Registration_V1_PossibleDraft.Part {
    switch self {
    case .caregiver: .caregiver
    case .recipient: .recipient
    case .trustedAdult: .trustedAdult
    case .remark: .remark
    }
  }
}

extension PlausibilityRule: MessageWord {
  /// The word of the protos.
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

extension CareRevisionKind: MessageWord {
  /// The word of the protos.
  package var message: Mantel_Registration_V1_CareRevision.Kind {
    switch self {
    case .registered: .registered
    case .changed: .changed
    case .corrected: .corrected
    case .ended: .ended
    case .completed: .completed
    case .joined: .joined
    }
  }
}

extension DraftState: MessageWord {
  /// The word of the protos.
  package var message: Mantel_Registration_V1_DraftState {
    switch self {
    case .open: .open
    case .confirmed: .confirmed
    case .dropped: .dropped
    }
  }
}

extension DropReason: MessageWord {
  /// The word of the protos.
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

extension ConsentSource: MessageWord {
  /// The word of the protos.
  package var message: Mantel_Registration_V1_ConsentSource {
    switch self {
    case .statement: .statement
    case .registration: .registration
    case .list: .list
    case .draft: .draft
    }
  }
}

// MARK: - Parts

extension Mantel_Registration_V1_Consent {
  init(_ consent: Consent) {
    self.init()
    purpose = consent.purpose.message
    givenDate = Mantel_Type_V1_Date(consent.givenDate)
    givenBy = consent.givenBy.message
    channel = consent.channel?.message ?? .unspecified
  }
}

extension Mantel_Registration_V1_ConsentDeclaration {
  init(_ declaration: ConsentDeclaration) {
    self.init()
    purpose = declaration.purpose.message
    given = declaration.isGiven
    declaredDate = Mantel_Type_V1_Date(declaration.date)
    declaredBy = declaration.declaredBy?.message ?? .unspecified
    channel = declaration.channel?.message ?? .unspecified
    source = declaration.source.message
    recordTime = Google_Protobuf_Timestamp(declaration.recordTime)
  }
}

extension Mantel_Registration_V1_Declaration {
  init(_ declaration: Declaration) {
    self.init()
    signedDate = Mantel_Type_V1_Date(declaration.signedDate)
    givenBy = declaration.givenBy.message
  }
}

extension Mantel_Registration_V1_TrustedAdult {
  init(_ adult: TrustedAdult) {
    self.init()
    displayName = adult.displayName
    relation = adult.relation
    phone = adult.phone
    email = adult.email
  }
}

extension Mantel_Registration_V1_ContactPoint {
  init(_ contact: ContactPoint) {
    self.init()
    organisation = contact.organisation
    displayName = contact.displayName
    phone = contact.phone
    email = contact.email
  }
}

extension Mantel_Registration_V1_CareTerms {
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
  init(_ period: Timeline<CareTerms>.Period) {
    self.init()
    startDate = Mantel_Type_V1_Date(period.start)
    terms = Mantel_Registration_V1_CareTerms(period.value)
  }
}

extension Mantel_Type_V1_Evidence {
  init(_ recorded: RecordedEvidence) {
    self.init()
    let evidence = recorded.evidence
    name = ResourceCollection.evidence.name(recorded.id)
    fact = evidence.fact
    kind = evidence.kind?.message ?? .unspecified
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

extension Mantel_Registration_V1_CareRevision {
  init(_ history: CareHistory) {
    self.init()
    etag = ETag.text(history.revision)
    recordTime = Google_Protobuf_Timestamp(history.recordTime)
    kind = history.kind.message
    startDate = Mantel_Type_V1_Date(history.span.start)
    if let end = history.span.end { endDate = Mantel_Type_V1_Date(end) }
    endReason = history.endReason?.message ?? .unspecified
    periods = history.terms.periods.map(Mantel_Registration_V1_CarePeriod.init)
  }
}

extension Mantel_Registration_V1_Assessment {
  init(_ assessment: Assessment) {
    self.init()
    assessDate = Mantel_Type_V1_Date(assessment.date)
    assessor = assessment.assessor
    switch assessment.instrument {
    case .strainIndex(let index):
      strainIndex = .with {
        $0.answers = index.answers.map { answer in answer.map { $0 ? .yes : .no } ?? .unspecified }
        if let score = index.score { $0.score = Int32(score) }
      }
    case .zarit12(let sum): zbi12Score = Int32(sum)
    }
  }
}

extension Mantel_Registration_V1_CareSituation.State {
  init(span: DateSpan, today: CalendarDate) {
    self = span.ends(before: today) ? .ended : .active
  }
}

// MARK: - Records

/// Tells records as messages, as of a day.
struct MessageTelling {
  /// The legal date.
  let today: CalendarDate
  /// Municipalities and zones.
  let tables: ReferenceTables

  /// A person, living where they live on a day; nothing: today.
  func person(_ person: Person, asOf day: CalendarDate? = nil) -> Mantel_Registration_V1_Person {
    .with {
      $0.name = ResourceCollection.persons.name(person.id)
      $0.etag = ETag.text(person.revision)
      if let identity = person.identity { $0.details = details(of: person, identity, on: day ?? today) }
      if let date = person.birthDate { $0.birthDate = Mantel_Type_V1_Date(date) }
      $0.consents = person.consents.map(Mantel_Registration_V1_Consent.init)
      $0.formerNumbers = person.formerNumbers.map(\.digits)
      $0.sealed = person.isSealed
      $0.restricted = person.isRestricted
      $0.unconfirmed = person.isUnconfirmed
    }
  }

  private func details(
    of person: Person,
    _ identity: Identity,
    on day: CalendarDate
  ) -> Mantel_Registration_V1_PersonDetails {
    let residence = person.residences[day]
    return .with {
      switch person.number {
      case .insz(let insz): $0.insz = insz.digits
      case .local(let local): $0.localNumber = local.digits
      case nil: break
      }
      $0.familyName = identity.familyName
      $0.givenNames = identity.givenNames
      $0.streetLine = residence.address?.streetLine ?? ""
      $0.postalCode = residence.address?.postalCode ?? ""
      let place = tables.current(residence.place, on: day)
      $0.municipality = place.municipality?.digits ?? ""
      $0.country = place.country?.letters ?? ""
      $0.locality = residence.address?.locality ?? ""
      $0.phone = identity.phone
      $0.email = identity.email
      $0.language = person.reach.language.message
      $0.channel = person.reach.channel.message
      $0.digitalSkill = person.reach.digitalSkill?.message ?? .unspecified
      if let date = person.birthDate { $0.birthDate = Mantel_Type_V1_Date(date) }
      if let adult = identity.trustedAdult { $0.trustedAdult = Mantel_Registration_V1_TrustedAdult(adult) }
    }
  }

  /// Where a person lives over time.
  func residence(_ period: Timeline<Residence>.Period) -> Mantel_Registration_V1_Residence {
    .with {
      $0.startDate = Mantel_Type_V1_Date(period.start)
      $0.municipality = period.value.place.municipality?.digits ?? ""
      $0.country = period.value.place.country?.letters ?? ""
      $0.locality = period.value.address?.locality ?? ""
      $0.streetLine = period.value.address?.streetLine ?? ""
      $0.postalCode = period.value.address?.postalCode ?? ""
    }
  }

  /// A care situation.
  func careSituation(_ situation: CareSituation) -> Mantel_Registration_V1_CareSituation {
    let (history, day) = (situation.history, situation.asOf)
    let terms = history.terms[day]
    return .with {
      $0.name = ResourceCollection.careSituations.name(situation.id)
      $0.etag = ETag.text(situation.revision)
      $0.caregiver = person(situation.caregiver, asOf: day)
      $0.recipient = person(situation.recipient, asOf: day)
      $0.relation = terms.relation.message
      $0.hoursPerWeek = terms.hours.hours
      $0.tasks = terms.tasks.map(\.message)
      $0.causes = terms.causes.map(\.message)
      $0.role = terms.role?.message ?? .unspecified
      $0.startDate = Mantel_Type_V1_Date(history.span.start)
      if let end = history.span.end { $0.endDate = Mantel_Type_V1_Date(end) }
      $0.endReason = history.endReason?.message ?? .unspecified
      $0.dwelling = terms.dwelling.message
      $0.sameAddress = terms.sameAddress
      $0.professionalInvolved = terms.professionalInvolved
      $0.evidence = situation.evidence.map(Mantel_Type_V1_Evidence.init)
      if let signed = situation.declarations.caregiver {
        $0.caregiverDeclaration = Mantel_Registration_V1_Declaration(signed)
      }
      if let signed = situation.declarations.recipient {
        $0.recipientDeclaration = Mantel_Registration_V1_Declaration(signed)
      }
      $0.state = Mantel_Registration_V1_CareSituation.State(span: history.span, today: today)
      $0.createTime = Google_Protobuf_Timestamp(situation.createTime)
      $0.updateTime = Google_Protobuf_Timestamp(situation.updateTime)
      $0.periods = history.terms.periods.map(Mantel_Registration_V1_CarePeriod.init)
      $0.joinedCareSituations = situation.joined.map(ResourceCollection.careSituations.name)
      if let contact = situation.contactPoint { $0.contactPoint = Mantel_Registration_V1_ContactPoint(contact) }
      $0.asOfDate = Mantel_Type_V1_Date(day)
    }
  }

  /// A care situation in a list.
  func summary(_ summary: CareSituationSummary) -> Mantel_Registration_V1_CareSituationSummary {
    .with {
      $0.name = ResourceCollection.careSituations.name(summary.id)
      $0.caregiverName = summary.caregiverName
      $0.recipientName = summary.recipientName
      $0.caregiverMunicipality = summary.caregiverPlace.municipality?.digits ?? ""
      $0.caregiverCountry = summary.caregiverPlace.country?.letters ?? ""
      $0.recipientMunicipality = summary.recipientPlace.municipality?.digits ?? ""
      $0.recipientCountry = summary.recipientPlace.country?.letters ?? ""
      $0.hoursPerWeek = summary.hours.hours
      $0.startDate = Mantel_Type_V1_Date(summary.span.start)
      if let end = summary.span.end { $0.endDate = Mantel_Type_V1_Date(end) }
      $0.state = Mantel_Registration_V1_CareSituation.State(span: summary.span, today: today)
    }
  }

  /// A person in a list.
  func found(_ person: FoundPerson) -> Mantel_Registration_V1_FoundPerson {
    .with {
      $0.name = ResourceCollection.persons.name(person.id)
      $0.displayName = person.shown?.displayName ?? ""
      if let date = person.shown?.birthDate { $0.birthDate = Mantel_Type_V1_Date(date) }
      $0.municipality = person.place.municipality?.digits ?? ""
      $0.country = person.place.country?.letters ?? ""
      $0.streetLine = person.shown?.streetLine ?? ""
      $0.sealed = person.isSealed
      $0.hasInsz_p = person.hasINSZ
    }
  }
}
