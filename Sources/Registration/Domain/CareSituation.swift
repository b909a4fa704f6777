package import CareTypes
package import RuleLanguage
import ServiceRuntime

/// The declaration on honour (verklaring op eer) of one of the two.
package struct Declaration: Sendable, Hashable {
  /// The day of signing.
  package let signedDate: CalendarDate
  /// Who signed.
  package let givenBy: GivenBy

  /// A declaration.
  package init(signedDate: CalendarDate, givenBy: GivenBy) {
    self.signedDate = signedDate
    self.givenBy = givenBy
  }
}

/// What supports one fact of a care situation (bewijsstuk, attest).
package struct Evidence: Sendable, Hashable {
  /// Name of the fact in the fact catalogue.
  package let fact: String
  /// Its value.
  package let value: FactValue
  /// The organisation that assessed it.
  package let assessor: String
  /// First and last day on which it counts.
  package let validity: DateSpan

  /// Evidence for a fact that someone has to supply.
  ///
  /// - Throws: `ValueError` when the catalogue does not know the fact, Mantel derives it itself, or the value does not
  ///   fit it.
  package init(fact: String, value: FactValue, assessor: String, validity: DateSpan) throws(ValueError) {
    guard let declaration = FactCatalogue.care[fact] else {
      throw ValueError(.unknownCode, "is not a fact of the catalogue")
    }
    guard !FactCatalogue.derivedCareFacts.contains(fact) else {
      throw ValueError(.inconsistent, "is derived from the registration and takes no evidence")
    }
    guard let admitted = declaration.admitted(value) else {
      throw ValueError(.outOfRange, "has a value that its type (\(declaration.type.rawValue)) or range does not allow")
    }
    self.fact = fact
    self.value = admitted
    self.assessor = assessor
    self.validity = validity
  }
}

/// What is told of the care itself, apart from who the two people are.
package struct CareDetails: Sendable, Hashable {
  /// What the caregiver is to the recipient.
  package let relation: Relation
  /// Hours of care per week.
  package let hours: HoursPerWeek
  /// What the caregiver does.
  package let tasks: [CareTask]
  /// First day, and last day when known.
  package let span: DateSpan
  /// Where the recipient lives.
  package let dwelling: Dwelling
  /// Whether the two live at one address.
  package let sameAddress: Bool
  /// Whether a professional care provider is involved.
  package let professionalInvolved: Bool
  /// Evidence, one for each fact.
  package let evidence: [Evidence]
  /// The caregiver's declaration on honour, once signed.
  package let caregiverDeclaration: Declaration?
  /// The recipient's declaration on honour, once signed.
  package let recipientDeclaration: Declaration?

  /// The details of a care situation.
  package init(
    relation: Relation,
    hours: HoursPerWeek,
    tasks: [CareTask],
    span: DateSpan,
    dwelling: Dwelling,
    sameAddress: Bool,
    professionalInvolved: Bool,
    evidence: [Evidence],
    caregiverDeclaration: Declaration?,
    recipientDeclaration: Declaration?
  ) {
    self.relation = relation
    self.hours = hours
    self.tasks = tasks
    self.span = span
    self.dwelling = dwelling
    self.sameAddress = sameAddress
    self.professionalInvolved = professionalInvolved
    self.evidence = evidence
    self.caregiverDeclaration = caregiverDeclaration
    self.recipientDeclaration = recipientDeclaration
  }
}

/// Everything that is handed in to register a care situation.
package struct NewCareSituation: Sendable, Hashable {
  /// Who cares.
  package let caregiver: PersonDetails
  /// Who is cared for.
  package let recipient: PersonDetails
  /// The care.
  package let care: CareDetails
  /// Consents of the caregiver.
  package let caregiverConsents: [Consent]
  /// Consents of the recipient.
  package let recipientConsents: [Consent]

  /// A care situation to be registered.
  ///
  /// - Throws: `ValueError` when caregiver and recipient are one person.
  package init(
    caregiver: PersonDetails,
    recipient: PersonDetails,
    care: CareDetails,
    caregiverConsents: [Consent],
    recipientConsents: [Consent]
  ) throws(ValueError) {
    guard caregiver.insz.digits != recipient.insz.digits else {
      throw ValueError(.inconsistent, "is the same person as the caregiver")
    }
    self.caregiver = caregiver
    self.recipient = recipient
    self.care = care
    self.caregiverConsents = caregiverConsents
    self.recipientConsents = recipientConsents
  }
}

/// Why a care situation ends (reden van stopzetting).
package enum EndReason: String, Sendable, Hashable, CaseIterable, Codable {
  /// The recipient no longer needs the care (zorgnood weggevallen).
  case noLongerNeeded = "no_longer_needed"
  /// The caregiver stops (mantelzorger stopt).
  case caregiverStops = "caregiver_stops"
  /// The recipient withdraws their agreement (akkoord ingetrokken).
  case recipientWithdraws = "recipient_withdraws"
  /// The recipient died (overlijden van de zorgvrager).
  case recipientDied = "recipient_died"
  /// The caregiver died (overlijden van de mantelzorger).
  case caregiverDied = "caregiver_died"
}

/// One caregiver, one recipient, from a date (mantelzorgsituatie), as the registry holds it.
package struct CareSituation: Sendable, Hashable {
  /// Opaque id.
  package let id: OpaqueID
  /// Counts the changes of the record, from 1.
  package let revision: Int64
  /// Who cares.
  package let caregiver: Person
  /// Who is cared for.
  package let recipient: Person
  /// The care.
  package let care: CareDetails
  /// Why it ended, when it did.
  package let endReason: EndReason?
  /// When it was registered.
  package let createTime: Instant
  /// When the record last changed.
  package let updateTime: Instant
}

/// A care situation in a list.
package struct CareSituationSummary: Sendable, Hashable {
  /// Opaque id.
  package let id: OpaqueID
  /// Family name and given names of the caregiver.
  package let caregiverName: String
  /// Family name and given names of the recipient.
  package let recipientName: String
  /// Where the caregiver lives.
  package let caregiverMunicipality: NISCode
  /// Where the recipient lives.
  package let recipientMunicipality: NISCode
  /// Hours of care per week.
  package let hours: HoursPerWeek
  /// First day, and last day when known.
  package let span: DateSpan
}

/// The etag of a revision, in the quotes of RFC 9110.
package enum ETag {
  /// The text for a revision.
  package static func text(_ revision: Int64) -> String { "\"\(revision)\"" }
}
