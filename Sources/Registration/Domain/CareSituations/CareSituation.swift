package import CareTypes
package import ServiceCore

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

/// The declarations on honour of both, as far as they have signed.
package struct Declarations: Sendable, Hashable {
  /// Of the caregiver.
  package var caregiver: Declaration?
  /// Of the recipient.
  package var recipient: Declaration?

  /// Declarations.
  package init(caregiver: Declaration?, recipient: Declaration?) {
    self.caregiver = caregiver
    self.recipient = recipient
  }
}

/// The one to turn to for a care situation (vast aanspreekpunt): a professional in their work.
package struct ContactPoint: Sendable, Hashable, Codable {
  /// Organisation.
  package let organisation: String
  /// Name of the contact person; may be empty.
  package let displayName: String
  /// Telephone number in E.164; empty: none.
  package let phone: String
  /// E-mail address; empty: none.
  package let email: String

  /// A contact point.
  package init(organisation: String, displayName: String, phone: PhoneNumber?, email: EmailAddress?) {
    self.organisation = organisation
    self.displayName = displayName
    self.phone = phone?.e164 ?? ""
    self.email = email?.address ?? ""
  }
}

/// What is told of the care itself, apart from who the two people are.
package struct CareDetails: Sendable, Hashable {
  /// What holds from the first day on.
  package let terms: CareTerms
  /// First day, and last day when known.
  package let span: DateSpan
  /// Evidence.
  package let evidence: [Evidence]
  /// The declarations on honour.
  package let declarations: Declarations

  /// The details of a care situation.
  package init(terms: CareTerms, span: DateSpan, evidence: [Evidence], declarations: Declarations) {
    self.terms = terms
    self.span = span
    self.evidence = evidence
    self.declarations = declarations
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
  /// What the client was asked about, and confirms.
  package let confirmedWarnings: Set<PlausibilityRule>

  /// A care situation to be registered.
  ///
  /// - Throws: `ValueError` when caregiver and recipient are one person.
  package init(
    caregiver: PersonDetails,
    recipient: PersonDetails,
    care: CareDetails,
    caregiverConsents: [Consent],
    recipientConsents: [Consent],
    confirmedWarnings: Set<PlausibilityRule> = []
  ) throws(ValueError) {
    guard caregiver.number == nil || caregiver.number != recipient.number else {
      throw ValueError(.inconsistent, "is the same person as the caregiver")
    }
    self.caregiver = caregiver
    self.recipient = recipient
    self.care = care
    self.caregiverConsents = caregiverConsents
    self.recipientConsents = recipientConsents
    self.confirmedWarnings = confirmedWarnings
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
  /// One of the two was erased (wissing); set by the registry alone.
  case erased

  /// Whether someone may give it as the reason.
  package var isGivenByPeople: Bool { self != .erased }
}

/// What a revision of a care situation did.
package enum CareRevisionKind: String, Sendable, Hashable, CaseIterable {
  /// Registered it.
  case registered
  /// Recorded a change of the care.
  case changed
  /// Mended what was recorded wrongly.
  case corrected
  /// Set the last day.
  case ended
  /// Recorded a declaration, a contact point, or a merge of persons: the terms stayed.
  case completed
  /// Took in another care situation of the same two people when their records were merged, or gave it back.
  case joined
}

/// A care situation over time as it was known from one revision on, until the next.
package struct CareHistory: Sendable, Hashable {
  /// Counts the changes of the record, from 1.
  package let revision: Int64
  /// What this one did.
  package let kind: CareRevisionKind
  /// When it was recorded.
  package let recordTime: Instant
  /// First day, and last day when known.
  package let span: DateSpan
  /// Why it ended, when it did.
  package let endReason: EndReason?
  /// The declarations on honour.
  package let declarations: Declarations
  /// The terms over time.
  package let terms: Timeline<CareTerms>

  /// A care history.
  package init(
    revision: Int64,
    kind: CareRevisionKind,
    recordTime: Instant,
    span: DateSpan,
    endReason: EndReason?,
    declarations: Declarations,
    terms: Timeline<CareTerms>
  ) {
    self.revision = revision
    self.kind = kind
    self.recordTime = recordTime
    self.span = span
    self.endReason = endReason
    self.declarations = declarations
    self.terms = terms
  }

  /// The day of the care that a question about a day is about: never before its first day nor after its last.
  package func day(for date: CalendarDate) -> CalendarDate {
    span.day(nearestTo: date)
  }
}

extension DateSpan {
  /// The day of the span that is nearest to a day.
  package func day(nearestTo date: CalendarDate) -> CalendarDate { max(start, min(date, end ?? date)) }
}

/// One caregiver, one recipient, from a date (mantelzorgsituatie), as the registry holds it.
package struct CareSituation: Sendable, Hashable {
  /// Opaque id.
  package let id: OpaqueID
  /// The revision that stands now, of which the etag speaks.
  package let revision: Int64
  /// Who cares.
  package let caregiver: Person
  /// Who is cared for.
  package let recipient: Person
  /// The care over time, as it was known at the time asked for.
  package let history: CareHistory
  /// The day whose terms were asked for.
  package let asOf: CalendarDate
  /// Evidence that was not withdrawn.
  package let evidence: [RecordedEvidence]
  /// The declarations on honour.
  package let declarations: Declarations
  /// The one to turn to.
  package let contactPoint: ContactPoint?
  /// Care situations of the same two people that were taken together with it, and for which it stands.
  package let joined: [OpaqueID]
  /// When it was registered.
  package let createTime: Instant
  /// When the record last changed.
  package let updateTime: Instant

  /// A care situation.
  package init(
    id: OpaqueID,
    revision: Int64,
    caregiver: Person,
    recipient: Person,
    history: CareHistory,
    asOf: CalendarDate,
    evidence: [RecordedEvidence],
    declarations: Declarations,
    contactPoint: ContactPoint?,
    joined: [OpaqueID],
    createTime: Instant,
    updateTime: Instant
  ) {
    self.id = id
    self.revision = revision
    self.caregiver = caregiver
    self.recipient = recipient
    self.history = history
    self.asOf = asOf
    self.evidence = evidence
    self.declarations = declarations
    self.contactPoint = contactPoint
    self.joined = joined
    self.createTime = createTime
    self.updateTime = updateTime
  }
}

/// A care situation in a list.
package struct CareSituationSummary: Sendable, Hashable {
  /// Opaque id.
  package let id: OpaqueID
  /// Family name and given names of the caregiver; empty when the reader may not know them.
  package let caregiverName: String
  /// Family name and given names of the recipient; empty when the reader may not know them.
  package let recipientName: String
  /// Where the caregiver lives.
  package let caregiverPlace: Place
  /// Where the recipient lives.
  package let recipientPlace: Place
  /// Hours of care per week.
  package let hours: HoursPerWeek
  /// First day, and last day when known.
  package let span: DateSpan

  /// A care situation summary.
  package init(
    id: OpaqueID,
    caregiverName: String,
    recipientName: String,
    caregiverPlace: Place,
    recipientPlace: Place,
    hours: HoursPerWeek,
    span: DateSpan
  ) {
    self.id = id
    self.caregiverName = caregiverName
    self.recipientName = recipientName
    self.caregiverPlace = caregiverPlace
    self.recipientPlace = recipientPlace
    self.hours = hours
    self.span = span
  }
}

/// The etag of a revision, in the quotes of RFC 9110.
package enum ETag {
  /// The text for a revision.
  package static func text(_ revision: Int64) -> String { "\"\(revision)\"" }

  /// Holds an etag that a caller read against the record.
  ///
  /// - Throws: `Refusal` when the record has changed since.
  package static func check(_ etag: String, _ revision: Int64, of name: String) throws(Refusal) {
    guard etag == text(revision) else { throw Refusal.staleETag(name) }
  }
}
